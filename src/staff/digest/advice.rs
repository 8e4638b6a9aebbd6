//! The changes that would help most: what could be done, and how many members a week it would help.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use toml::value::Date;

use super::alike::groups;
use super::facts::{Facts, OverdueReview};
use super::tally::{EntryTally, WeekAsked};
use super::week::days_between;

/// Most changes in one digest: what a team does in a week.
const MOST: usize = 3;

/// From so many times on a waiting question, an unhelpful answer or a suggestion tells something: one is chance.
const TELLING: u64 = 2;

/// From so many suggestions on an entry is offered often.
const OFFERED_OFTEN: u64 = 3;

/// From one in so many answers on, 'Not what I asked' is more than the odd misunderstanding; with more in so many, an entry
/// that is mostly right takes the place of one that isn't.
const MISUNDERSTOOD: u64 = 5;

/// Whole weeks without a question after which nobody seems to know the bot.
const QUIET_WEEKS: usize = 4;

/// What one member who asked in vain, or was answered wrongly, counts, in tenths of a member.
const IN_VAIN: u64 = 10;

/// What one member counts who had to choose: most do, some leave.
const HAD_TO_CHOOSE: u64 = 3;

/// What one member counts who read an answer that nobody has looked over in time: one in ten may be outdated.
const READ_UNREVIEWED: u64 = 1;

/// A change that the team can make, with the number behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nobody asked anything.
    MakeKnown {
        /// For so many weeks.
        weeks: u64,
    },
    /// No entry answers what members sent.
    Answer {
        /// The text that was sent most often.
        text: String,
        /// How many other texts ask the same.
        others: u64,
        /// How often they were sent in all.
        times: u64,
    },
    /// An entry answers what it isn't asked.
    Sharpen {
        /// The entry's question.
        question: String,
        /// How often it was not what a member asked.
        not_asked: u64,
        /// How often it was read.
        read: u64,
    },
    /// An entry is offered, but the bot is seldom sure of it.
    TeachPhrasings {
        /// The entry's question.
        question: String,
        /// How often it was offered.
        suggested: u64,
        /// How often it answered.
        answered: u64,
    },
    /// An article's review is overdue.
    Review {
        /// The article's title.
        title: String,
        /// When it was due.
        due: Date,
        /// How often its entries were read.
        read: u64,
    },
}

/// A change and what it would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What to do.
    pub change: Change,
    /// About how many members a week it would help, in tenths of a member. Only for comparing.
    pub tenths_of_members: u64,
}

/// The changes that would help most, the best first.
pub(super) fn advice(
    facts: &Facts,
    by_entry: &BTreeMap<&str, EntryTally>,
    history: &[WeekAsked],
) -> Vec<Advice> {
    let mut all = missing_answers(facts);
    for entry in &facts.entries {
        if let Some(tally) = by_entry.get(entry.id.as_str()) {
            all.extend(misunderstood(&entry.question, *tally));
            all.extend(hardly_answered(&entry.question, *tally));
        }
    }
    all.extend(facts.overdue.iter().map(|review| overdue(review, by_entry)));
    // The sort is stable: among equals a missing answer goes first and a review last.
    all.sort_by_key(|advice| Reverse(advice.tenths_of_members));
    // No estimate can tell what it would be worth, but as long as nobody asks, nothing else helps anybody.
    unknown(history).into_iter().chain(all).take(MOST).collect()
}

fn unknown(history: &[WeekAsked]) -> Option<Advice> {
    let is_quiet = history.iter().all(|week| week.asked.in_all() == 0);
    (is_quiet && history.len() >= QUIET_WEEKS).then_some(Advice {
        change: Change::MakeKnown {
            weeks: history.len() as u64,
        },
        tenths_of_members: 0,
    })
}

fn missing_answers(facts: &Facts) -> Vec<Advice> {
    let groups = groups(&facts.waiting).into_iter();
    let telling = groups.filter(|group| group.times >= TELLING);
    telling
        .map(|group| {
            // Sent four times within the last month is once a week.
            let days = days_between(group.first_day, facts.today).max(7);
            Advice {
                tenths_of_members: group.times.saturating_mul(IN_VAIN * 7) / days,
                change: Change::Answer {
                    text: group.text.to_owned(),
                    others: group.texts - 1,
                    times: group.times,
                },
            }
        })
        .collect()
}

fn misunderstood(question: &str, tally: EntryTally) -> Option<Advice> {
    let is_telling = tally.not_helped >= TELLING
        && tally.not_helped.saturating_mul(MISUNDERSTOOD) >= tally.read();
    is_telling.then(|| Advice {
        change: Change::Sharpen {
            question: question.to_owned(),
            not_asked: tally.not_helped,
            read: tally.read(),
        },
        tenths_of_members: tally.not_helped.saturating_mul(IN_VAIN),
    })
}

fn hardly_answered(question: &str, tally: EntryTally) -> Option<Advice> {
    let is_telling = tally.suggested >= OFFERED_OFTEN && tally.suggested > tally.answered;
    is_telling.then(|| Advice {
        change: Change::TeachPhrasings {
            question: question.to_owned(),
            suggested: tally.suggested,
            answered: tally.answered,
        },
        tenths_of_members: tally.suggested.saturating_mul(HAD_TO_CHOOSE),
    })
}

fn overdue(review: &OverdueReview, by_entry: &BTreeMap<&str, EntryTally>) -> Advice {
    let tallies = review
        .entries
        .iter()
        .filter_map(|id| by_entry.get(id.as_str()));
    let read = tallies.fold(0_u64, |sum, tally| sum.saturating_add(tally.read()));
    Advice {
        change: Change::Review {
            title: review.title.clone(),
            due: review.due,
            read,
        },
        tenths_of_members: read.saturating_mul(READ_UNREVIEWED),
    }
}
