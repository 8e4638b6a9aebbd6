//! Two versions of a text: what differs, word by word, and one text out of two people's.

use diffy::{DiffOptions, Line, Patch};

/// Most words that are shown around a change.
const CONTEXT: usize = 4;

/// Stands for a line break while each word is a line of its own; nobody types it.
const BREAK: char = '\u{e000}';

/// A piece of a text, against another version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
    /// In both, and not shown.
    Left,
}

/// What differs between two versions, with a few words around it; nothing if they are the same.
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (in_lines(old), in_lines(new));
    let mut options = DiffOptions::new();
    options.set_context_len(CONTEXT);
    let patch = options.create_patch(&old, &new);
    pieces(&patch, old.lines().count())
}

/// What comes of two people's versions of a text; none where they changed the same words in different ways.
pub(super) fn merged(base: &str, one: &str, other: &str) -> Option<String> {
    if [base, one, other].iter().any(|text| text.contains(BREAK)) {
        return None;
    }
    let merged = diffy::merge(&in_lines(base), &in_lines(one), &in_lines(other)).ok()?;
    Some(out_of_lines(&merged))
}

fn pieces(patch: &Patch<'_, str>, lines: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut seen = 0;
    for hunk in patch.hunks() {
        let begin = hunk.old_range().start().saturating_sub(1);
        if begin > seen {
            pieces.push(Piece::Left);
        }
        for line in hunk.lines() {
            add(&mut pieces, line);
        }
        seen = hunk.old_range().end().saturating_sub(1);
    }
    if !pieces.is_empty() && seen < lines {
        pieces.push(Piece::Left);
    }
    pieces
}

/// Words of the same kind that follow each other are one piece.
fn add(pieces: &mut Vec<Piece>, line: &Line<'_, str>) {
    match (pieces.last_mut(), line) {
        (Some(Piece::Same(text)), Line::Context(word))
        | (Some(Piece::Removed(text)), Line::Delete(word))
        | (Some(Piece::Added(text)), Line::Insert(word)) => text.push_str(&out_of_lines(word)),
        (_, Line::Context(word)) => pieces.push(Piece::Same(out_of_lines(word))),
        (_, Line::Delete(word)) => pieces.push(Piece::Removed(out_of_lines(word))),
        (_, Line::Insert(word)) => pieces.push(Piece::Added(out_of_lines(word))),
    }
}

/// Each word with the white space after it as a line.
fn in_lines(text: &str) -> String {
    let text = text.replace('\n', &BREAK.to_string());
    let ends_word = |c: char| c == ' ' || c == BREAK;
    let words = text.split_inclusive(ends_word);
    words
        .flat_map(|word| {
            [
                word, "
",
            ]
        })
        .collect()
}

fn out_of_lines(lines: &str) -> String {
    lines.replace('\n', "").replace(BREAK, "\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    fn drawn(old: &str, new: &str) -> String {
        let pieces = difference(old, new).into_iter().map(|piece| match piece {
            Piece::Same(text) => text,
            Piece::Removed(text) => format!("[-{text}]"),
            Piece::Added(text) => format!("[+{text}]"),
            Piece::Left => "…".to_owned(),
        });
        pieces.collect()
    }

    #[test]
    fn differences_are_shown_by_the_word() {
        assert_eq!(
            drawn("Yes. Rest for a day.", "Yes. Rest for two days."),
            "Yes. Rest for [-a day.][+two days.]"
        );
        assert_eq!(drawn("one two", "one two"), "");
        let long = "a b c d e f g h i j";
        assert_eq!(
            drawn(long, &long.replace('f', "F")),
            "…b c d e [-f ][+F ]g h i j"
        );
        assert_eq!(
            drawn("Yes.\n\nRest.", "Yes.\n\nDrink.\n\nRest."),
            "Yes.\n\n[+Drink.\n\n]Rest."
        );
    }

    #[test]
    fn two_people_s_changes_of_different_words_are_both_kept() {
        let base = "Yes. Rest for a day.\n\nDrink water.";
        let one = "Yes, it is. Rest for a day.\n\nDrink water.";
        let other = "Yes. Rest for a day.\n\nDrink warm water.";
        let both = "Yes, it is. Rest for a day.\n\nDrink warm water.";
        assert_eq!(merged(base, one, other).as_deref(), Some(both));
        assert_eq!(
            merged(base, one, "No. Rest for a day.\n\nDrink water."),
            None
        );
    }

    proptest! {
        #[test]
        fn who_changes_nothing_takes_nothing_away(base in "[ab \n]{0,20}", new in "[ab \n]{0,20}") {
            prop_assert_eq!(merged(&base, &base, &new), Some(new.clone()));
            prop_assert_eq!(merged(&base, &new, &base), Some(new));
        }
    }
}
