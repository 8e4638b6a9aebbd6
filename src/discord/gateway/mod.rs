//! The line to Discord: opening it, keeping it open, and closing it in peace.

mod chores;
pub(crate) mod connect;
pub mod connection;
mod failure;
mod logs;
pub(crate) mod seen;
mod stop;
pub(crate) mod supervise;
mod watchdog;
pub(crate) mod work;

pub use failure::ServeFailure;
pub use logs::log_to_stderr;
pub use stop::{Stop, stop_on_signals};
pub use supervise::serve;
