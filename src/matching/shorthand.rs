//! What people type on phones, and what they mean by it.
//!
//! Only forms whose reading is safe in any sentence; words of three letters or fewer are never spell-checked, so
//! without this table 'r', 'u' and 'abt' would be lost.

/// Written form and meaning, in the order of the alphabet for the reader's sake.
const SHORTHAND: &[(&str, &str)] = &[
    ("2day", "today"),
    ("2moro", "tomorrow"),
    ("2nite", "tonight"),
    ("abt", "about"),
    ("appt", "appointment"),
    ("b4", "before"),
    ("bc", "because"),
    ("bcz", "because"),
    ("coz", "because"),
    ("cuz", "because"),
    ("cud", "could"),
    ("dunno", "dont know"),
    ("gimme", "give me"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("hav", "have"),
    ("hw", "how"),
    ("kinda", "kind of"),
    ("lemme", "let me"),
    ("luv", "love"),
    ("mins", "minutes"),
    ("nite", "night"),
    ("pls", "please"),
    ("plz", "please"),
    ("ppl", "people"),
    ("r", "are"),
    ("rn", "right now"),
    ("sesh", "session"),
    ("shud", "should"),
    ("sum1", "someone"),
    ("thx", "thanks"),
    ("tho", "though"),
    ("thru", "through"),
    ("tmrw", "tomorrow"),
    ("u", "you"),
    ("ur", "your"),
    ("wanna", "want to"),
    ("wat", "what"),
    ("wats", "whats"),
    ("wen", "when"),
    ("wich", "which"),
    ("wk", "week"),
    ("wks", "weeks"),
    ("wud", "would"),
    ("wut", "what"),
    ("y", "why"),
];

/// The meaning of a short form, as one or more words; `None` for a word that is none.
pub(super) fn meaning(word: &str) -> Option<&'static str> {
    SHORTHAND
        .iter()
        .find(|(written, _)| *written == word)
        .map(|(_, meaning)| *meaning)
}
