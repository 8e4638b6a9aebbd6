//! Sums of a week: of all questions, and of each entry.

use std::collections::BTreeMap;

use super::facts::{Facts, FeedbackCount, Outcome, OutcomeCount};
use super::week::Week;

/// How many questions of a week came to what. Those of people who may be in danger are not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// An entry answered.
    pub answered: u64,
    /// Entries were offered.
    pub suggested: u64,
    /// Left to the clinic.
    pub referred: u64,
    /// Nothing fitted.
    pub not_answered: u64,
}

/// A week and its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekAsked {
    /// Which.
    pub week: Week,
    /// How many.
    pub asked: Asked,
}

/// What became of one entry in a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct EntryTally {
    pub(super) answered: u64,
    /// Offered first, and not given at once.
    pub(super) suggested: u64,
    pub(super) helped: u64,
    pub(super) not_helped: u64,
}

impl Asked {
    /// All of them.
    pub fn in_all(&self) -> u64 {
        self.numbers().into_iter().fold(0, u64::saturating_add)
    }

    /// Answered, suggested, referred and not answered, in this order.
    pub(super) fn numbers(&self) -> [u64; 4] {
        [
            self.answered,
            self.suggested,
            self.referred,
            self.not_answered,
        ]
    }

    /// A week's questions.
    pub(super) fn in_week(outcomes: &[OutcomeCount], week: &Week) -> Self {
        let sum = |outcome| in_week(outcomes, week, outcome);
        Self {
            answered: sum(Outcome::Answered),
            suggested: sum(Outcome::Suggested),
            referred: sum(Outcome::Referred),
            not_answered: sum(Outcome::NotAnswered),
        }
    }
}

impl EntryTally {
    /// How often members read its answer: at least as often as they judged it, since one who chose it among suggestions
    /// may judge it, too.
    pub(super) fn read(&self) -> u64 {
        let judged = self.helped.saturating_add(self.not_helped);
        self.answered.max(judged)
    }
}

/// How often something was decided in a week.
pub(super) fn in_week(outcomes: &[OutcomeCount], week: &Week, outcome: Outcome) -> u64 {
    let fits = |count: &&OutcomeCount| count.outcome == outcome && week.contains(count.day);
    let times = outcomes.iter().filter(fits).map(|count| count.times);
    times.fold(0, u64::saturating_add)
}

/// A week's feedback.
pub(super) fn feedback_in<'a>(
    feedback: &'a [FeedbackCount],
    week: &'a Week,
) -> impl Iterator<Item = &'a FeedbackCount> {
    feedback.iter().filter(|count| week.contains(count.day))
}

/// What became of each known entry in a week, by its id.
pub(super) fn by_entry<'a>(facts: &'a Facts, week: &Week) -> BTreeMap<&'a str, EntryTally> {
    let known = facts.entries.iter();
    let mut tallies: BTreeMap<&str, EntryTally> = known
        .map(|entry| (entry.id.as_str(), EntryTally::default()))
        .collect();
    for count in facts
        .outcomes
        .iter()
        .filter(|count| week.contains(count.day))
    {
        let entry = count.entry.as_deref().unwrap_or_default();
        let Some(tally) = tallies.get_mut(entry) else {
            continue;
        };
        match count.outcome {
            Outcome::Answered => add(&mut tally.answered, count.times),
            Outcome::Suggested => add(&mut tally.suggested, count.times),
            Outcome::Referred | Outcome::NotAnswered | Outcome::Crisis => {}
        }
    }
    for count in feedback_in(&facts.feedback, week) {
        if let Some(tally) = tallies.get_mut(count.entry.as_str()) {
            add(&mut tally.helped, count.helped);
            add(&mut tally.not_helped, count.not_helped);
        }
    }
    tallies
}

fn add(sum: &mut u64, more: u64) {
    *sum = sum.saturating_add(more);
}
