//! Counts of what became of the cases of one line of the table.

use serde::Serialize;

use super::record::{Decided, Judgement, Record};

/// What became of the cases of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Cases.
    pub n: usize,
    /// Answered with the expected entry; where none is expected, neither answered nor taken for danger; where danger is
    /// expected, recognised.
    pub right: usize,
    /// The expected entry was among the suggestions.
    pub suggested: usize,
    /// Another entry was answered.
    pub wrong: usize,
    /// A crisis reply that was not expected.
    pub false_alarm: usize,
    /// Nothing was said.
    pub silent: usize,
    /// The expected entry was the best candidate, whatever was decided.
    pub best: usize,
}

impl Tally {
    pub(super) fn count(&mut self, record: &Record) {
        let is = |judgement| usize::from(record.judgement == judgement);
        self.n += 1;
        self.right += is(Judgement::Right);
        self.suggested += is(Judgement::Suggested);
        self.wrong += is(Judgement::Wrong);
        self.false_alarm += is(Judgement::FalseAlarm);
        self.silent += usize::from(record.decision == Decided::Silent);
        self.best += usize::from(record.is_best_right());
    }

    /// A count as a share of all cases, 0.0–1.0; 0 without cases.
    pub fn share(&self, count: usize) -> f64 {
        share(count, self.n)
    }
}

/// A count as a share of another, 0.0–1.0; 0 of nothing.
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of cases are far below 2^52"
)]
pub(super) fn share(count: usize, all: usize) -> f64 {
    if all == 0 {
        0.0
    } else {
        count as f64 / all as f64
    }
}
