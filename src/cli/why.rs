//! 'Why did it say that?'

use super::load::Source;
use super::terminal::{Terminal, table};
use super::{Ending, Failure};
use crate::assistant::{Assistant, Decision, Heard, Outcome, Question, Why};
use crate::crisis::{Finding, Sign};
use crate::faq::Entry;

/// Candidates shown; the rest is far behind.
const SHOWN_CANDIDATES: usize = 5;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The message to explain.
    text: String,
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let assistant = source.assistant(terminal)?;
    let heard = Heard::Addressed;
    let outcome = assistant.decide(Question {
        text: &arguments.text,
        heard,
    });
    let outcome = outcome.as_of(assistant.library(), heard, crate::clock::today());
    let why = assistant.explain(&arguments.text);
    let id = outcome
        .decision
        .id()
        .map(|id| format!(" {id}"))
        .unwrap_or_default();
    let sections = [
        format!(
            "Decision: {}{id} (confidence {:.2})",
            outcome.decision.name(),
            outcome.confidence
        ),
        expired(&outcome, &assistant),
        danger(&why, &assistant),
        part(&why),
        spelling(&why),
        words(&why),
        nearest(&why),
        candidates(&why),
    ];
    let sections = sections.into_iter().filter(|section| !section.is_empty());
    terminal.print(&sections.collect::<Vec<_>>().join("\n\n"))?;
    Ok(Ending::Fine)
}

/// Nothing unless the decision is that an entry answers no more.
fn expired(outcome: &Outcome, assistant: &Assistant) -> String {
    let id = outcome.decision.id();
    let entry = id.and_then(|id| assistant.library().entry(id));
    let last = entry.and_then(Entry::answers_until);
    match (&outcome.decision, last) {
        (Decision::Refer(_), Some(last)) => {
            format!(
                "Expired: it was to be reviewed by {last}, so members are asked to ask the clinic"
            )
        }
        _ => String::new(),
    }
}

fn danger(why: &Why<'_>, assistant: &Assistant) -> String {
    let kind = |kind: usize| {
        let kinds = &assistant.library().kinds;
        kinds.get(kind).map_or("", |kind| kind.id.value.as_str())
    };
    let danger = match &why.danger {
        None => return "Danger: no sign of it".to_owned(),
        Some(Finding::Concern(concern)) => {
            return format!(
                "Danger: perhaps {}, not surely; help is named below the reply",
                kind(*concern)
            );
        }
        Some(Finding::Danger(danger)) => danger,
    };
    let kind = kind(danger.kind);
    match &danger.sign {
        Sign::Always(words) => format!("Danger: {kind}, since “{words}” always means it"),
        Sign::Likeness {
            confidence,
            nearest,
        } => {
            format!("Danger: {kind}, likeness {confidence:.2}, nearest “{nearest}”")
        }
    }
}

/// Nothing where the message was read as a whole.
fn part(why: &Why<'_>) -> String {
    let part = why.explanation.part.as_ref();
    part.map_or_else(String::new, |part| {
        format!("The part that decided: “{part}”")
    })
}

fn spelling(why: &Why<'_>) -> String {
    let repairs = &why.explanation.ranking.mended.repairs;
    if repairs.is_empty() {
        return "Spelling: nothing mended".to_owned();
    }
    let repairs: Vec<_> = repairs
        .iter()
        .map(|repair| format!("{} → {}", repair.from, repair.to))
        .collect();
    format!("Spelling: {}", repairs.join(", "))
}

fn words(why: &Why<'_>) -> String {
    let words = why
        .explanation
        .words
        .iter()
        .map(|word| format!("{} {:.1}", word.word, word.weight));
    format!(
        "Words, with how rare they are: {}",
        words.collect::<Vec<_>>().join(", ")
    )
}

fn nearest(why: &Why<'_>) -> String {
    let rows: Vec<Vec<String>> = why
        .nearest
        .iter()
        .map(|lesson| {
            vec![
                format!("  {:.2}  {}", lesson.similarity, lesson.owner),
                format!("“{}”", lesson.text),
            ]
        })
        .collect();
    format!("Nearest phrasings:\n{}", left_aligned(&rows))
}

fn candidates(why: &Why<'_>) -> String {
    let thresholds = why.explanation.thresholds;
    let head = ["  candidate", "score", "confidence"]
        .map(str::to_owned)
        .to_vec();
    let rows = why
        .candidates
        .iter()
        .take(SHOWN_CANDIDATES)
        .map(|(id, candidate)| {
            vec![
                format!("  {id}"),
                format!("{:.2}", candidate.score),
                format!("{:.2}", candidate.confidence),
            ]
        });
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    format!(
        "Candidates (answered from {:.2}, referred from {:.2}, suggested from {:.2}):\n{}",
        thresholds.answer,
        thresholds.refer,
        thresholds.suggest,
        table(&rows)
    )
}

/// Two columns, both to the left.
fn left_aligned(rows: &[Vec<String>]) -> String {
    let width = rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| cell.chars().count())
        .max()
        .unwrap_or(0);
    let lines = rows.iter().map(|row| match row.as_slice() {
        [first, second] => format!("{first:<width$}  {second}"),
        _ => String::new(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
