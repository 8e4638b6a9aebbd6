//! Questions in messages: answered, answered anew when they are edited, and their answers taken away when they are
//! deleted.

mod overheard;
pub(crate) mod pace;

use std::time::{Duration, Instant};

use serenity::all::{Http, MessageId};

use crate::assistant::{Decision, Outcome};
use crate::discord::bot::{Answered, Bot, Repeat, Trace};
use crate::discord::desk::{Asking, consider};
use crate::discord::draw::render::{Frame, Parts, render};
use crate::discord::draw::words::words;
use crate::discord::events::{Asked, Said, Way};
use crate::discord::messages::overheard::{Manner, manner};
use crate::discord::places::Place;
use crate::discord::post::{self, Target};
use crate::discord::trouble::{self, Refused};
use crate::language::Language;
use crate::reply::{Next, Reply};

/// An edit that turns a message into a question is answered while people still look at it.
const STILL_LOOKED_AT: Duration = Duration::from_mins(5);

/// Answers a message, if it has not been answered before.
pub(crate) async fn answer(http: &Http, bot: &Bot, asked: Asked) {
    let place = bot.place(asked.guild);
    if asked.way == Way::Overheard && place.is_staff_role(&asked.roles) {
        // What staff say to each other and to members is no question, and where they talk the bot keeps out.
        bot.memory
            .staff_talks
            .put(asked.channel, (), Instant::now());
        return;
    }
    let Some(_turn) = bot.take_up(asked.message.get()) else {
        return;
    };
    let traces = &bot.memory.traces;
    traces.put(asked.message, Trace::Answering, Instant::now());
    let answered = first_answer(http, bot, &place, &asked).await;
    let meanwhile = match answered {
        Some(answered) => traces.put(asked.message, Trace::Answered(answered), Instant::now()),
        None => traces.take(asked.message, Instant::now()),
    };
    match (meanwhile, answered) {
        (Some(Trace::Deleted), Some(answered)) => {
            take_away(http, bot, asked.message, answered).await;
        }
        (Some(Trace::Edited(edited)), Some(answered)) => {
            answer_anew(http, bot, &edited, answered).await;
        }
        _ => {}
    }
}

/// Answers a changed message anew; one that only now asks something, as if it were new.
pub(crate) async fn edited(http: &Http, bot: &Bot, asked: Asked) {
    let now = Instant::now();
    let traces = &bot.memory.traces;
    match traces.get(asked.message, now) {
        Some(Trace::Answered(answered)) => {
            let Some(_turn) = bot.work.begin() else {
                return;
            };
            answer_anew(http, bot, &asked, answered).await;
        }
        Some(Trace::Answering | Trace::Edited(_)) => {
            traces.put(asked.message, Trace::Edited(Box::new(asked)), now);
        }
        None if asked.way != Way::Overheard && is_young(asked.message) => {
            answer(http, bot, asked).await;
        }
        Some(Trace::Deleted) | None => {}
    }
}

/// Takes the answers to deleted messages away: whoever deletes a question doesn't want to be seen to have asked it.
pub(crate) async fn deleted(http: &Http, bot: &Bot, gone: &[MessageId]) {
    let traces = &bot.memory.traces;
    for message in gone {
        let now = Instant::now();
        match traces.get(message, now) {
            Some(Trace::Answered(answered)) => take_away(http, bot, *message, answered).await,
            Some(Trace::Answering | Trace::Edited(_)) => {
                traces.put(message, Trace::Deleted, now);
            }
            Some(Trace::Deleted) | None => {}
        }
    }
}

async fn first_answer(http: &Http, bot: &Bot, place: &Place, asked: &Asked) -> Option<Answered> {
    let voice = bot.desk.voice(place, Language::English);
    let (outcome, reply) = match &asked.said {
        Said::Nothing => (None, voice.greeting()),
        Said::Withheld => (None, voice.unreadable()),
        Said::Text(text) => {
            let outcome = decide(bot, asked, text).await;
            let reply = bot.desk.reply(place, outcome.as_ref());
            (outcome, reply)
        }
    };
    let reply = admit(http, bot, asked, outcome.as_ref(), reply).await?;
    if let Some(outcome) = &outcome {
        bot.count(asked.guild, outcome);
    }
    let parts = draw(place, asked, outcome.as_ref(), &reply);
    let target = Target {
        channel: asked.channel,
        message: asked.message,
    };
    let posted = post::reply_to(http, target, &reply, parts).await;
    if let Some(refused) = post::refusal(&posted) {
        undelivered(http, bot, place, asked, refused).await;
    }
    let posted = posted.ok().map(|posted| posted.id);
    if let Next::Judge { entry, .. } = &reply.next {
        let (repeats, key) = (&bot.memory.repeats, (asked.channel, entry));
        match posted {
            Some(posted) => repeats.put(key, Repeat::Stands(posted), Instant::now()),
            None => repeats.take(key, Instant::now()),
        };
    }
    Some(Answered {
        channel: asked.channel,
        reply: posted?,
        fingerprint: bot.memory.fingerprint(asked.said.text()),
        stays: outcome.is_some_and(|outcome| is_serious(&outcome)),
    })
}

