//! From a reply to what stands in Discord: pure, and within Discord's limits.

pub(crate) mod form;
pub(crate) mod limits;
mod portrait;
pub(crate) mod privacy;
pub(crate) mod render;
pub(crate) mod topics;
pub(crate) mod words;

pub use portrait::drawn_reply;
