//! The Discord bot, and the only place that knows serenity.
//!
//! In the order an event travels: [`connection`] and `connect` (who the bot is, where Discord is), `supervise` and
//! `watchdog` (keep a client running), `events` (serenity's payloads to one closed enum), `handler` and `commands` (what
//! to do about it), [`Desk`] (the road through the core), `render` and `limits` (a reply to Discord's parts), `post` (the
//! one gate outwards). `complete` finds questions while somebody types.
//!
//! Nothing is remembered but ids of events, in memory. Nothing that a member wrote is logged or sent back, and nothing
//! that is sent pings anybody.

mod bot;
mod buttons;
mod commands;
mod complete;
mod connect;
pub mod connection;
mod desk;
mod events;
mod failure;
mod handler;
mod limits;
mod logs;
mod post;
mod render;
mod seen;
mod stop;
mod supervise;
mod talks;
mod watchdog;
mod work;

pub use connection::{Api, Connection, Missing, Token};
pub use desk::Desk;
pub use failure::ServeFailure;
pub use logs::log_to_stderr;
pub use stop::{Stop, stop_on_signals};
pub use supervise::serve;
