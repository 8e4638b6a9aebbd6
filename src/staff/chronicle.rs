//! The history of an FAQ folder as texts: what each file was after the last change, and what has to be done to take an
//! earlier one back. Pure; the changes come from the store.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::splice::{backward, change, forward, splice};
use crate::faq::edit::FileChange;
use crate::faq::folder::SourceFile;
use crate::store::{ChangeState, FileSplice, RecordedChange};

/// The deed by which a history begins: all that comes before it is of no account.
pub(super) const FOUND: &str = "found";

/// Each file of the folder and its text.
pub(super) type Texts = BTreeMap<Arc<str>, String>;

/// A change that doesn't fit what was before it: somebody wrote in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Torn {
    /// The change's number.
    pub(super) number: i64,
}

/// Why a change can't be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotUndo {
    /// There is no such change, or nothing to take back.
    NoSuchChange,
    /// It was never finished.
    NeverDone(i64),
    /// A later change is about the same lines.
    Covered {
        /// What was to be taken back.
        number: i64,
        /// The later one.
        by: i64,
    },
    /// It is where the history begins.
    Beginning,
}

impl fmt::Display for CannotUndo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchChange => f.write_str("There is no such change. `/faq history` shows all."),
            Self::NeverDone(number) => {
                write!(
                    f,
                    "Change {number} never came into use, so there is nothing to take back."
                )
            }
            Self::Covered { number, by } => write!(
                f,
                "Change {by} is about the same lines as change {number}. Take change {by} back first, or edit the entry."
            ),
            Self::Beginning => f.write_str(
                "That is how the FAQ was when I first saw it: there is nothing before it.",
            ),
        }
    }
}

/// The files of a folder as texts.
pub(super) fn texts(files: &[SourceFile]) -> Texts {
    let texts = files
        .iter()
        .map(|file| (Arc::clone(&file.name), file.text.clone()));
    texts.collect()
}

