//! What Discord refuses, in words: what it means, and what staff can click. They are told once a day, not each time.

use std::time::Instant;

use serenity::all::{ChannelId, Http};

use crate::discord::bot::Bot;
use crate::discord::draw::render::Parts;
use crate::discord::places::Place;
use crate::discord::post;

/// What Discord gave as the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// Discord's number, the HTTP status, or a word.
    pub(super) code: String,
}

/// Discord's numbers, from its documentation of error codes.
mod number {
    pub(super) const UNKNOWN_CHANNEL: &str = "10003";
    pub(super) const UNKNOWN_MESSAGE: &str = "10008";
    pub(super) const MISSING_ACCESS: &str = "50001";
    pub(super) const NO_DIRECT_MESSAGES: &str = "50007";
    pub(super) const MISSING_PERMISSIONS: &str = "50013";
    pub(super) const ARCHIVED: &str = "50083";
    pub(super) const NO_HISTORY: &str = "160002";
    pub(super) const AUTOMOD_MESSAGE: &str = "200000";
    pub(super) const AUTOMOD_TITLE: &str = "200001";
}

impl Refused {
    /// Reads an error, and keeps nothing of what was sent.
    pub(super) fn of(error: &serenity::Error) -> Self {
        Self {
            code: post::code(error),
        }
    }

    /// What it means and what to do about it, for staff; none where there is nothing that they could do.
    fn told(&self, channel: ChannelId) -> Option<String> {
        let place = format!("<#{channel}>");
        Some(match self.code.as_str() {
            number::MISSING_ACCESS | number::MISSING_PERMISSIONS => format!(
                "I was asked something in {place} and can't answer there as I should. Please open that channel's \
                 settings › Permissions, add my role, and allow *View Channel*, *Send Messages* (for threads also *Send \
                 Messages in Threads*), *Embed Links* and *Read Message History*."
            ),
            number::NO_HISTORY => format!(
                "In {place} I can't reply to the message I answer. Please open that channel's settings › Permissions, add \
                 my role, and allow *Read Message History*."
            ),
            number::ARCHIVED => format!(
                "I was asked something in {place} and can't answer: it is archived. Please open it again, or tell people \
                 where to ask."
            ),
            number::AUTOMOD_MESSAGE | number::AUTOMOD_TITLE => format!(
                "AutoMod blocked an answer of mine in {place}. Please open Server Settings › AutoMod, choose the rule, and \
                 add my role to those that are exempt from it."
            ),
            _ => return None,
        })
    }

    /// Is there nothing left to answer, or nobody who wants to hear it?
    pub(super) fn is_nobodys_fault(&self) -> bool {
        let gone = [
            number::UNKNOWN_CHANNEL,
            number::UNKNOWN_MESSAGE,
            number::NO_DIRECT_MESSAGES,
        ];
        gone.contains(&self.code.as_str())
    }
}

/// Was it refused for what a plain message by itself does without: an embed, or what it replies to?
pub(super) fn is_about_form(refused: &Refused) -> bool {
    [number::MISSING_PERMISSIONS, number::NO_HISTORY].contains(&refused.code.as_str())
}

/// Notes that something could not be said in a channel of a server, and tells staff, once.
pub(super) async fn report(
    http: &Http,
    bot: &Bot,
    place: &Place,
    channel: ChannelId,
    refused: &Refused,
) {
    let (id, code) = (channel.get(), refused.code.as_str());
    if refused.is_nobodys_fault() {
        return tracing::info!(channel = id, code, "there was nothing left to answer");
    }
    tracing::warn!(
        channel = id,
        code,
        "a reply was not delivered as it should be"
    );
    let Some(told) = refused.told(channel) else {
        return;
    };
    let key = ("refused", id, code);
    if bot.memory.told.put(key, (), Instant::now()).is_none() {
        tell_team(http, place, &told).await;
    }
}

/// Says something to staff, if there is a channel for it.
pub(super) async fn tell_team(http: &Http, place: &Place, text: &str) {
    if let Some(team) = place.team_channel() {
        say(http, team, text).await;
    }
}

/// Says something in a team's channel.
pub(crate) async fn say(http: &Http, team: ChannelId, text: &str) {
    if let Err(refused) = post::post(http, team, Parts::text(text)).await {
        // Whoever runs the bot has to see to it: there is no other way to reach staff.
        let code = refused.code;
        tracing::warn!(
            channel = team.get(),
            code,
            "the team's channel can't be written to"
        );
    }
}
