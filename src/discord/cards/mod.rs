//! 'Members ask what the FAQ has no answer to: I see it, and make an answer of it with a few presses.'
//!
//! A question that a member chose to send stands in the team's channel as a card. [`deliver`] brings it there, or counts it
//! where it was asked before; `press` is what staff do about it; `settle` closes it, and then its text is gone from the
//! store and from the card. Nobody knows who asked, and nothing here could tell.

mod deliver;
mod draw;
mod press;
mod settle;

use serenity::all::GuildId;

use crate::discord::bot::Bot;

pub(crate) use deliver::{Delivery, deliver};
pub(crate) use press::{CardPress, pressed};
pub(crate) use settle::{empty, settle};

/// The server whose team reads what is sent from here, and on which its questions are kept; none where it is not sure which
/// that is.
pub(crate) fn team_server(bot: &Bot, asked_on: Option<GuildId>) -> Option<GuildId> {
    let places = &bot.memory.places;
    let here = asked_on.or_else(|| places.only());
    let has_own = |server: &GuildId| places.own(*server).team_channel.is_some();
    if let Some(own) = here.filter(has_own) {
        return Some(own);
    }
    let homes = &bot.desk.settings().server.home_servers;
    let home = homes.first().filter(|_| homes.len() == 1);
    home.map(|home| GuildId::new(*home))
        .or(here)
        .or_else(|| bot.memory.only_server())
}
