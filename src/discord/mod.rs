//! The Discord bot, and the only place that knows serenity.
//!
//! In the order an event travels: [`connection`] and `connect` (who the bot is, where Discord is), `supervise` and
//! `watchdog` (keep a client running), `events` (serenity's payloads to one closed enum), `handler` (an arm for each),
//! then one of
//!
//! - `messages`: questions in messages, with `overheard` (manners where nobody asked) and `pace`;
//! - `commands`: what is typed after a slash or chosen in a message's menu (`picker`);
//! - `presses` and `forms`: what a button, a menu or a form means (`controls`), with `team` and `browse`;
//!
//! all of which ask the [`Desk`] (the road through the core) and end at `render` and `limits` (a reply to Discord's parts)
//! and `post` (the one gate outwards); what Discord refuses there goes to `trouble`. Beside the road: `places` (what holds
//! on which server), `doctor` (what keeps the bot from working), `complete` (questions while somebody types).
//!
//! What is remembered is in `Memory`, for minutes. Nothing that a member wrote is logged, it is sent back to nobody but
//! its author, and nothing that is sent pings anybody.

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
