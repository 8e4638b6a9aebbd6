//! What the bot needs on a server, and what of it is missing.

mod diagnose;
pub(crate) mod doctor;
pub(crate) mod invite;

pub use diagnose::diagnose;
pub use doctor::{Finding, Weight};
