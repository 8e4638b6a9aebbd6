//! 'What is wrong with our FAQ?'

use super::diagnostics;
use super::load::Source;
use super::terminal::{Terminal, table};
use super::{Ending, Failure};
use crate::assistant::Assistant;
use crate::faq::{Library, Problem, ProblemKind, Severity};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Print the problems as JSON, for editors and scripts.
    #[arg(long)]
    json: bool,
    /// For each entry, list so many of the phrasings that another one takes.
    #[arg(long, value_name = "N", default_value_t = 2, conflicts_with = "json")]
    taken: usize,
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let faq = source.faq()?;
    let contents = contents(&faq.library);
    let is_empty = source.refuse_empty(&faq.library);
    let mut problems = faq.problems;
    let mut told_apart = String::new();
    let today = crate::clock::today();
    if is_empty.is_ok() {
        let assistant = source.learn(faq.library)?;
        problems.extend(crate::check::check(&assistant, today));
        told_apart = separations(&assistant, arguments.taken);
    } else {
        problems.extend(crate::check::unattended(&faq.library, today));
    }
    problems.sort_by(|a, b| {
        (&a.place.file, a.place.span.start).cmp(&(&b.place.file, b.place.span.start))
    });
    if arguments.json {
        terminal.json(&diagnostics::as_json(&problems, &faq.files))?;
    } else {
        let drawn = diagnostics::drawn(&problems, &faq.files);
        let parts = [drawn.trim_end(), told_apart.trim_end()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join("\n\n");
        if !text.is_empty() {
            terminal.print(&text)?;
        }
    }
    is_empty?;
    refuse_unreadable(&problems)?;
    terminal.say(&verdict(&problems, &contents));
    Ok(if problems.is_empty() {
        Ending::Fine
    } else {
        Ending::ProblemsFound
    })
}

/// What can't even be read is a reason to stop before anything is deployed.
fn refuse_unreadable(problems: &[Problem]) -> Result<(), Failure> {
    let unreadable = problems
        .iter()
        .filter(|problem| matches!(problem.kind, ProblemKind::Unreadable(_)));
    let files: Vec<&str> = unreadable.map(|problem| &*problem.place.file).collect();
    if files.is_empty() {
        Ok(())
    } else {
        Err(Failure(format!("{} can't be read", files.join(", "))))
    }
}

/// How well entries and topics are told apart, as a table; below each one some of what its rival takes.
fn separations(assistant: &Assistant, shown: usize) -> String {
    let head = ["told apart", "phrasings", "found", "rival", "takes"].map(str::to_owned);
    let mut rows = vec![head.to_vec()];
    let mut below = vec![Vec::new()];
    for separation in crate::check::separations(assistant) {
        rows.push(vec![
            separation.id.to_string(),
            separation.lessons.to_string(),
            format!("{:.3}", share(separation.found, separation.lessons)),
            separation
                .rival
                .map(ToString::to_string)
                .unwrap_or_default(),
            separation.taken.len().to_string(),
        ]);
        below.push(separation.taken.into_iter().take(shown).collect());
    }
    let lines = table(&rows);
    let lines = lines.lines().zip(&below).map(|(line, taken)| {
        let taken = taken.iter().map(|text| format!("\n    “{text}”"));
        format!("{line}{}\n", taken.collect::<String>())
    });
    lines.collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of texts are far below 2^52"
)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn contents(library: &Library) -> String {
    let phrasings: usize = library
        .entries
        .iter()
        .map(|entry| entry.phrasings.len())
        .sum();
    [
        counted(library.entries.len(), "entry", "entries"),
        counted(phrasings, "phrasing", "phrasings"),
        counted(library.topics.len(), "topic to refer", "topics to refer"),
        counted(library.kinds.len(), "kind of danger", "kinds of danger"),
        counted(
            library.background.len(),
            "message not for the bot",
            "messages not for the bot",
        ),
    ]
    .join(", ")
}

fn verdict(problems: &[Problem], contents: &str) -> String {
    if problems.is_empty() {
        return format!("No problem found: {contents}.");
    }
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .count();
    let errors_found = counted(errors, "error", "errors");
    let warnings_found = counted(problems.len() - errors, "warning", "warnings");
    format!("{errors_found} and {warnings_found} in {contents}.")
}

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
