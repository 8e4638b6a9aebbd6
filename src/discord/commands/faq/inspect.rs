//! 'What is wrong with our FAQ? Why did it say that? What did members ask last week?'

use std::convert::Infallible;
use std::sync::Arc;

use super::for_staff;
use crate::assistant::{Assistant, Decision, Heard, Outcome, Question, Why};
use crate::crisis::Finding;
use crate::discord::commands::Context;
use crate::discord::draw::render::Parts;
use crate::discord::editing::{Editor, plain};
use crate::discord::post::{self, fitting};
use crate::discord::weekly;
use crate::edition::Edition;
use crate::faq::{Id, Library};

/// Problems that are named in one message.
const MOST_PROBLEMS: usize = 8;
/// Entries, and phrasings, that are named where a decision is explained.
const MOST_NAMED: usize = 3;

const FAILED: &str =
    "That went wrong on my side. Please tell whoever runs me: the reason is in my log.";

/// Staff: look for what is wrong with the FAQ
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: buscar lo que está mal en las preguntas"),
    description_localized("es-419", "Personal: buscar lo que está mal en las preguntas"),
    description_localized("fr", "Équipe : chercher ce qui ne va pas dans la FAQ")
)]
pub(super) async fn check(context: Context<'_>) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        compute(editor, |edition| report(&edition)).await;
    })
    .await;
    Ok(())
}

/// Staff: see why a question is answered as it is
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: ver por qué se responde así a una pregunta"),
    description_localized("es-419", "Personal: ver por qué se responde así a una pregunta"),
    description_localized("fr", "Équipe : voir pourquoi une question reçoit cette réponse")
)]
pub(super) async fn why(
    context: Context<'_>,
    #[description = "The question, as a member would write it"]
    #[description_localized("es-ES", "La pregunta, como la escribiría un miembro")]
    #[description_localized("es-419", "La pregunta, como la escribiría un miembro")]
    #[description_localized("fr", "La question, comme un membre l'écrirait")]
    question: String,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        compute(editor, move |edition| {
            explained(&edition.assistant, &question)
        })
        .await;
    })
    .await;
    Ok(())
}

/// Staff: read the digest of the last week
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: leer el resumen de la última semana"),
    description_localized("es-419", "Personal: leer el resumen de la última semana"),
    description_localized("fr", "Équipe : lire le résumé de la semaine dernière")
)]
pub(super) async fn digest(context: Context<'_>) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        post::hold(editor.http, editor.deed).await;
        let parts = weekly::last_week(editor.bot, editor.guild).await;
        let parts = parts.unwrap_or_else(|failure| {
            tracing::error!(%failure, "the digest's counts can't be read");
            Parts::text(FAILED)
        });
        post::bring(editor.http, editor.deed, parts).await;
    })
    .await;
    Ok(())
}

/// Computes an answer for the person alone, on a thread for long computing.
async fn compute(editor: Editor<'_>, answer: impl FnOnce(Arc<Edition>) -> String + Send + 'static) {
    post::hold(editor.http, editor.deed).await;
    let edition = Arc::clone(editor.bot.desk.edition());
    let answer = tokio::task::spawn_blocking(move || answer(edition)).await;
    let text = answer.unwrap_or_else(|_| {
        tracing::error!("looking into the FAQ panicked");
        FAILED.to_owned()
    });
    post::bring(editor.http, editor.deed, Parts::text(&text)).await;
}

fn report(edition: &Edition) -> String {
    let mut problems = edition.problems.clone();
    problems.extend(crate::check::failing(edition.decided()));
    problems.extend(crate::check::unattended(
        edition.library(),
        crate::clock::today(),
    ));
    let entries = edition.library().entries.len();
    let tests = edition.decided().len();
    if problems.is_empty() {
        return format!(
            "All is well: {entries} entries, {tests} recorded tests, and nothing to mend."
        );
    }
    let lines = problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|problem| problem.in_words(&edition.files));
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    let more = (more > 0).then(|| format!("• … and {more} more."));
    let lines: Vec<String> = lines.chain(more).collect();
    fitting(&format!(
        "{entries} entries, {tests} recorded tests. To mend:\n{}",
        lines.join("\n")
    ))
}

fn explained(assistant: &Assistant, question: &str) -> String {
    let outcome = assistant.decide(Question {
        text: question,
        heard: Heard::Addressed,
    });
    let why = assistant.explain(question);
    let library = assistant.library();
    let sections = [
        decided(&outcome, library),
        danger(&why),
        spelling(&why),
        fitting_best(&outcome, &why, library),
        nearest(&why, library),
    ];
    let sections: Vec<String> = sections
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    fitting(&sections.join("\n"))
}

fn decided(outcome: &Outcome, library: &Library) -> String {
    match &outcome.decision {
        Decision::Crisis(_) => "I take this for danger, and answer with where help is.".to_owned(),
        Decision::Answer(id) => format!("I answer this with {}.", named(id, library)),
        Decision::Suggest(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| named(id, library)).collect();
            format!("I am not sure, and offer a choice: {}.", ids.join(", "))
        }
        Decision::Refer(id) => format!(
            "I ask the member to talk to the clinic: {}.",
            named(id, library)
        ),
        Decision::NoAnswer | Decision::StaySilent => "I have no answer to this.".to_owned(),
    }
}

fn danger(why: &Why<'_>) -> String {
    match why.danger {
        Some(Finding::Concern(_)) => {
            "It may tell of danger, so I also say where help is.".to_owned()
        }
        Some(Finding::Danger(_)) | None => String::new(),
    }
}

fn spelling(why: &Why<'_>) -> String {
    let repairs = why.explanation.ranking.mended.repairs.iter();
    let repairs: Vec<String> = repairs
        .map(|repair| format!("{} → {}", plain(&repair.from), plain(&repair.to)))
        .collect();
    if repairs.is_empty() {
        return String::new();
    }
    format!("**I read** {}", repairs.join(", "))
}

fn fitting_best(outcome: &Outcome, why: &Why<'_>, library: &Library) -> String {
    let lines = outcome.candidates.iter().take(MOST_NAMED).map(|candidate| {
        format!(
            "• {:.0}% {}",
            candidate.confidence * 100.0,
            named(&candidate.entry, library)
        )
    });
    let lines: Vec<String> = lines.collect();
    let from = why.explanation.thresholds.answer * 100.0;
    format!(
        "**How well entries fit** (I answer from {from:.0}%)\n{}",
        lines.join("\n")
    )
}

fn nearest(why: &Why<'_>, library: &Library) -> String {
    let lines = why.nearest.iter().take(MOST_NAMED).map(|lesson| {
        format!(
            "• “{}”: {}",
            plain(lesson.text),
            named(lesson.owner, library)
        )
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "**The most similar that I was taught**\n{}",
        lines.join("\n")
    )
}

fn named(id: &Id, library: &Library) -> String {
    let entry = library.entry(id).map(|entry| &entry.question.value);
    let name = entry.or_else(|| library.topic(id).map(|topic| &topic.name));
    name.map_or_else(
        || "not for me".to_owned(),
        |name| format!("“{}”", plain(name)),
    )
}
