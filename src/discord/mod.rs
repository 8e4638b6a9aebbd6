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
mod browse;
mod commands;
mod complete;
mod connect;
pub mod connection;
mod controls;
mod desk;
mod diagnose;
mod doctor;
mod events;
mod failure;
mod forms;
mod handler;
mod invite;
mod limits;
mod logs;
mod messages;
mod overheard;
mod pace;
mod picker;
mod places;
mod portrait;
mod post;
mod presses;
mod quote;
mod recent;
mod render;
mod seen;
mod stop;
mod supervise;
mod team;
mod topics;
mod trouble;
mod watchdog;
mod words;
mod work;

pub use connection::{Api, Connection, Missing, Token};
pub use desk::Desk;
pub use diagnose::diagnose;
pub use doctor::{Finding, Weight};
pub use failure::ServeFailure;
pub use logs::log_to_stderr;
pub use portrait::drawn_reply;
pub use stop::{Stop, stop_on_signals};
pub use supervise::serve;
