//! Aftercare answers the members of a massage clinic from the clinic's own FAQ.

pub mod crisis;
pub mod faq;
pub mod matching;
