//! What reading any part of a file needs: typed values out of tables, and every mistake noted with its place.
//!
//! It knows tables, keys, texts, ids and days; which parts there are is [`parse`](super::parse)'s business.

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::{Date, Datetime};

use super::entry::{Id, Place, Placed};
use super::problem::{Problem, ProblemKind, nearest_name};
use super::schema::Keys;

/// The key that makes a file a draft.
pub(super) const DRAFT: &str = "draft";

/// A table on its way to a checked part: what reads a raw value needs the file's name and a place for problems.
pub(super) struct Reader {
    file: Arc<str>,
    problems: Vec<Problem>,
}

impl Reader {
    /// For the file of this name.
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            problems: Vec::new(),
        }
    }

    /// What was noted.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Reads an array of tables; those that can't be read are left out and reported.
    pub(super) fn list<Raw: DeserializeOwned + JsonSchema, Part>(
        &mut self,
        document: &mut DeTable<'_>,
        key: &str,
        mut check: impl FnMut(&mut Self, Raw) -> Option<Part>,
    ) -> Vec<Part> {
        let Some(value) = take(document, key) else {
            return Vec::new();
        };
        let span = value.span();
        let DeValue::Array(tables) = value.into_inner() else {
            let found = format!("`{key}` is not a list of tables: each one starts with [[{key}]]");
            self.problem(span, ProblemKind::WrongValue(found));
            return Vec::new();
        };
        let tables: Vec<_> = tables.into_iter().collect();
        tables
            .into_iter()
            .filter_map(|table| self.read(table).and_then(|raw| check(self, raw)))
            .collect()
    }

    pub(super) fn read<Raw: DeserializeOwned + JsonSchema>(
        &mut self,
        mut value: Spanned<DeValue<'_>>,
    ) -> Option<Raw> {
        let span = value.span();
        if let DeValue::Table(table) = value.get_mut() {
            self.refuse_unknown_keys(table, &Keys::of::<Raw>());
        }
        match Raw::deserialize(value.into_deserializer()) {
            Ok(raw) => Some(raw),
            Err(error) => {
                let place = error
                    .span()
                    .filter(|place| !place.is_empty())
                    .unwrap_or(span);
                self.problem(place, ProblemKind::WrongValue(error.message().to_owned()));
                None
            }
        }
    }

    /// Takes out and reports what nobody reads, in the table and in the tables inside it.
    pub(super) fn refuse_unknown_keys(&mut self, table: &mut DeTable<'_>, known: &Keys) {
        let names: Vec<String> = known.names().map(str::to_owned).collect();
        let unknown: Vec<_> = table
            .keys()
            .filter(|key| known.below(key.get_ref()).is_none())
            .cloned()
            .collect();
        for key in unknown {
            table.remove(&key);
            if key.get_ref() == DRAFT {
                self.problem(key.span(), ProblemKind::DraftTooLow);
                continue;
            }
            let nearest = nearest_name(key.get_ref(), names.iter().map(String::as_str));
            let kind = ProblemKind::UnknownKey {
                key: key.get_ref().to_string(),
                nearest,
                known: names.clone(),
            };
            self.problem(key.span(), kind);
        }
        for (key, value) in table.iter_mut() {
            if let (Some(below), DeValue::Table(inner)) =
                (known.below(key.get_ref()), value.get_mut())
            {
                self.refuse_unknown_keys(inner, below);
            }
        }
    }

    /// Where a part of the file says what only the whole file can: whoever wrote it there meant the file.
    pub(super) fn draft_too_low(&self) -> Option<Place> {
        let mut problems = self.problems.iter();
        let found = problems.find(|problem| problem.kind == ProblemKind::DraftTooLow)?;
        Some(found.place.clone())
    }

    /// The texts of a list; blank ones are reported and left out.
    pub(super) fn texts(
        &mut self,
        what: &'static str,
        texts: Vec<Spanned<String>>,
    ) -> Vec<Placed<String>> {
        texts
            .into_iter()
            .filter_map(|text| {
                let span = text.span();
                self.placed(span, |reader| reader.text(what, usize::MAX, &text))
            })
            .collect()
    }

    /// A text without the white space around it, if it is neither blank nor too long. A file saved with CRLF says the
    /// same as one without.
    pub(super) fn text(
        &mut self,
        what: &'static str,
        limit: usize,
        text: &Spanned<String>,
    ) -> Option<String> {
        let said = self.text_of_any_length(what, limit, text)?;
        (said.chars().count() <= limit).then_some(said)
    }

    /// The same, but one that is too long is only reported: it can be shown cut, and an entry must not be lost for it.
    pub(super) fn text_of_any_length(
        &mut self,
        what: &'static str,
        limit: usize,
        text: &Spanned<String>,
    ) -> Option<String> {
        let plain = text.get_ref().replace("\r\n", "\n");
        let trimmed = plain.trim();
        let chars = trimmed.chars().count();
        if chars == 0 {
            self.problem(text.span(), ProblemKind::Empty(what));
        } else if chars > limit {
            self.problem(text.span(), ProblemKind::TooLong { what, chars, limit });
        }
        (chars > 0).then(|| trimmed.to_owned())
    }

    pub(super) fn id(&mut self, text: &Spanned<String>) -> Option<Placed<Id>> {
        let id = Id::new(text.get_ref());
        if id.is_none() {
            self.problem(text.span(), ProblemKind::BadId(text.get_ref().clone()));
        }
        id.and_then(|id| self.placed(text.span(), |_| Some(id)))
    }

    pub(super) fn day(&mut self, written: &Spanned<Datetime>) -> Option<Placed<Date>> {
        if let Datetime {
            date: Some(day),
            time: None,
            offset: None,
        } = written.get_ref()
        {
            return self.placed(written.span(), |_| Some(*day));
        }
        self.problem(written.span(), ProblemKind::NotADate);
        None
    }

    pub(super) fn placed<T>(
        &mut self,
        span: Range<usize>,
        value: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Placed<T>> {
        let place = Place {
            file: Arc::clone(&self.file),
            span,
        };
        value(self).map(|value| Placed { value, place })
    }

    pub(super) fn problem(&mut self, span: Range<usize>, kind: ProblemKind) {
        self.problems.push(Problem {
            place: Place {
                file: Arc::clone(&self.file),
                span,
            },
            kind,
        });
    }
}

/// Takes a key's value out of a table.
pub(super) fn take<'i>(table: &mut DeTable<'i>, key: &str) -> Option<Spanned<DeValue<'i>>> {
    let found = table.keys().find(|known| known.get_ref() == key)?.clone();
    table.remove(&found)
}
