//! A list of texts as somebody wrote it, and how one more or one less looks in it.
//!
//! The list's own habits are kept: on one line or on many, with a comma after the last text or without. So what was
//! added and is taken out again leaves the list as it was. A comment in the line of a text goes with it; comments in
//! lines of their own stay, since they may head many texts.

use std::ops::Range;

use toml::de::DeValue;

use super::lines::{BLANKS, begins_line, indentation, line_break, line_end, previous_line_end};
use super::sheet::Value;
use super::splice::Splice;

/// How far a list's texts stand in from its key, where the list doesn't show it.
pub(super) const STEP: &str = "  ";

/// Where a list stands, and each thing in it.
pub(super) struct List<'a> {
    text: &'a str,
    /// After the opening bracket.
    open: usize,
    /// Before the closing bracket.
    close: usize,
    items: Vec<Item<'a>>,
}

struct Item<'a> {
    span: Range<usize>,
    value: Option<&'a str>,
}

impl<'a> List<'a> {
    /// The list, if the value is one in brackets.
    pub(super) fn of(text: &'a str, value: &'a Value<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            return None;
        };
        let span = value.span();
        let item = |item: &'a Value<'_>| Item {
            span: item.span(),
            value: item.get_ref().as_str(),
        };
        Some(Self {
            text,
            open: span.start + 1,
            close: span.end - 1,
            items: items.iter().map(item).collect(),
        })
    }

    /// Its texts; what is no text is left out.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter_map(|item| item.value)
    }

    /// The first text that is wanted, by its place among all that is in the list.
    pub(super) fn position(&self, is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
        self.items
            .iter()
            .position(|item| item.value.is_some_and(&is_wanted))
    }

    /// Adds values, as they are to be written, at the end.
    pub(super) fn with(&self, values: &[String]) -> Vec<Splice> {
        let Some(last) = self.items.last() else {
            return vec![self.with_first(values)];
        };
        let comma = self.comma(last.span.end..self.close);
        let end = comma.map_or(last.span.end, |comma| comma + 1);
        if !self.has_lines() {
            let added = values.join(", ");
            let added = match comma {
                Some(_) => format!(" {added},"),
                None => format!(", {added}"),
            };
            return vec![Splice::insert(end, added)];
        }
        let of_line = line_end(self.text, end);
        let place = if of_line > self.close { end } else { of_line };
        let start = format!("{}{}", line_break(self.text, place), self.indentation());
        let added: Vec<String> = values
            .iter()
            .map(|value| format!("{start}{value}"))
            .collect();
        if comma.is_some() {
            return vec![Splice::insert(place, format!("{},", added.join(",")))];
        }
        vec![
            Splice::insert(last.span.end, ",".to_owned()),
            Splice::insert(place, added.join(",")),
        ]
    }

    fn with_first(&self, values: &[String]) -> Splice {
        let inside = self.slice(self.open..self.close);
        let Some(last_break) =
            previous_line_end(self.text, self.close).filter(|_| self.has_lines())
        else {
            let blank = if inside.is_empty() { "" } else { " " };
            return Splice::insert(self.open, format!("{blank}{}", values.join(", ")));
        };
        let start = format!(
            "{}{}",
            line_break(self.text, self.close),
            self.indentation()
        );
        let added = values.iter().map(|value| format!("{start}{value},"));
        Splice::insert(last_break, added.collect())
    }

    /// Takes the value at a position out, with its comma.
    pub(super) fn without(&self, position: usize) -> Vec<Splice> {
        let Some(item) = self.items.get(position) else {
            return Vec::new();
        };
        let previous = position
            .checked_sub(1)
            .and_then(|before| self.items.get(before));
        let next = self.items.get(position + 1);
        let comma = self.comma(item.span.end..next.map_or(self.close, |next| next.span.start));
        // Without a comma after the last one, the one before gives its comma up.
        let orphan = previous
            .filter(|_| comma.is_none())
            .and_then(|previous| self.comma(previous.span.end..item.span.start));
        let near = comma.filter(|&comma| !self.slice(item.span.end..comma).contains('\n'));
        let taken = Taken {
            item: item.span.start..near.map_or(item.span.end, |comma| comma + 1),
            before: previous.map_or(self.open, |previous| previous.span.end),
            has_comma: near.is_some(),
        };
        let span = self
            .line_of(&taken)
            .unwrap_or_else(|| self.part_of_line(&taken));
        let commas = orphan.into_iter().chain(comma.filter(|_| near.is_none()));
        let commas = commas.filter(|comma| !span.contains(comma));
        let mut splices: Vec<Splice> = commas
            .map(|comma| Splice::remove(comma..comma + 1))
            .collect();
        splices.push(Splice::remove(span));
        splices
    }

    /// The whole line, if nothing else is in it; what then follows must not slip into a comment.
    fn line_of(&self, taken: &Taken) -> Option<Range<usize>> {
        if !begins_line(self.text, taken.item.start) {
            return None;
        }
        let start = previous_line_end(self.text, taken.item.start)?;
        let end = line_end(self.text, taken.item.end);
        let rest = self.slice(taken.item.end..end).trim_start_matches(BLANKS);
        if rest.is_empty() || rest.starts_with('#') {
            return Some(start..end);
        }
        let is_safe = rest.starts_with(']') && !self.slice(taken.before..start).contains('#');
        is_safe.then_some(start..taken.item.end)
    }

    /// Where other things are in the line: with the blanks that set it apart from them.
    fn part_of_line(&self, taken: &Taken) -> Range<usize> {
        let Range { start, end } = taken.item;
        let before = self.slice(self.open..start);
        let blanks_before = before.len() - before.trim_end_matches(BLANKS).len();
        let after = self.slice(end..self.close);
        let blanks_after = after.len() - after.trim_start_matches(BLANKS).len();
        let is_first = taken.before == self.open || self.slice(taken.before..start).contains('\n');
        match (is_first && taken.has_comma, begins_line(self.text, start)) {
            (true, _) => start..end + blanks_after,
            (_, true) => start..end,
            _ => start - blanks_before..end,
        }
    }

    /// The comma between two values, or after the last one.
    fn comma(&self, gap: Range<usize>) -> Option<usize> {
        let mut is_comment = false;
        let mut letters = self.slice(gap.clone()).char_indices();
        letters
            .find(|&(_, letter)| {
                is_comment = (is_comment || letter == '#') && letter != '\n';
                letter == ',' && !is_comment
            })
            .map(|(place, _)| gap.start + place)
    }

    /// Whether the list goes over several lines; texts of several lines alone don't make it so.
    fn has_lines(&self) -> bool {
        let starts = self.items.iter().map(|item| item.span.start);
        let ends = self.items.iter().map(|item| item.span.end);
        let mut gaps = std::iter::once(self.open)
            .chain(ends)
            .zip(starts.chain([self.close]));
        gaps.any(|(start, end)| self.slice(start..end).contains('\n'))
    }

    /// How far its last line of texts stands in.
    fn indentation(&self) -> String {
        let mut starts = self.items.iter().rev().map(|item| item.span.start);
        match starts.find(|&start| begins_line(self.text, start)) {
            Some(start) => indentation(self.text, start).to_owned(),
            None => format!("{}{STEP}", indentation(self.text, self.open)),
        }
    }

    fn slice(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }
}

/// A value on its way out.
struct Taken {
    /// With its comma, if that is in the same line.
    item: Range<usize>,
    /// The end of what is before it in the list.
    before: usize,
    has_comma: bool,
}
