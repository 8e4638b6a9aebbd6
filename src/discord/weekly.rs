//! 'Once a week we read what members asked, and what would help most.' The week's digest in the team's channel: gathered
//! from the store, written and drawn by [`staff::digest`](crate::staff::digest).

use std::collections::BTreeSet;

use serenity::all::{CreateAttachment, CreateEmbed, GuildId, Http};
use toml::value::Date;

use crate::clock;
use crate::discord::bot::Bot;
use crate::discord::draw::limits;
use crate::discord::draw::render::Parts;
use crate::discord::post;
use crate::faq::{Entry, Library};
use crate::staff::digest::chart::{Picture, chart};
use crate::staff::digest::week::{day, week_of};
use crate::staff::digest::{
    Digest, ExpiredEntry, Facts, FeedbackCount, KnownEntry, Outcome, OutcomeCount, OverdueReview,
    WaitingQuestion, digest,
};
use crate::store::StoreFailure;

/// From this hour on the digest of the week before is due on a Monday.
const HOUR: u8 = 9;

/// How far back counts are looked at: long enough to tell a bot that nobody knows from a new one.
const DAYS: u16 = 26 * 7;

/// The server under which is counted what was asked in direct messages.
pub(crate) const DIRECT: u64 = 0;

/// The picture's name in its message.
const PICTURE: &str = "week.png";

/// Indigo, which no other message of the bot's has.
const COLOUR: u32 = 0x005c_6bc0;

const NO_PICTURE: &str = "I may not attach files in this channel, so the chart is missing. To see it, allow me *Attach Files* here.";

/// Posts the digest of the last week where that is due and was not done yet, also by no other process.
pub(crate) async fn post_due(http: &Http, bot: &Bot) {
    let (today, hour) = clock::day_and_hour();
    let this_week = week_of(today);
    if today == this_week.from && hour < HOUR {
        return;
    }
    let week = this_week.before().name;
    for guild in bot.memory.server_list() {
        let claimed = bot.store.claim_digest(guild.get(), &week).await;
        match claimed {
            Ok(true) => {}
            Ok(false) => continue,
            Err(failure) => {
                tracing::error!(%failure, "it is not known whether the digest was posted");
                continue;
            }
        }
        if !post_in(http, bot, guild).await
            && let Err(failure) = bot.store.unclaim_digest(guild.get(), &week).await
        {
            tracing::error!(%failure, "a digest was not posted and is not tried again");
        }
    }
}

/// Posts a server's digest, if there is anything to tell and somebody to read it. Tells whether that is settled.
async fn post_in(http: &Http, bot: &Bot, guild: GuildId) -> bool {
    let place = bot.place(Some(guild));
    let Some(team) = place.team_channel() else {
        return true;
    };
    let facts = match facts(bot, guild).await {
        Ok(facts) => facts,
        Err(failure) => {
            tracing::error!(%failure, "the digest's counts can't be read");
            return false;
        }
    };
    // A bot that nobody has asked anything yet is new here.
    if facts.outcomes.is_empty() {
        return true;
    }
    let parts = drawn(&facts);
    let Err(refused) = post::post(http, team, parts.clone()).await else {
        tracing::info!(guild = guild.get(), "the digest was posted");
        return true;
    };
    let plain = without_picture(parts);
    let posted = post::post(http, team, plain).await;
    if let Err(again) = &posted {
        let (first, code) = (refused.code, again.code.as_str());
        tracing::warn!(guild = guild.get(), first, code, "the digest was not posted");
    }
    posted.is_ok()
}

/// The digest of a server's last week, as a message.
///
/// # Errors
/// When the counts can't be read.
pub(crate) async fn last_week(bot: &Bot, guild: GuildId) -> Result<Parts, StoreFailure> {
    Ok(drawn(&facts(bot, guild).await?))
}

fn drawn(facts: &Facts) -> Parts {
    let digest = digest(facts);
    let picture = chart(&digest.history).unwrap_or_else(|error| {
        tracing::error!(%error, "the digest's chart can't be drawn");
        None
    });
    let embed = embed(&digest);
    let Some(Picture { png, words }) = picture else {
        return Parts {
            embed: Some(embed),
            ..Parts::default()
        };
    };
    Parts {
        embed: Some(embed.attachment(PICTURE)),
        files: vec![CreateAttachment::bytes(png, PICTURE).description(words)],
        ..Parts::default()
    }
}

