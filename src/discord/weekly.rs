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

/// The chart's name in its message.
const CHART: &str = "week.png";

/// Indigo, which no other message of the bot's has.
const COLOUR: u32 = 0x005c_6bc0;

const NO_CHART: &str = "I may not attach files in this channel, so the chart is missing. To see it, allow me *Attach Files* here.";

/// Posts the digest of the last week where that is due and was not done yet, also by no other process.
pub(crate) async fn post_due(http: &Http, bot: &Bot) {
    let (today, hour) = clock::day_and_hour();
    if !is_due(today, hour) {
        return;
    }
    let week = week_of(today).before().name;
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

/// Late enough in the week for the digest of the week before: not in the night to Monday.
fn is_due(today: Date, hour: u8) -> bool {
    today != week_of(today).from || hour >= HOUR
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
    let digest = digest(&facts);
    let Err(refused) = post::post(http, team, with_chart(&digest)).await else {
        tracing::info!(guild = guild.get(), "the digest was posted");
        return true;
    };
    let posted = post::post(http, team, without_chart(&digest)).await;
    if let Err(again) = &posted {
        let (first, code) = (refused.code, again.code.as_str());
        tracing::warn!(
            guild = guild.get(),
            first,
            code,
            "the digest was not posted"
        );
    }
    posted.is_ok()
}

/// The digest of a server's last week, as a message.
///
/// # Errors
/// When the counts can't be read.
pub(crate) async fn last_week(bot: &Bot, guild: GuildId) -> Result<Parts, StoreFailure> {
    Ok(with_chart(&digest(&facts(bot, guild).await?)))
}

fn with_chart(digest: &Digest) -> Parts {
    let chart = chart(&digest.history).unwrap_or_else(|error| {
        tracing::error!(%error, "the digest's chart can't be drawn");
        None
    });
    let Some(Picture { png, words }) = chart else {
        return Parts {
            embed: Some(embed(digest)),
            ..Parts::default()
        };
    };
    Parts {
        embed: Some(embed(digest).attachment(CHART)),
        files: vec![CreateAttachment::bytes(png, CHART).description(words)],
        ..Parts::default()
    }
}

fn without_chart(digest: &Digest) -> Parts {
    Parts {
        embed: Some(embed(digest)),
        ..Parts::text(NO_CHART)
    }
}

fn embed(digest: &Digest) -> CreateEmbed {
    let embed = CreateEmbed::new().colour(COLOUR).title(digest.title());
    embed.description(digest.text(limits::EMBED_DESCRIPTION))
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
        facts
            .outcomes
            .extend(outcomes.into_iter().filter_map(outcome));
        let feedback = bot.store.feedback_counts(guild).await?;
        facts
            .feedback
            .extend(feedback.into_iter().filter_map(judged));
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

async fn waiting(
    bot: &Bot,
    guild: GuildId,
    today: Date,
) -> Result<Vec<WaitingQuestion>, StoreFailure> {
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
    let articles = library
        .entries
        .iter()
        .filter_map(|entry| entry.article.as_ref());
    let overdue = articles.filter(|article| article.review_by.value < today);
    let overdue = overdue.filter(|article| seen.insert(article.review_by.place.file.clone()));
    let entries_of = |file: &str| {
        let entries = library
            .entries
            .iter()
            .filter(|entry| entry.id.place.file.as_ref() == file);
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
    let expired = library
        .entries
        .iter()
        .filter(|entry| entry.is_expired(today));
    let expired = expired.filter_map(|entry| {
        Some(ExpiredEntry {
            question: entry.question.value.clone(),
            last_day: entry.answers_until()?,
        })
    });
    expired.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_due_from_monday_morning_on() {
        let day = |text| day(text).expect("a day");
        assert!(!is_due(day("2026-11-23"), 8), "a Monday");
        assert!(is_due(day("2026-11-23"), 9));
        assert!(is_due(day("2026-11-24"), 0));
        assert!(is_due(day("2026-11-29"), 23));
    }
}
