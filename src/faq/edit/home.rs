//! Where an entry's question, answer and phrasings of one language stand, or where they would.

use super::CannotEdit;
use super::lines::{indentation, line_end};
use super::sheet::{Form, Sheet, Value, below};
use super::splice::Splice;
use super::write::{Look, each_in_line, in_line};
use crate::language::Language;

/// The table of an entry's language.
pub(super) struct Home<'a, 't> {
    sheet: &'a Sheet<'t>,
    entry: &'a Value<'t>,
    /// The table itself; nothing if the entry doesn't have the language.
    table: Option<&'a Value<'t>>,
    /// The nearest table around it (or itself) that has a header or braces, where new pairs can be written.
    written: &'a Value<'t>,
    /// What the keys of new pairs begin with there.
    prefix: String,
    language: Language,
}

/// A value to be written.
pub(super) enum Content<'a> {
    /// In one line.
    Line(&'a str),
    /// In as many lines as it has.
    Lines(&'a str),
    /// One below the other.
    List(&'a [String]),
}

impl<'a, 't> Home<'a, 't> {
    /// Finds it; English is the entry itself.
    pub(super) fn of(
        sheet: &'a Sheet<'t>,
        entry: &'a Value<'t>,
        language: Language,
    ) -> Result<Self, CannotEdit> {
        let mut home = Self {
            sheet,
            entry,
            table: Some(entry),
            written: entry,
            prefix: String::new(),
            language,
        };
        if language != Language::English {
            home.enter("in")?;
            home.enter(key_of(language))?;
        }
        Ok(home)
    }

    /// What stands there.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value<'t>> {
        self.table.and_then(|table| below(table, key))
    }

    /// Writes new pairs: after the value at a place or, without one, at the end.
    pub(super) fn put(&self, pairs: &[(&str, Content<'_>)], after: Option<usize>) -> Vec<Splice> {
        let splice = match (self.sheet.form(self.written), self.table) {
            (Form::Inline, _) => self.put_in_braces(pairs),
            (_, Some(_)) => self.put_in_lines(pairs, after),
            (_, None) => self.put_in_new_table(pairs),
        };
        vec![splice]
    }

    /// Where its header ends, if the language has one of its own: its first pair comes below.
    pub(super) fn header_end(&self) -> Option<usize> {
        let is_own = self.table.is_some() && self.prefix.is_empty();
        is_own.then(|| self.written.span().end)
    }

    fn enter(&mut self, key: &str) -> Result<(), CannotEdit> {
        self.table = self.value(key);
        self.prefix = format!("{}{key}.", self.prefix);
        let Some(table) = self.table else {
            return Ok(());
        };
        if !table.get_ref().is_table() {
            return Err(CannotEdit::Unusual(self.sheet.name.to_string()));
        }
        if self.sheet.form(table) != Form::Spread {
            self.written = table;
            self.prefix = String::new();
        }
        Ok(())
    }

    fn put_in_braces(&self, pairs: &[(&str, Content<'_>)]) -> Splice {
        let span = self.written.span();
        let written: Vec<String> = pairs
            .iter()
            .map(|(key, content)| format!("{}{key} = {}", self.prefix, content.in_braces()))
            .collect();
        let written = written.join(", ");
        match last_end(self.sheet, self.written) {
            Some(end) => Splice::insert(end, format!(", {written}")),
            None => Splice::insert(span.start + 1, format!(" {written} ")),
        }
    }

    fn put_in_lines(&self, pairs: &[(&str, Content<'_>)], after: Option<usize>) -> Splice {
        let header = self.written.span();
        let place = match after {
            Some(place) => line_end(self.sheet.text, place),
            None => self.sheet.pairs_end(&header),
        };
        let last = self
            .sheet
            .last_pair(&header)
            .map_or(header.start, |mark| mark.span.start);
        let lines = self.lines(pairs, place, indentation(self.sheet.text, last));
        Splice::insert(place, lines)
    }

    fn put_in_new_table(&self, pairs: &[(&str, Content<'_>)]) -> Splice {
        let place = self.sheet.block_end(self.entry);
        let new_line = Look::of_file(self.sheet, place).line_break;
        let indentation = indentation(self.sheet.text, self.entry.span().start);
        let header = format!("{indentation}[entry.in.{}]", key_of(self.language));
        let own = Self {
            prefix: String::new(),
            ..*self
        };
        let lines = own.lines(pairs, place, indentation);
        Splice::insert(place, format!("{new_line}{new_line}{header}{lines}"))
    }

    fn lines(&self, pairs: &[(&str, Content<'_>)], place: usize, indentation: &str) -> String {
        let look = Look::of_file(self.sheet, place);
        let line = |(key, content): &(&str, Content<'_>)| {
            let value = match content {
                Content::Line(text) => in_line(text),
                Content::Lines(text) => look.answer(text),
                Content::List(texts) => look.list(texts, indentation),
            };
            format!(
                "{}{indentation}{}{key} = {value}",
                look.line_break, self.prefix
            )
        };
        pairs.iter().map(line).collect()
    }
}

impl Content<'_> {
    /// In braces, where all stands in one line.
    fn in_braces(&self) -> String {
        match self {
            Self::Line(text) | Self::Lines(text) => in_line(text),
            Self::List(texts) => format!("[{}]", each_in_line(texts).join(", ")),
        }
    }
}

/// Where the last value of a table in braces ends.
fn last_end(sheet: &Sheet<'_>, table: &Value<'_>) -> Option<usize> {
    let end = |value: &Value<'_>| {
        let is_spread = value.get_ref().is_table() && sheet.form(value) == Form::Spread;
        if is_spread {
            return last_end(sheet, value);
        }
        Some(value.span().end)
    };
    table.get_ref().as_table()?.values().filter_map(end).max()
}

/// The key of a language below `in`.
pub(super) fn key_of(language: Language) -> &'static str {
    match language {
        Language::English => "english",
        Language::Spanish => "spanish",
        Language::French => "french",
        Language::German => "german",
        Language::Portuguese => "portuguese",
    }
}
