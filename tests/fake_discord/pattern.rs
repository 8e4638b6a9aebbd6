//! What a test writes to name a kind of request: `"POST /channels/*/messages"`. A `*` stands for
//! exactly one path segment. Paths start after `/api/v10`, and the query is not part of them.

use std::fmt;

/// A method and a path in which some segments may be anything.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    method: String,
    path: String,
}

impl Pattern {
    /// Reads `"METHOD /path/with/*"`; panics on anything else, since only tests write patterns.
    pub(crate) fn new(text: &str) -> Self {
        let (method, path) = text
            .split_once(' ')
            .unwrap_or_else(|| panic!("a pattern is \"METHOD /path\", not {text:?}"));
        assert!(path.starts_with('/'), "the path in {text:?} starts with /");
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
        }
    }

    /// Is this request of the kind?
    pub(crate) fn fits(&self, method: &str, path: &str) -> bool {
        self.method == method && self.path.split('/').count() == path.split('/').count() && {
            let mut pairs = self.path.split('/').zip(path.split('/'));
            pairs.all(|(wanted, found)| wanted == "*" || wanted == found)
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}
