//! Aftercare answers the members of a massage clinic's Discord server from the clinic's own FAQ.
//!
//! # The map, in the order a question travels
//!
//! | module | owns | may use |
//! | --- | --- | --- |
//! | [`cli`] | the command line, one file a subcommand | everything |
#![cfg_attr(
    feature = "discord",
    doc = "| [`discord`] | everything that knows Discord: connecting, events, commands, drawing replies | all below |"
)]
#![cfg_attr(
    feature = "meaning",
    doc = "| [`encoder`] | sentence encoders: installing and opening a model, keeping its vectors | `matching` (the trait), `settings` |"
)]
#![cfg_attr(
    feature = "store",
    doc = "| [`store`] | what is kept over a restart: servers' settings, day's sums, questions for the team, staff's edits; alone knows the databases | nothing |"
)]
//! | [`staff`] | the rules of the staff tools, still without Discord: what a change would do, keeping it, taking it back; the weekly digest | `store`, `edition`, `check`, `faq`, `matching` (normalising words) |
//! | [`redact`] | what a member sends to the team, without what tells who wrote it | nothing |
//! | [`settings`] | the operator's settings, checked | nothing |
//! | [`draft`] | an article's text to a draft of an FAQ file, for a person to finish | `faq` |
//! | [`picture`] | Discord messages drawn as a page that needs no Discord | nothing |
//! | [`reply`] | a decision to what a member reads, as plain data | `assistant`, `faq`, `language`, `settings` |
//! | [`edition`] | one version of the FAQ: its files, and what has learned them | `check`, `assistant`, `faq` |
//! | [`check`] | staff's own tests, overdue reviews | `assistant`, `faq` |
//! | [`evaluation`] | counting right and wrong on labelled cases | `assistant` |
//! | [`assistant`] | danger first, then the FAQ: a question to a decision | `crisis`, `matching`, `faq`, `language` |
//! | [`crisis`] | is this person in danger? | `matching`, `faq` |
//! | [`language`] | which language is this message in? | `matching` (normalising words) |
//! | [`faq`] | what staff write, read into checked types, and changed without touching the rest | `language`, `matching` (normalising words) |
//! | [`matching`] | which class of texts does a question belong to, and how sure is that? | nothing |
//!
//! Between a question and its reply all is pure: no disk, no network, no clock, no Discord. [`faq::folder`] is the only
//! reader of the FAQ folder, the `encoder` of models; the calendar is read in [`clock`] alone.
//!
//! # Deliberately absent
//!
//! A record of who asked what: no module has a place for it. A second way to decide: the terminal, the tests and
//! Discord call [`assistant::Assistant::decide`].

pub mod assistant;
pub mod check;
pub mod cli;
pub mod clock;
pub mod crisis;
#[cfg(feature = "discord")]
pub mod discord;
pub mod draft;
pub mod edition;
#[cfg(feature = "meaning")]
pub mod encoder;
pub mod evaluation;
pub mod faq;
#[cfg(any(feature = "meaning", feature = "store"))]
mod hex;
pub mod language;
#[cfg(feature = "plot")]
mod letters;
pub mod matching;
pub mod picture;
pub mod redact;
pub mod reply;
pub mod settings;
pub mod staff;
#[cfg(feature = "store")]
pub mod store;
