//! What a change comes to, entry by entry and word by word: what went is struck through, what came is bold.

use crate::discord::draw::limits::cut;
use crate::faq::Entry;
use crate::faq::edit::Change;
use crate::language::Language;
use crate::staff::{Piece, Preview, Seen, Touched, Wish, difference};

/// Most characters of what differs.
const LONGEST_DIFFERENCE: usize = 900;

/// What differs in each entry, by the word.
pub(super) fn changes(preview: &Preview) -> String {
    let changed: Vec<String> = preview.touched.iter().filter_map(changed).collect();
    let other = match &preview.wish {
        Wish::Change(Change::Background { message }) => {
            Some(format!("“{}” is not for me.", plain(message)))
        }
        _ => None,
    };
    let changed = changed
        .into_iter()
        .chain(other)
        .collect::<Vec<_>>()
        .join("\n");
    if changed.is_empty() {
        return String::new();
    }
    format!("**What changes**\n{}", cut(&changed, LONGEST_DIFFERENCE))
}

fn changed(touched: &Touched) -> Option<String> {
    match (&touched.before, &touched.after) {
        (None, Some(new)) => Some(format!("“{}” is new.", plain(&new.question.value))),
        (Some(old), None) => Some(format!("“{}” is taken out.", plain(&old.question.value))),
        (Some(old), Some(new)) => Some(rewritten(old, new)),
        (None, None) => None,
    }
}

fn rewritten(old: &Entry, new: &Entry) -> String {
    let mut lines = Vec::new();
    for language in Language::ALL {
        let (before, after) = (Seen::of(old, language), Seen::of(new, language));
        lines.extend(
            [
                (before.question, after.question),
                (before.answer, after.answer),
            ]
            .map(|(a, b)| marked(&a, &b)),
        );
    }
    let texts = |entry: &Entry| -> Vec<String> {
        entry
            .lessons()
            .skip(1)
            .map(|text| text.value.clone())
            .collect()
    };
    let (before, after) = (texts(old), texts(new));
    let only = |some: &[String], others: &[String]| -> Vec<String> {
        let own = some.iter().filter(|text| !others.contains(text));
        own.map(|text| plain(text)).collect()
    };
    let phrasing = |mark: &str, text: &String| format!("• {mark}{text}{mark}");
    lines.extend(
        only(&before, &after)
            .iter()
            .map(|text| phrasing("~~", text)),
    );
    lines.extend(
        only(&after, &before)
            .iter()
            .map(|text| phrasing("**", text)),
    );
    let related = |entry: &Entry| -> Vec<String> {
        entry
            .related
            .iter()
            .map(|id| id.value.to_string())
            .collect()
    };
    let (before, after) = (related(old), related(new));
    let beside = |mark: &str, id: &String| format!("• offered beside it: {mark}{id}{mark}");
    lines.extend(only(&before, &after).iter().map(|id| beside("~~", id)));
    lines.extend(only(&after, &before).iter().map(|id| beside("**", id)));
    lines.retain(|line| !line.is_empty());
    format!("“{}”\n{}", plain(&new.question.value), lines.join("\n"))
}

/// What went is struck through, what came is bold.
fn marked(old: &str, new: &str) -> String {
    let pieces = difference(old, new).into_iter().map(|piece| match piece {
        Piece::Same(text) => plain(&text),
        Piece::Removed(text) => wrapped(&text, "~~"),
        Piece::Added(text) => wrapped(&text, "**"),
        Piece::Left => "… ".to_owned(),
    });
    pieces.collect::<String>().trim().to_owned()
}

/// Marks each line by itself, without the blanks at its ends: Discord marks nothing else.
fn wrapped(text: &str, mark: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let word = line.trim();
        if word.is_empty() {
            return line.to_owned();
        }
        let (before, after) = (
            line.len() - line.trim_start().len(),
            line.len() - line.trim_end().len(),
        );
        format!(
            "{}{mark}{}{mark}{}",
            " ".repeat(before),
            plain(word),
            " ".repeat(after)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text in which nothing is drawn in another way by Discord.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '*' | '_' | '~' | '`' | '|' | '>' | '#' | '[' | '<'
        ) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