fn embed(digest: &Digest) -> CreateEmbed {
    let embed = CreateEmbed::new().colour(COLOUR).title(digest.title());
    embed.description(digest.text(limits::EMBED_DESCRIPTION))
}

fn without_picture(parts: Parts) -> Parts {
    if parts.files.is_empty() {
        return parts;
    }
    let embed = parts.embed.map(|embed| embed.image(""));
    Parts {
        content: NO_PICTURE.to_owned(),
        embed,
        files: Vec::new(),
        ..parts
    }
}

async fn facts(bot: &Bot, guild: GuildId) -> Result<Facts, StoreFailure> {
    let today = clock::today();
    let from = clock::days_before(today, DAYS).to_string();
    let to = today.to_string();
    let library = bot.desk.library();
    let mut facts = Facts {
        today,
        outcomes: Vec::new(),
        feedback: Vec::new(),
        waiting: waiting(bot, guild, today).await?,
        entries: library.entries.iter().map(known).collect(),
        overdue: overdue(library, today),
        expired: expired(library, today),
    };
    for guild in counted_for(bot, guild) {
        let outcomes = bot.store.outcome_counts(guild, &from, &to).await?;
        facts.outcomes.extend(outcomes.into_iter().filter_map(outcome));
        let feedback = bot.store.feedback_counts(guild).await?;
        facts.feedback.extend(feedback.into_iter().filter_map(judged));
    }
    Ok(facts)
}

/// What was asked in direct messages belongs to the only server that there is.
fn counted_for(bot: &Bot, guild: GuildId) -> Vec<u64> {
    match bot.memory.servers() {
        0 | 1 => vec![guild.get(), DIRECT],
        _ => vec![guild.get()],
    }
}

async fn waiting(bot: &Bot, guild: GuildId, today: Date) -> Result<Vec<WaitingQuestion>, StoreFailure> {
    let questions = bot.store.open_questions(guild.get()).await?.into_iter();
    let waiting = questions.map(|question| WaitingQuestion {
        text: question.text,
        times: question.times,
        first_day: day(&question.first_day).unwrap_or(today),
    });
    Ok(waiting.collect())
}

fn outcome(count: crate::store::OutcomeCount) -> Option<OutcomeCount> {
    let outcome = match count.decision.as_str() {
        "answer" => Outcome::Answered,
        "suggest" => Outcome::Suggested,
        "refer" => Outcome::Referred,
        "no_answer" => Outcome::NotAnswered,
        "crisis" => Outcome::Crisis,
        _ => return None,
    };
    Some(OutcomeCount {
        day: day(&count.day)?,
        outcome,
        entry: count.entry,
        times: count.times,
    })
}

fn judged(count: crate::store::FeedbackCount) -> Option<FeedbackCount> {
    Some(FeedbackCount {
        day: day(&count.day)?,
        entry: count.entry,
        helped: count.helped,
        not_helped: count.not_helped,
    })
}

fn known(entry: &Entry) -> KnownEntry {
    KnownEntry {
        id: entry.id.value.to_string(),
        question: entry.question.value.clone(),
    }
}

fn overdue(library: &Library, today: Date) -> Vec<OverdueReview> {
    let mut seen = BTreeSet::new();
    let articles = library.entries.iter().filter_map(|entry| entry.article.as_ref());
    let overdue = articles.filter(|article| article.review_by.value < today);
    let overdue = overdue.filter(|article| seen.insert(article.review_by.place.file.clone()));
    let entries_of = |file: &str| {
        let entries = library.entries.iter().filter(|entry| entry.id.place.file.as_ref() == file);
        entries.map(|entry| entry.id.value.to_string()).collect()
    };
    overdue
        .map(|article| OverdueReview {
            title: article.title.clone(),
            due: article.review_by.value,
            entries: entries_of(&article.review_by.place.file),
        })
        .collect()
}

fn expired(library: &Library, today: Date) -> Vec<ExpiredEntry> {
    let expired = library.entries.iter().filter(|entry| entry.is_expired(today));
    let expired = expired.filter_map(|entry| {
        Some(ExpiredEntry {
            question: entry.question.value.clone(),
            last_day: entry.answers_until()?,
        })
    });
    expired.collect()
}
