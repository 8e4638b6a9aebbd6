//! The rules of the staff tools, still without Discord: plain data in, plain data and plain text out.

pub mod digest;