/// Decides on a message's text, and remembers what answers it for the next question of the same talk.
async fn decide(bot: &Bot, asked: &Asked, text: &str) -> Option<Outcome> {
    let talks = &bot.memory.talks;
    let talk = (asked.asker, asked.channel);
    let asking = Asking {
        text: text.to_owned(),
        way: asked.way,
        previous: talks.get(talk, Instant::now()),
    };
    let outcome = consider(&bot.desk, asking).await;
    if let Some(Decision::Answer(entry)) = outcome.as_ref().map(|outcome| &outcome.decision) {
        talks.put(talk, entry.clone(), Instant::now());
    }
    outcome
}

/// The reply, where one is due now: not to what was merely overheard and is better left alone, and not to somebody who
/// asks too fast, who is told so directly.
async fn admit(
    http: &Http,
    bot: &Bot,
    asked: &Asked,
    outcome: Option<&Outcome>,
    reply: Reply,
) -> Option<Reply> {
    if asked.way == Way::Overheard {
        return match manner(&bot.memory, asked, outcome?, Instant::now()) {
            Manner::Answer => Some(reply),
            Manner::PointTo(earlier) => Some(pointer(asked, outcome?.language, earlier)),
            Manner::KeepOut => None,
        };
    }
    if outcome.is_some_and(is_serious) {
        return Some(reply);
    }
    let wait = bot
        .memory
        .pace
        .take(asked.asker, asked.channel, Instant::now())
        .err();
    let Some(wait) = wait else {
        return Some(reply);
    };
    let language = outcome.map_or(Language::English, |outcome| outcome.language);
    slow_down(http, bot, asked, wait, language).await;
    None
}

async fn slow_down(http: &Http, bot: &Bot, asked: &Asked, wait: Duration, language: Language) {
    tracing::info!("somebody asked too fast");
    let key = ("slow down", asked.asker);
    let now = Instant::now();
    if bot.memory.pace_told.put(key, (), now).is_some() {
        return;
    }
    let text = too_fast(wait, language);
    if let Err(refused) = post::whisper(http, asked.asker, Parts::text(&text)).await {
        // Many take no direct messages; then silence has to say it.
        tracing::info!(code = refused.code, "nobody was told to slow down");
    }
}

/// What somebody reads who asks too fast.
pub(crate) fn too_fast(wait: Duration, language: Language) -> String {
    let seconds = wait.as_secs() + 1;
    words(language)
        .slow_down
        .replace("{seconds}", &seconds.to_string())
}

fn pointer(asked: &Asked, language: Language, earlier: MessageId) -> Reply {
    let link = earlier.link(asked.channel, asked.guild);
    Reply::plain(words(language).answered_above.replace("{link}", &link))
}

async fn answer_anew(http: &Http, bot: &Bot, asked: &Asked, before: Answered) {
    let now = bot.memory.fingerprint(asked.said.text());
    if now == before.fingerprint || asked.said.text().is_empty() {
        return;
    }
    let Some(outcome) = decide(bot, asked, asked.said.text()).await else {
        return;
    };
    if outcome.decision == Decision::StaySilent {
        return;
    }
    let place = bot.place(asked.guild);
    let reply = bot.desk.reply(&place, Some(&outcome));
    let parts = draw(&place, asked, Some(&outcome), &reply);
    let target = Target {
        channel: before.channel,
        message: before.reply,
    };
    let answered = Answered {
        fingerprint: now,
        stays: before.stays || is_serious(&outcome),
        ..before
    };
    // Before the reply is changed: were the question deleted in between, a reply to somebody in danger would go with it.
    let traces = &bot.memory.traces;
    traces.put(asked.message, Trace::Answered(answered), Instant::now());
    if let Err(refused) = post::change(http, target, parts).await {
        undelivered(http, bot, &place, asked, &refused).await;
    }
}

async fn take_away(http: &Http, bot: &Bot, question: MessageId, answered: Answered) {
    bot.memory.traces.take(question, Instant::now());
    if answered.stays {
        return;
    }
    let target = Target {
        channel: answered.channel,
        message: answered.reply,
    };
    if let Err(refused) = post::remove(http, target).await {
        tracing::info!(
            code = refused.code,
            "an answer was not removed with its question"
        );
    }
}

fn draw(place: &Place, asked: &Asked, outcome: Option<&Outcome>, reply: &Reply) -> Parts {
    let language = outcome.map_or(Language::English, |outcome| outcome.language);
    let frame = Frame {
        words: words(language),
        asker: asked.asker,
        is_ephemeral: false,
        has_team: place.team_channel().is_some(),
        question: None,
    };
    render(reply, frame)
}

/// Is somebody perhaps in danger? Then nothing of Discord's and nothing of ours may stand between them and the reply.
pub(crate) fn is_serious(outcome: &Outcome) -> bool {
    matches!(outcome.decision, Decision::Crisis(_)) || outcome.concern.is_some()
}

/// A direct message's channel has one member: beside the decision in the log it would tell who asked what.
async fn undelivered(http: &Http, bot: &Bot, place: &Place, asked: &Asked, refused: &Refused) {
    if asked.guild.is_none() {
        return tracing::info!(code = refused.code, "a direct message was not delivered");
    }
    trouble::report(http, bot, place, asked.channel, refused).await;
}

fn is_young(message: MessageId) -> bool {
    let written = message.created_at().unix_timestamp();
    let now = serenity::all::Timestamp::now().unix_timestamp();
    let limit = i64::try_from(STILL_LOOKED_AT.as_secs()).unwrap_or(i64::MAX);
    now.saturating_sub(written) <= limit
}
