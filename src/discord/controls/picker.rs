//! Staff answer a member's message from the FAQ: they pick the entry where only they see it, and its answer is posted as
//! a reply to that message. Staff are spoken to in English.

use crate::assistant::Outcome;
use crate::discord::controls::presses::Press;
use crate::discord::controls::{Control, Post};
use crate::discord::desk::Desk;
use crate::discord::draw::render::{Frame, Parts, menu, render};
use crate::discord::draw::words::words;
use crate::discord::places::Place;
use crate::discord::post::{self, Target};
use crate::discord::trouble;
use crate::faq::Id;
use crate::reply::Reply;
use serenity::all::Message;

const WHICH: &str = "Which answer shall I post as a reply to that message? Those that fit best come first. Only you see this.";
const POSTED: &str = "Posted.";
const NOT_STAFF: &str = "Only staff can post an answer for others. The clinic's staff role is set with /aftercare setup.";
const DANGER: &str = "This may come from somebody in danger, so I offer no FAQ answer. A person should answer now. What I would say, and only you see:";
const PERHAPS_DANGER: &str = "This may come from somebody in danger; I am not sure. Please read it yourself first: perhaps a person should answer.";
const NOT_POSTED: &str = "I could not post it there. The team's channel says why, if one is set; else please look at my permissions in this channel.";

/// What staff see who want to answer a message.
pub(crate) fn offer(desk: &Desk, place: &Place, outcome: &Outcome, message: &Message) -> Parts {
    let voice = desk.voice(place, outcome.language);
    let control = Control::Post(Post {
        message: message.id,
        author: message.author.id,
        language: outcome.language,
    });
    let choices = voice.choices(ranked(desk, outcome));
    let menu = menu(&control, words(outcome.language).choose, &choices);
    let text = match outcome.concern {
        Some(_) => format!("{PERHAPS_DANGER}\n\n{WHICH}"),
        None => WHICH.to_owned(),
    };
    Parts {
        rows: menu.into_iter().collect(),
        ..Parts::text(&text)
    }
}

/// What staff see instead where the message tells of danger.
pub(crate) fn warning(reply: &Reply) -> Parts {
    Parts::text(&format!("{DANGER}\n\n{}", reply.text))
}

/// An entry was picked: posts its answer.
pub(crate) async fn post_answer(press: Press<'_>, to: Post) {
    if !press.is_by_staff() {
        return press.tell(&Reply::plain(NOT_STAFF.to_owned())).await;
    }
    let desk = &press.bot.desk;
    let voice = desk.voice(press.place, to.language);
    let entry = press.chosen().and_then(Id::new);
    let Some(entry) = entry.and_then(|id| desk.library().entry(&id)) else {
        return press.tell(&press.voice().gone()).await;
    };
    let reply = voice.answer(entry);
    if entry.is_expired(voice.today) {
        // The member gets no word of it: staff are about to answer, and read why they have to do it themselves.
        return press.tell(&reply).await;
    }
    let is_posted = reply_for(press, to, &reply).await;
    let said = if is_posted { POSTED } else { NOT_POSTED };
    press.update_text(said).await;
}

async fn reply_for(press: Press<'_>, to: Post, reply: &Reply) -> bool {
    let frame = Frame {
        words: words(to.language),
        asker: to.author,
        is_ephemeral: false,
        has_team: press.place.team_channel().is_some(),
        question: None,
    };
    let channel = press.deed.channel_id;
    let target = Target {
        channel,
        message: to.message,
    };
    let posted = post::reply_to(press.http, target, reply, render(reply, frame)).await;
    if let Some(refused) = post::refusal(&posted) {
        trouble::report(press.http, press.bot, press.place, channel, refused).await;
    }
    posted.is_ok()
}

/// The entries that fit best, then all others.
pub(crate) fn ranked<'a>(desk: &'a Desk, outcome: &'a Outcome) -> Vec<&'a Id> {
    let mut ranked: Vec<&Id> = outcome
        .candidates
        .iter()
        .map(|found| &found.entry)
        .collect();
    let all = desk.library().entries.iter().map(|entry| &entry.id.value);
    for id in all {
        if !ranked.contains(&id) {
            ranked.push(id);
        }
    }
    ranked
}
