//! The Discord bot, and the only place that knows serenity.
//!
//! In the order an event travels: `gateway` ([who the bot is](connection), connecting, keeping a client running), `events`
//! (serenity's payloads to one closed enum), `handler` (an arm for each), then one of
//!
//! - `messages`: questions in messages, with the manners of a guest where nobody asked, and a pace;
//! - `commands`: what is typed after a slash or chosen in a message's menu;
//! - `editing`: how staff change the FAQ;
//! - `cards`: the questions that members send to the team, and what staff make of them;
//! - `controls`: what a button, a menu or a form means, and what comes of it;
//!
//! all of which ask the [`Desk`] (the road through the core) and end at `draw` (a reply to Discord's parts, within its
//! limits) and `post` (the one gate outwards); what Discord refuses there goes to `trouble`. Beside the road: `places` (what
//! holds on which server), `examine` (what keeps the bot from working), `complete` (questions while somebody types), `weekly` (the digest in the
//! team's channel).
//!
//! What is remembered is in `Memory`, for minutes. Nothing that a member wrote is logged, it is sent back to nobody but
//! its author, and nothing that is sent pings anybody.

mod bot;
mod cards;
mod commands;
mod complete;
mod controls;
mod desk;
mod draw;
mod editing;
mod events;
mod examine;
mod gateway;
mod handler;
mod messages;
mod places;
mod post;
mod recent;
mod trouble;
mod weekly;

pub use desk::{Desk, Desks};
pub use draw::drawn_reply;
pub use examine::{Finding, Weight, diagnose};
pub use gateway::connection::{self, Api, Connection, Missing, Token};
pub use gateway::{ServeFailure, Stop, log_to_stderr, serve, stop_on_signals};
