//! Aftercare answers the members of a massage clinic from the clinic's own FAQ.

pub mod assistant;
pub mod check;
pub mod crisis;
pub mod evaluation;
pub mod faq;
pub mod matching;
pub mod reply;
pub mod settings;
