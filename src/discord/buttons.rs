//! What a button means. Everything is in its `custom_id`, so a button works after a restart, and under a message that
//! was written by an older version of the bot.

use crate::faq::Id;

/// Begins the `custom_id` of a button that shows an entry.
const ENTRY: &str = "entry:";

/// A button of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Button {
    /// Shows this entry's answer.
    Entry(Id),
}

impl Button {
    /// Reads a `custom_id`; none if it is not one that we write.
    pub(super) fn parse(custom_id: &str) -> Option<Self> {
        custom_id
            .strip_prefix(ENTRY)
            .and_then(Id::new)
            .map(Self::Entry)
    }

    /// Writes the `custom_id`.
    pub(super) fn custom_id(&self) -> String {
        match self {
            Self::Entry(id) => format!("{ENTRY}{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::limits;

    #[test]
    fn a_button_is_read_as_it_was_written() {
        let longest = Id::new(&"x".repeat(60)).expect("60 characters are an id");
        let button = Button::Entry(longest);
        assert!(limits::length(&button.custom_id()) <= limits::CUSTOM_ID);
        assert_eq!(Button::parse(&button.custom_id()), Some(button));
    }

    #[test]
    fn what_we_never_wrote_is_no_button() {
        for foreign in [
            "",
            "entry:",
            "entry:No Such",
            "vote:overwhelm",
            "ENTRY:overwhelm",
        ] {
            assert_eq!(Button::parse(foreign), None, "{foreign:?}");
        }
    }
}
