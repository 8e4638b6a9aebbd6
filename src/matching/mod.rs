//! Finds the class of texts that a question belongs to, and how sure that is. Pure: no disk, no clock, no Discord.
//!
//! It knows neither entries nor files, only *lessons*: texts, each with a class, and what each class is for
//! ([`Role`]). The stops of the road, in order: [`normalize`] (characters), [`spelling`] (words), `text` and [`meaning`]
//! (similarity; `index` holds these three), `kernel` (one score a class, by an `inverse`), `confidence` (a probability, learned from the
//! lessons themselves), [`decide`] (thresholds), [`consider`](consider::consider) (the questions of a longer message), and
//! beside it [`explain`] (why). Another road: [`recognize`] (is a text
//! like these examples?), by a `trend` over all of them and the `neighbourhood` of the text.
//! Everything is total: any text, of any length and script, gives a [`Ranking`] with finite numbers, and the same one on
//! every run.

mod alike;
mod calibrate;
mod confidence;
pub mod consider;
pub mod decide;
pub mod explain;
mod index;
mod inverse;
mod kernel;
mod likeness;
pub mod markup;
pub mod meaning;
mod neighbourhood;
pub mod normalize;
pub mod pattern;
mod rank;
pub mod recognize;
mod shorthand;
pub mod spelling;
mod text;
mod trend;

pub use alike::Alike;
pub use rank::{Background, Candidate, Matcher, Neighbour, Ranking};

/// What a class of texts is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Its texts ask what one FAQ entry answers.
    Entry,
    /// Its texts ask what only a person at the clinic may answer.
    Referral,
    /// Its texts are not for the bot.
    Background,
}

/// What a class is for, and what staff call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class<'a> {
    /// What its texts ask for.
    pub role: Role,
    /// A few words: they teach beside the texts, since staff name an entry by what it is about. Nothing if empty.
    pub name: &'a str,
}

/// One text that teaches, and the class that it teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lesson<'a> {
    /// As it was written.
    pub text: &'a str,
    /// Index of its class.
    pub class: usize,
}
