//! A reply as the JSON that Discord would get, for pages that show it without Discord.

use serde_json::{Value, json};
use serenity::all::UserId;

use crate::assistant::{Assistant, Heard, Question};
use crate::discord::draw::render::{Frame, render};
use crate::discord::draw::words::words;
use crate::reply::Voice;
use crate::settings::Clinic;

/// What a member sees who mentions the bot with this question, on a server that has a channel for the team.
pub fn drawn_reply(assistant: &Assistant, clinic: &Clinic, question: &str) -> Value {
    let (heard, today) = (Heard::Addressed, crate::clock::today());
    let outcome = assistant.decide(Question {
        text: question,
        heard,
    });
    let outcome = outcome.as_of(assistant.library(), heard, today);
    let voice = Voice {
        library: assistant.library(),
        clinic,
        language: outcome.language,
        today,
    };
    let reply = voice.reply(&outcome).unwrap_or_else(|| voice.trouble());
    let frame = Frame {
        words: words(outcome.language),
        // Nobody is shown it, and any id will do.
        asker: UserId::new(1),
        is_ephemeral: false,
        has_team: true,
        question: None,
    };
    let parts = render(&reply, frame);
    let embeds: Vec<_> = parts.embed.into_iter().collect();
    json!({ "content": parts.content, "embeds": embeds, "components": parts.rows })
}
