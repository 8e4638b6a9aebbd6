//! 'What is wrong with our FAQ?'

use super::diagnostics;
use super::load::{Source, today};
use super::terminal::Terminal;
use super::{Ending, Failure};
use crate::faq::{Library, Problem, ProblemKind, Severity};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Print the problems as JSON, for editors and scripts.
    #[arg(long)]
    json: bool,
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
    if is_empty.is_ok() {
        problems.extend(crate::check::check(&source.learn(faq.library)?, today()));
    }
    problems.sort_by(|a, b| {
        (&a.place.file, a.place.span.start).cmp(&(&b.place.file, b.place.span.start))
    });
    if arguments.json {
        terminal.json(&diagnostics::as_json(&problems, &faq.files))?;
    } else if !problems.is_empty() {
        terminal.print(&diagnostics::drawn(&problems, &faq.files))?;
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
