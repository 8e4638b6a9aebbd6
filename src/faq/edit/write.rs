//! How texts look in a file: as a person would write them, and as the shipped files do.

use toml_writer::{ToTomlValue, TomlStringBuilder};

use super::lines::line_break;
use super::list::STEP;
use super::sheet::Sheet;

/// Three quotes open and close a text of several lines.
const QUOTES: &str = "\"\"\"";

/// A text as it is meant: without white space around it, one kind of line end.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim().to_owned()
}

/// As [`plain`]; those without any text are left out.
pub(super) fn plain_all(texts: &[String]) -> impl Iterator<Item = String> {
    let texts = texts.iter().map(|text| plain(text));
    texts.filter(|text| !text.is_empty())
}

/// A text in double quotes, in one line.
pub(super) fn in_line(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// Some texts, each in double quotes.
pub(super) fn each_in_line(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| in_line(text)).collect()
}

/// How an answer is written at one place of a file.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Between three quotes, also if it is one line.
    keeps_quotes: bool,
    /// Whether the text begins in the line after the opening quotes.
    opens_with_break: bool,
    /// What ends a line.
    pub(super) line_break: &'static str,
}

impl Look {
    /// In a file that doesn't exist yet.
    pub(super) const NEW: Self = Self {
        keeps_quotes: false,
        opens_with_break: true,
        line_break: "\n",
    };

    /// As the file's other texts of several lines are written.
    pub(super) fn of_file(sheet: &Sheet<'_>, place: usize) -> Self {
        let values = sheet
            .marks
            .iter()
            .filter_map(|mark| sheet.text.get(mark.span.clone()));
        let mut opened = values.filter_map(opening);
        Self {
            keeps_quotes: false,
            opens_with_break: opened
                .next()
                .is_none_or(|first| first || opened.any(|other| other)),
            line_break: line_break(sheet.text, place),
        }
    }

    /// As the value in whose place it comes.
    pub(super) fn like(self, old: &str) -> Self {
        let Some(opens_with_break) = opening(old) else {
            return self;
        };
        Self {
            keeps_quotes: true,
            opens_with_break,
            ..self
        }
    }

    /// A text that may go over several lines.
    pub(super) fn answer(self, text: &str) -> String {
        if !self.keeps_quotes && !text.contains('\n') {
            return in_line(text);
        }
        let first = if self.opens_with_break {
            self.line_break
        } else {
            ""
        };
        let inside = inside_quotes(text).replace('\n', self.line_break);
        format!("{QUOTES}{first}{inside}{QUOTES}")
    }

    /// A list with one text a line.
    pub(super) fn list(self, texts: &[String], indentation: &str) -> String {
        let new_line = self.line_break;
        let texts = each_in_line(texts).into_iter();
        let lines = texts.map(|text| format!("{new_line}{indentation}{STEP}{text},"));
        let lines: String = lines.collect();
        format!("[{lines}{new_line}{indentation}]")
    }
}

/// Whether a value in three quotes opens with a line end; nothing for other values.
fn opening(value: &str) -> Option<bool> {
    let inside = value
        .strip_prefix(QUOTES)
        .or_else(|| value.strip_prefix("'''"))?;
    Some(inside.starts_with(['\r', '\n']))
}

/// The text with all escapes that it needs between three quotes. A quote at its end would be hard to tell from the
/// closing ones, so it is escaped as well.
fn inside_quotes(text: &str) -> String {
    let body = text.strip_suffix('"').unwrap_or(text);
    let written = TomlStringBuilder::new(body).as_ml_basic().to_toml_value();
    let inside = written
        .strip_prefix(QUOTES)
        .and_then(|text| text.strip_suffix(QUOTES));
    // The writer begins a text of several lines in the line after the quotes.
    let inside = inside
        .map(|text| text.strip_prefix('\n').unwrap_or(text))
        .unwrap_or_default();
    let last = if body.len() < text.len() { "\\\"" } else { "" };
    format!("{inside}{last}")
}