/// What differs between two states of a folder.
pub(super) fn between(before: &Texts, after: &Texts) -> Vec<FileChange> {
    let names = before
        .keys()
        .chain(after.keys().filter(|name| !before.contains_key(*name)));
    let changes = names.map(|name| {
        let (before, after) = (before.get(name), after.get(name));
        change(name, before.map(String::as_str), after.map(String::as_str))
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}

/// Makes one file's change in the texts.
pub(super) fn make(texts: &mut Texts, change: &FileChange) {
    match &change.after {
        Some(text) => texts.insert(Arc::clone(&change.file), text.clone()),
        None => texts.remove(&change.file),
    };
}

/// The texts after one more change.
///
/// # Errors
/// When it doesn't fit.
pub(super) fn replay(texts: &mut Texts, recorded: &RecordedChange) -> Result<(), Torn> {
    if recorded.state != ChangeState::Done {
        return Ok(());
    }
    if recorded.deed == FOUND {
        texts.clear();
    }
    let mut changes = Vec::new();
    for splice in &recorded.files {
        let before = texts.get(splice.file.as_str()).map(String::as_str);
        let change = forward(splice, before).ok_or(Torn {
            number: recorded.number,
        })?;
        changes.push(change);
    }
    for change in &changes {
        make(texts, change);
    }
    Ok(())
}

/// The change that `/faq undo` means where it names none: the latest of staff's that stands, and is no undoing itself.
pub(super) fn latest_standing(changes: &[RecordedChange]) -> Option<i64> {
    let is_done = |change: &&RecordedChange| change.state == ChangeState::Done;
    let undone: Vec<i64> = changes
        .iter()
        .filter(is_done)
        .filter_map(|change| change.undoes)
        .collect();
    let standing = changes.iter().filter(is_done).filter(|change| {
        change.who.is_some() && change.undoes.is_none() && !undone.contains(&change.number)
    });
    standing.map(|change| change.number).max()
}

/// What has to be changed to take a change back, with all that came after it left as it is. `changes` are all of the
/// folder's, oldest first; `present` is what the folder holds.
///
/// # Errors
/// When it can't be told from later changes what it was.
pub(super) fn undo(
    changes: &[RecordedChange],
    present: &Texts,
    number: i64,
) -> Result<Vec<FileChange>, CannotUndo> {
    let at = changes.iter().position(|change| change.number == number);
    let at = at.ok_or(CannotUndo::NoSuchChange)?;
    let undone = &changes[at];
    if undone.state != ChangeState::Done {
        return Err(CannotUndo::NeverDone(number));
    }
    if undone.deed == FOUND {
        return Err(CannotUndo::Beginning);
    }
    let later = &changes[at + 1..];
    if later.iter().any(|change| change.deed == FOUND) {
        return Err(CannotUndo::NoSuchChange);
    }
    let undoing =
        |splice| undo_file(splice, later, present).map_err(|by| CannotUndo::Covered { number, by });
    undone.files.iter().map(undoing).collect()
}

/// Takes one file's part of a change back.
///
/// # Errors
/// The number of the change that covers it.
fn undo_file(
    undone: &FileSplice,
    later: &[RecordedChange],
    present: &Texts,
) -> Result<FileChange, i64> {
    let name: Arc<str> = undone.file.as_str().into();
    let text = present.get(&name).map(String::as_str);
    if let Some(back) = backward(undone, text) {
        return Ok(back);
    }
    // Later changes stand somewhere else in the file, so only where it stands has moved.
    let mut start = undone.start;
    let mut last = 0;
    for (number, splice) in splices(later, &undone.file) {
        last = number;
        let end = start + undone.added.len() as u64;
        let (removed, added) = (splice.removed.len() as u64, splice.added.len() as u64);
        if splice.start + removed <= start {
            start = start + added - removed;
        } else if splice.start < end {
            return Err(number);
        }
    }
    let text = text.unwrap_or_default();
    let without = usize::try_from(start).ok().and_then(|start| {
        let (head, rest) = text.split_at_checked(start)?;
        let rest = rest.strip_prefix(undone.added.as_str())?;
        Some(format!("{head}{}{rest}", undone.removed))
    });
    let without = without.ok_or(last)?;
    let is_gone = undone.before.is_none() && without.trim().is_empty();
    let before = present.get(&name).map(String::as_str);
    Ok(change(
        &name,
        before,
        (!is_gone).then_some(without.as_str()),
    ))
}

/// What was done to a file, oldest first.
fn splices<'a>(
    changes: &'a [RecordedChange],
    file: &'a str,
) -> impl Iterator<Item = (i64, &'a FileSplice)> {
    let done = changes
        .iter()
        .filter(|change| change.state == ChangeState::Done);
    done.flat_map(|change| {
        change
            .files
            .iter()
            .map(move |splice| (change.number, splice))
    })
    .filter(move |(_, splice)| splice.file == file)
}

/// What is written into the history of a change of these files.
pub(super) fn splices_of(files: &[FileChange]) -> Vec<FileSplice> {
    files.iter().map(splice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A history of one file, from its texts one after the other; the first is how it was found.
    fn history(texts: &[&str]) -> (Vec<RecordedChange>, Texts) {
        let name: Arc<str> = "faq.toml".into();
        let before = std::iter::once(None).chain(texts.iter().copied().map(Some));
        let changes = before
            .zip(texts)
            .zip(1..)
            .map(|((before, after), number)| RecordedChange {
                number,
                at: 0,
                who: (number > 1).then_some(7),
                confirmed_by: None,
                deed: if number == 1 { FOUND } else { "edit" }.to_owned(),
                subject: String::new(),
                undoes: None,
                state: ChangeState::Done,
                files: vec![splice(&change(&name, before, Some(after)))],
            });
        let changes: Vec<RecordedChange> = changes.collect();
        let mut replayed = Texts::new();
        for change in &changes {
            replay(&mut replayed, change).expect("it fits");
        }
        assert_eq!(
            replayed.get(&name).map(String::as_str),
            texts.last().copied()
        );
        (changes, replayed)
    }

    #[track_caller]
    fn check_undo(texts: &[&str], number: i64, expected: Result<&str, CannotUndo>) {
        let (changes, present) = history(texts);
        let undone = undo(&changes, &present, number);
        let text = undone.map(|files| files[0].after.clone().unwrap_or_default());
        assert_eq!(text, expected.map(str::to_owned));
    }

    #[test]
    fn a_change_is_taken_back_from_under_later_ones() {
        check_undo(&["a\nb\nc\n", "A\nb\nc\n"], 2, Ok("a\nb\nc\n"));
        check_undo(
            &["a\nb\nc\n", "A!\nb\nc\n", "A!\nb\nC!!\n"],
            2,
            Ok("a\nb\nC!!\n"),
        );
        check_undo(
            &["a\nb\nc\n", "a\nb\nC\n", "x\na\nb\nC\n"],
            2,
            Ok("x\na\nb\nc\n"),
        );
        check_undo(&["a\n", "a\nb\n", "a\nb\nc\n"], 2, Ok("a\nc\n"));
        check_undo(&["a\nb\nc\n", "a\nc\n", "a\nc\nd\n"], 2, Ok("a\nb\nc\nd\n"));
    }

    #[test]
    fn what_a_later_change_is_about_as_well_is_not_guessed() {
        let covered = |number, by| Err(CannotUndo::Covered { number, by });
        check_undo(&["one", "two", "three"], 2, covered(2, 3));
        check_undo(&["one", "two", "three", "two"], 2, Ok("one"));
        check_undo(&["one", "two"], 1, Err(CannotUndo::Beginning));
        check_undo(&["one", "two"], 9, Err(CannotUndo::NoSuchChange));
    }

    #[test]
    fn undo_means_the_latest_that_stands() {
        let (mut changes, _) = history(&["one", "two", "three"]);
        assert_eq!(latest_standing(&changes), Some(3));
        let mut undoing = changes[2].clone();
        (undoing.number, undoing.undoes) = (4, Some(3));
        changes.push(undoing);
        assert_eq!(
            latest_standing(&changes),
            Some(2),
            "neither the undone nor the undoing"
        );
        assert_eq!(
            latest_standing(&changes[..1]),
            None,
            "what was found is not staff's"
        );
    }

    #[test]
    fn a_history_that_does_not_fit_is_noticed() {
        let (changes, _) = history(&["one", "two", "three"]);
        let mut texts = Texts::new();
        replay(&mut texts, &changes[0]).expect("it fits");
        assert_eq!(replay(&mut texts, &changes[2]), Err(Torn { number: 3 }));
    }
}
