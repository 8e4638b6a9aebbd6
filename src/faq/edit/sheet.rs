//! A file's text with the places of all that is in it.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lines::line_number;
use super::splice::{Splice, spliced};
use super::{CannotEdit, FileChange};
use crate::faq::folder::SourceFile;
use crate::faq::problem::nearest_name;

/// What stands in a file, and where.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// One file, read.
pub(super) struct Sheet<'t> {
    pub(super) name: &'t Arc<str>,
    pub(super) text: &'t str,
    root: DeTable<'t>,
    /// Headers and values in the order of the text; between them are keys, blanks, line ends and comments.
    pub(super) marks: Vec<Mark>,
}

/// A table's header, or the value of a `key = value`.
pub(super) struct Mark {
    pub(super) span: Range<usize>,
    pub(super) is_header: bool,
}

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[table]` or `[[table]]`, with its pairs below.
    Header,
    /// `{ key = value }`
    Inline,
    /// Only in the names of others: `table.key = value`, or `[table.other]`.
    Spread,
}

impl<'t> Sheet<'t> {
    /// Reads a file.
    pub(super) fn read(file: &'t SourceFile) -> Result<Self, CannotEdit> {
        let root = DeTable::parse(&file.text).map_err(|error| CannotEdit::NotToml {
            file: file.name.to_string(),
            line: line_number(&file.text, error.span().unwrap_or_default().start),
        })?;
        let mut sheet = Self {
            name: &file.name,
            text: &file.text,
            root: root.into_inner(),
            marks: Vec::new(),
        };
        let mut marks = Vec::new();
        for value in sheet.root.values() {
            sheet.mark(value, &mut marks);
        }
        marks.sort_by_key(|mark| mark.span.start);
        sheet.marks = marks;
        Ok(sheet)
    }

    /// A value at the top of the file.
    pub(super) fn value(&self, key: &str) -> Option<&Value<'t>> {
        self.root.get(key)
    }

    /// The tables of a list of tables, such as `[[entry]]`.
    pub(super) fn tables(&self, key: &str) -> impl Iterator<Item = &Value<'t>> {
        let list = self.value(key).and_then(|value| value.get_ref().as_array());
        let tables = list.into_iter().flat_map(|list| list.iter());
        tables.filter(|table| table.get_ref().is_table())
    }

    /// How a table is written.
    pub(super) fn form(&self, table: &Value<'_>) -> Form {
        match self.text.as_bytes().get(table.span().start) {
            Some(b'[') => Form::Header,
            Some(b'{') => Form::Inline,
            _ => Form::Spread,
        }
    }

    /// The headers of a table and of all below it.
    pub(super) fn headers(&self, table: &Value<'_>) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        self.mark(table, &mut marks);
        let headers = marks.into_iter().filter(|mark| mark.is_header);
        headers.map(|mark| mark.span).collect()
    }

    /// The file with something changed in it.
    pub(super) fn changed(&self, splices: Vec<Splice>) -> FileChange {
        FileChange {
            file: Arc::clone(self.name),
            before: Some(self.text.to_owned()),
            after: Some(spliced(self.text, splices)),
        }
    }

    /// That something here is no list.
    pub(super) fn not_a_list(&self, key: &'static str, value: &Value<'_>) -> CannotEdit {
        CannotEdit::NotAList {
            file: self.name.to_string(),
            line: line_number(self.text, value.span().start),
            key,
        }
    }

    fn mark(&self, value: &Value<'_>, marks: &mut Vec<Mark>) {
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(table) if self.form(value) != Form::Inline => {
                if self.form(value) == Form::Header {
                    let is_header = true;
                    marks.push(Mark { span, is_header });
                }
                for value in table.values() {
                    self.mark(value, marks);
                }
            }
            // A list of `[[table]]`s has the place of its first header; a list in brackets begins before what is in it.
            DeValue::Array(tables) if tables.iter().next().is_some_and(|t| t.span() == span) => {
                for table in tables {
                    self.mark(table, marks);
                }
            }
            _ => {
                let is_header = false;
                marks.push(Mark { span, is_header });
            }
        }
    }
}

/// What a table has at a key.
pub(super) fn below<'a, 't>(table: &'a Value<'t>, key: &str) -> Option<&'a Value<'t>> {
    table.get_ref().as_table()?.get(key)
}

/// The text that a table has at a key.
pub(super) fn text_of<'a>(table: &'a Value<'_>, key: &str) -> Option<&'a str> {
    below(table, key)?.get_ref().as_str()
}

/// All files, read.
pub(super) struct Sheets<'t>(pub(super) Vec<Sheet<'t>>);

impl<'t> Sheets<'t> {
    /// Reads the files.
    pub(super) fn read(files: &'t [SourceFile]) -> Result<Self, CannotEdit> {
        files
            .iter()
            .map(Sheet::read)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The entry of an id, and its file.
    pub(super) fn entry(&self, id: &str) -> Result<(&Sheet<'t>, &Value<'t>), CannotEdit> {
        let mut found = self.with_id("entry", id);
        found.next().ok_or_else(|| self.no_entry(id))
    }

    /// The file in which an id stands, whatever it is the id of: all share one space of names.
    pub(super) fn owner(&self, id: &str) -> Option<&Sheet<'t>> {
        let mut owners = ["entry", "topic", "kind"].into_iter();
        owners.find_map(|key| self.with_id(key, id).next().map(|(sheet, _)| sheet))
    }

    fn with_id(&self, key: &str, id: &str) -> impl Iterator<Item = (&Sheet<'t>, &Value<'t>)> {
        let tables = self
            .0
            .iter()
            .flat_map(move |sheet| sheet.tables(key).map(move |table| (sheet, table)));
        tables.filter(move |(_, table)| text_of(table, "id") == Some(id))
    }

    fn no_entry(&self, id: &str) -> CannotEdit {
        if let Some(sheet) = self.owner(id) {
            return CannotEdit::NotAnEntry {
                id: id.to_owned(),
                file: sheet.name.to_string(),
            };
        }
        let entries = self.0.iter().flat_map(|sheet| sheet.tables("entry"));
        CannotEdit::NoSuchEntry {
            id: id.to_owned(),
            nearest: nearest_name(id, entries.filter_map(|entry| text_of(entry, "id"))),
        }
    }
}
