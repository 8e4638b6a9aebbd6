//! 'I keep the FAQ, on my phone: I change an answer, see what members will see, and save.'
//!
//! Each change goes the same way: a command or a form becomes a [`Draft`], `show` draws what it would do, and a button
//! saves it. The draft is in the store, so nothing that was typed is lost between two presses, by a restart, or when saving
//! fails. What may be changed by whom is settled in one place: only an [`Editor`] can change anything, and only staff on the
//! clinic's own server become one. Staff are spoken to in English.

mod differs;
mod draft;
mod flow;
mod forms;
mod history;
mod show;

use serenity::all::{GuildId, Http, Member, User};

use crate::discord::bot::Bot;
use crate::discord::places::Place;
use crate::discord::post::Deed;

pub(crate) use differs::plain;
pub(crate) use draft::{Draft, is_about_a_question};
pub(crate) use flow::{agree, decline, discard, propose, propose_in_place, save, shown};
pub(crate) use forms::{
    edited, new_entry, open_edit, open_new, open_new_for, open_revision, revised,
};
pub(crate) use history::{look, older, page};

const NOT_STAFF: &str =
    "Only staff can change the FAQ. The clinic's staff role is set with `/aftercare setup`.";
const NOT_HERE: &str = "The FAQ is kept on the clinic's own server.";
const SEVERAL_SERVERS: &str = "I am on several servers, and the FAQ is one for all. Whoever runs me can name the clinic's own server in my \
     settings file: `home_servers = [its id]` under `[server]`.";

/// Somebody of the staff at work, and what they just did.
#[derive(Clone, Copy)]
pub(crate) struct Editor<'a> {
    pub(crate) http: &'a Http,
    pub(crate) bot: &'a Bot,
    pub(crate) place: &'a Place,
    pub(crate) guild: GuildId,
    pub(crate) user: &'a User,
    pub(crate) deed: Deed<'a>,
}

/// Who did something, and where.
#[derive(Clone, Copy)]
pub(crate) struct Person<'a> {
    pub(crate) guild: Option<GuildId>,
    pub(crate) member: Option<&'a Member>,
    pub(crate) user: &'a User,
}

impl<'a> Editor<'a> {
    /// Lets somebody in.
    ///
    /// # Errors
    /// What to say to them instead.
    pub(crate) fn admitted(
        http: &'a Http,
        bot: &'a Bot,
        place: &'a Place,
        person: Person<'a>,
        deed: impl Into<Deed<'a>>,
    ) -> Result<Self, &'static str> {
        let (Some(guild), Some(member)) = (person.guild, person.member) else {
            return Err(NOT_HERE);
        };
        if !place.is_staff(member) {
            return Err(NOT_STAFF);
        }
        let homes = &bot.desk.settings().server.home_servers;
        if !homes.is_empty() && !homes.contains(&guild.get()) {
            return Err(NOT_HERE);
        }
        // Whoever invites the bot to a server of their own manages that server.
        if homes.is_empty() && bot.memory.servers() > 1 {
            return Err(SEVERAL_SERVERS);
        }
        Ok(Self {
            http,
            bot,
            place,
            guild,
            user: person.user,
            deed: deed.into(),
        })
    }
}
