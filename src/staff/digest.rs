//! Once a week the team reads, in its own channel, what members asked and the three changes that would help most.
//!
//! From counts to plain data ([`digest`]), from there to a text ([`Digest::text`]) and a picture (`chart`). Pure: the
//! caller counts, knows which day is today, and posts. It holds sums of weeks and nothing finer; of people who may be in
//! danger one number, without a comparison, a kind or a day, since such a number is small and people know each other.
//!
//! # How changes are ranked
//!
//! By about how many members a week each would help, in tenths of a member:
//!
//! | what was counted | one member counts | the change |
//! | --- | --- | --- |
//! | questions that wait, alike ones together; per week since the first was sent | 10 | an entry that answers them |
//! | 'Not what I asked', from one in five answers on | 10 | another look at the entry's phrasings |
//! | an entry offered first among suggestions, more often than it answered | 3: most choose, some leave | more phrasings |
//! | answers read from an article whose review is overdue | 1: one answer in ten may be outdated | the review |
//!
//! The weights are judgements, not measurements; they only order the list. Both numbers of the first rows are what few
//! people press, so they stand for more members than they count. Where nobody asked anything in four whole weeks, no
//! number can be behind a change, and that comes first: members may not know the bot.

mod advice;
mod alike;
#[cfg(feature = "plot")]
pub mod chart;

mod facts;
mod tally;
mod text;
pub mod week;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use toml::value::Date;

use self::tally::EntryTally;
use self::week::{Week, week_of};

pub use self::advice::{Advice, Change};
pub use self::facts::{
    ExpiredEntry, Facts, FeedbackCount, KnownEntry, Outcome, OutcomeCount, OverdueReview,
    WaitingQuestion,
};
pub use self::tally::{Asked, WeekAsked};

/// Weeks that are looked back on: a month shows whether a week was unlike others, and fits on a phone.
const WEEKS: usize = 4;

/// What the team is told of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Which week: the last whole one.
    pub week: Week,
    /// What was asked in it.
    pub asked: Asked,
    /// What was asked in the week before; nothing if not all of it was counted.
    pub before: Option<Asked>,
    /// The last four weeks from first to last, without those in which nothing was counted yet.
    pub history: Vec<WeekAsked>,
    /// How often members were shown where help is, since they may be in danger.
    pub crisis: u64,
    /// How often members said that an answer helped.
    pub helped: u64,
    /// How often they said that it was not what they asked.
    pub not_helped: u64,
    /// Entries that were not what members asked, most often first.
    pub unhelpful: Vec<Unhelpful>,
    /// How many different texts that members sent wait for the team.
    pub waiting: u64,
    /// Articles whose review is overdue, longest first.
    pub overdue: Vec<OverdueReview>,
    /// Entries whose time is over, longest first.
    pub expired: Vec<ExpiredEntry>,
    /// What would help most, at most three changes.
    pub advice: Vec<Advice>,
}

/// An entry that was not what members asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unhelpful {
    /// Its question.
    pub question: String,
    /// How often it was not what a member asked.
    pub not_asked: u64,
    /// How often it was read.
    pub read: u64,
}

/// The digest of the last whole week.
pub fn digest(facts: &Facts) -> Digest {
    let week = week_of(facts.today).before();
    let by_entry = tally::by_entry(facts, &week);
    let history = history(facts, &week);
    let before = before(facts, &week);
    let judged = || tally::feedback_in(&facts.feedback, &week);
    let mut overdue = facts.overdue.clone();
    overdue.sort_by(|one, other| (one.due, &one.title).cmp(&(other.due, &other.title)));
    let mut expired = facts.expired.clone();
    expired.sort_by(|one, other| {
        (one.last_day, &one.question).cmp(&(other.last_day, &other.question))
    });
    Digest {
        asked: Asked::in_week(&facts.outcomes, &week),
        before,
        crisis: tally::in_week(&facts.outcomes, &week, Outcome::Crisis),
        helped: judged().fold(0, |sum, count| sum.saturating_add(count.helped)),
        not_helped: judged().fold(0, |sum, count| sum.saturating_add(count.not_helped)),
        unhelpful: unhelpful(facts, &by_entry),
        waiting: facts.waiting.len() as u64,
        advice: advice::advice(facts, &by_entry, &history),
        overdue,
        expired,
        history,
        week,
    }
}

/// The last weeks, oldest first, from the one on in which the first thing was counted.
fn history(facts: &Facts, week: &Week) -> Vec<WeekAsked> {
    let first = counted_days(facts).min();
    let weeks = std::iter::successors(Some(week.clone()), |week| Some(week.before()));
    let counted = |week: &Week| first.is_some_and(|first| first <= week.to);
    let mut history: Vec<WeekAsked> = weeks
        .take(WEEKS)
        .take_while(counted)
        .map(|week| WeekAsked {
            asked: Asked::in_week(&facts.outcomes, &week),
            week,
        })
        .collect();
    history.reverse();
    history
}

/// A week that began before the first count may not have been counted in full: it would make any growth look large.
fn before(facts: &Facts, week: &Week) -> Option<Asked> {
    let before = week.before();
    let is_whole = counted_days(facts).any(|day| day <= before.from);
    is_whole.then(|| Asked::in_week(&facts.outcomes, &before))
}

/// The days on which a question was counted. On which of them somebody was in danger changes nothing that is shown.
fn counted_days(facts: &Facts) -> impl Iterator<Item = Date> {
    let counts = facts.outcomes.iter();
    let counts = counts.filter(|count| count.outcome != Outcome::Crisis);
    counts.map(|count| count.day)
}

fn unhelpful(facts: &Facts, by_entry: &BTreeMap<&str, EntryTally>) -> Vec<Unhelpful> {
    let entries = facts.entries.iter();
    let mut unhelpful: Vec<Unhelpful> = entries
        .filter_map(|entry| {
            let tally = by_entry.get(entry.id.as_str())?;
            (tally.not_helped > 0).then(|| Unhelpful {
                question: entry.question.clone(),
                not_asked: tally.not_helped,
                read: tally.read(),
            })
        })
        .collect();
    // Among as many members, the entry that is seldom right comes first.
    unhelpful.sort_by_key(|one| (Reverse(one.not_asked), one.read));
    unhelpful
}

#[cfg(test)]
mod tests;
