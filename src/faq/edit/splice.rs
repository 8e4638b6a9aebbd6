//! A new text out of an old one: some stretches replaced, all other bytes copied.

use std::ops::Range;

/// A stretch of a text, and what stands there from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    span: Range<usize>,
    text: String,
}

impl Splice {
    /// Puts a text at a place.
    pub(super) fn insert(place: usize, text: String) -> Self {
        Self::replace(place..place, text)
    }

    /// Takes a stretch out.
    pub(super) fn remove(span: Range<usize>) -> Self {
        Self::replace(span, String::new())
    }

    /// Puts a text in a stretch's place.
    pub(super) fn replace(span: Range<usize>, text: String) -> Self {
        Self { span, text }
    }
}

/// The text with all of them made. They don't overlap; those at one place come in the order given.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.span.start);
    let mut new = String::with_capacity(text.len());
    let mut copied = 0;
    for splice in splices {
        new.push_str(text.get(copied..splice.span.start).unwrap_or_default());
        new.push_str(&splice.text);
        copied = splice.span.end;
    }
    new.push_str(text.get(copied..).unwrap_or_default());
    new
}
