//! What an edit of a file comes to: at this place these words went and those came. The history keeps that, so that a
//! hundred edits of a long file stay small, and each can be taken back.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::faq::edit::FileChange;
use crate::hex::hexadecimal;
use crate::store::FileSplice;

/// What a change of a file comes to.
pub(super) fn splice(change: &FileChange) -> FileSplice {
    let before = change.before.as_deref().unwrap_or_default();
    let after = change.after.as_deref().unwrap_or_default();
    let start = common(
        before
            .char_indices()
            .zip(after.char_indices())
            .map(|((at, a), (_, b))| (at + a.len_utf8(), a == b)),
    );
    let (old, new) = (tail(before, start), tail(after, start));
    let ends = old.char_indices().rev().zip(new.char_indices().rev());
    let end = common(ends.map(|((at, a), (_, b))| (old.len() - at, a == b)));
    FileSplice {
        file: change.file.to_string(),
        before: change.before.as_deref().map(fingerprint),
        after: change.after.as_deref().map(fingerprint),
        start: start as u64,
        removed: head(old, old.len() - end).to_owned(),
        added: head(new, new.len() - end).to_owned(),
    }
}

/// The change of a file that has this text before it; none if it isn't the text that it was made from.
pub(super) fn forward(splice: &FileSplice, before: Option<&str>) -> Option<FileChange> {
    if splice.before != before.map(fingerprint) {
        return None;
    }
    let text = replaced(
        before.unwrap_or_default(),
        splice.start,
        &splice.removed,
        &splice.added,
    )?;
    let after = splice.after.as_ref().map(|_| text);
    (splice.after == after.as_deref().map(fingerprint)).then(|| FileChange {
        file: splice.file.as_str().into(),
        before: before.map(str::to_owned),
        after,
    })
}

/// The same change taken back, for a file that has this text after it.
pub(super) fn backward(splice: &FileSplice, after: Option<&str>) -> Option<FileChange> {
    let reversed = FileSplice {
        file: splice.file.clone(),
        before: splice.after.clone(),
        after: splice.before.clone(),
        start: splice.start,
        removed: splice.added.clone(),
        added: splice.removed.clone(),
    };
    forward(&reversed, after)
}

/// A file that is another, or gone, or new.
pub(super) fn change(file: &Arc<str>, before: Option<&str>, after: Option<&str>) -> FileChange {
    FileChange {
        file: Arc::clone(file),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    }
}

fn fingerprint(text: &str) -> String {
    hexadecimal(&Sha256::digest(text))
}

/// How far two texts are the same, in bytes.
fn common(characters: impl Iterator<Item = (usize, bool)>) -> usize {
    let same = characters.take_while(|(_, same)| *same);
    same.last().map_or(0, |(end, _)| end)
}

fn replaced(text: &str, start: u64, removed: &str, added: &str) -> Option<String> {
    let start = usize::try_from(start).ok()?;
    let (before, rest) = text.split_at_checked(start)?;
    let rest = rest.strip_prefix(removed)?;
    Some(format!("{before}{added}{rest}"))
}

fn head(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text)
}

fn tail(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::option;
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn a_change_is_made_again_and_taken_back(before in option::of("[abé\n]{0,12}"), after in option::of("[abé\n]{0,12}")) {
            let change = change(&"faq.toml".into(), before.as_deref(), after.as_deref());
            let splice = splice(&change);
            prop_assert_eq!(forward(&splice, before.as_deref()), Some(change.clone()));
            let back = backward(&splice, after.as_deref()).expect("it can be taken back");
            prop_assert_eq!((back.before, back.after), (after, before));
        }
    }

    #[test]
    fn only_what_differs_is_kept() {
        let change = change(
            &"faq.toml".into(),
            Some("one\ntwo\nthree\n"),
            Some("one\n2\nthree\n"),
        );
        let splice = splice(&change);
        assert_eq!(
            (splice.start, splice.removed.as_str(), splice.added.as_str()),
            (4, "two", "2")
        );
        assert_eq!(
            forward(&splice, Some("one\ntwo\nfour\n")),
            None,
            "another file's text"
        );
        assert_eq!(forward(&splice, None), None);
    }
}
