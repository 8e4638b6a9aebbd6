//! 'I saved a file, and the bot knows it.' While the bot runs, the FAQ folder is watched; what was changed is read,
//! checked and learned beside the running bot, and then used as a whole, or not at all. Either way staff hear of it.

use std::sync::Arc;
use std::time::Duration;

use super::Failure;
use super::diagnostics;
use super::load::{Faq, Source};
use crate::assistant::Assistant;
use crate::discord::{Desk, Desks, Stop};
use crate::faq::folder::SourceFile;
use crate::faq::watch::Watch;
use crate::faq::{Library, Problem, Severity};

/// Time between two looks at the stop signal.
const STOP_SEEN_WITHIN: Duration = Duration::from_millis(250);

/// Problems that are named in one message: whoever mends one sees the next.
const MOST_NAMED: usize = 3;

/// Renews the desk at each change of the folder, until the stop signal is given.
pub(super) fn keep_renewing(source: &Source<'_>, desks: &Desks, stop: &Stop) {
    let watch = match Watch::begin(source.faq) {
        Ok(watch) => watch,
        Err(error) => {
            return tracing::warn!(%error, "the FAQ folder can't be watched: changes are seen after a restart");
        }
    };
    while !stop.is_given() {
        if watch.changed_within(STOP_SEEN_WITHIN) && !stop.is_given() {
            desks.tell_staff(renew(source, desks));
        }
    }
}

/// Puts a new desk in the place of the old one if nothing speaks against it; tells what came of it.
fn renew(source: &Source<'_>, desks: &Desks) -> String {
    match new_desk(source, desks) {
        Ok(desk) => {
            let entries = desk.library().entries.len();
            tracing::info!(entries, "the FAQ was changed and is in use");
            desks.replace(desk);
            format!("The FAQ was changed, and the change is in use. It has {entries} entries now.")
        }
        Err(Failure(why)) => {
            tracing::warn!("the FAQ was changed, but can't be used");
            format!(
                "The FAQ was changed, but I go on with the one from before, since something is wrong:\n{why}\nI look again \
                 as soon as a file is saved."
            )
        }
    }
}

fn new_desk(source: &Source<'_>, desks: &Desks) -> Result<Desk, Failure> {
    let before = desks.present();
    let Faq {
        files,
        library,
        problems,
    } = source.faq()?;
    refuse_errors(&problems, &files)?;
    source.refuse_empty(&library)?;
    refuse_lost_danger(before.library(), &library)?;
    let assistant: Assistant = source.learn(library)?;
    let found = crate::check::check(&assistant, crate::clock::today());
    refuse_errors(&found, &files)?;
    let desk = Desk::new(Arc::new(assistant), before.settings().clone());
    Ok(desk.with_faq_problems(problems.len()))
}

/// A mistake, or a test that fails: the folder is not what its writers meant.
fn refuse_errors(problems: &[Problem], files: &[SourceFile]) -> Result<(), Failure> {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error);
    let mut named: Vec<String> = errors
        .map(|error| diagnostics::in_words(error, files))
        .collect();
    if named.is_empty() {
        return Ok(());
    }
    let more = named.len().saturating_sub(MOST_NAMED);
    named.truncate(MOST_NAMED);
    if more > 0 {
        named.push(format!("• … and {more} more: `aftercare check` shows all."));
    }
    Err(Failure(named.join("\n")))
}

/// Nobody loses the help for people in danger by a slip of the finger.
fn refuse_lost_danger(before: &Library, after: &Library) -> Result<(), Failure> {
    let lost = before
        .kinds
        .iter()
        .find(|kind| after.kind(&kind.id.value).is_none());
    match lost {
        None => Ok(()),
        Some(kind) => Err(Failure(format!(
            "• The kind of danger `{}` is gone, so I would no longer notice it. If that is really meant, start me again.",
            kind.id.value
        ))),
    }
}
