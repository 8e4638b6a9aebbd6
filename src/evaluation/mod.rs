//! How good are the answers? Counts what an assistant decides on labelled cases. Pure.
//!
//! One [`Record`] a case holds all that was decided; everything else is made from records alone, so an evaluation that
//! was written down can be read again and compared: the table ([`Report`]), how far confidence can be trusted
//! ([`Reliability`]), the [`worst`] cases, the difference between two evaluations ([`compare`]), and what another
//! threshold would do ([`sweep`]).

mod case;
mod compare;
mod record;
mod reliability;
mod sweep;
mod tally;
#[cfg(test)]
mod tests;
mod worst;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::assistant::{Assistant, Heard};

pub use case::{CRISIS, Case, CaseText, Expected};
pub use compare::{Comparison, LinePair, RecordPair, compare};
pub use record::{Best, Decided, Judgement, Record};
pub use reliability::{Bin, Reliability};
pub use sweep::{Point, Sweep, sweep};
pub use tally::Tally;
pub use worst::worst;

/// The names of the table's sums, in its order: an entry answers, none does, danger, all.
const SUMS: [&str; 4] = [
    "= an entry answers",
    "= no entry answers",
    "= danger",
    "= all",
];

/// The tallies by kind, and summed by what was expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// By kind, in the order of the alphabet; a kind that has both is split into what an entry answers and what none does.
    pub kinds: BTreeMap<String, Tally>,
    /// Cases that an entry answers.
    pub in_scope: Tally,
    /// Cases that no entry answers.
    pub out_of_scope: Tally,
    /// Cases of danger.
    pub danger: Tally,
    /// All cases.
    pub all: Tally,
    /// The answers that were given, by how sure they were.
    pub reliability: Reliability,
    /// Every case, in the order of the file.
    pub cases: Vec<Record>,
}

/// Decides on every case, as if it had been heard in this way, on all cores; `done` is called after each.
pub fn evaluate(
    assistant: &Assistant,
    cases: &[Case],
    heard: Heard,
    done: impl Fn() + Sync,
) -> Report {
    let decide = |case| {
        let record = Record::of(assistant, case, heard);
        done();
        record
    };
    Report::of(cases.par_iter().map(decide).collect())
}

impl Report {
    /// Counts what was decided.
    pub fn of(cases: Vec<Record>) -> Self {
        let mut report = Self {
            kinds: BTreeMap::new(),
            in_scope: Tally::default(),
            out_of_scope: Tally::default(),
            danger: Tally::default(),
            all: Tally::default(),
            reliability: Reliability::of(&cases),
            cases: Vec::new(),
        };
        for record in &cases {
            let kind = report.kinds.entry(record.case.line()).or_default();
            kind.count(record);
            report.all.count(record);
            let sum = match record.case.expected() {
                Expected::Entry => &mut report.in_scope,
                Expected::NoEntry => &mut report.out_of_scope,
                Expected::Danger => &mut report.danger,
            };
            sum.count(record);
        }
        report.cases = cases;
        report
    }

    /// The table's lines: the kinds, then the sums of what there is.
    pub fn lines(&self) -> Vec<(String, Tally)> {
        let tallies = [self.in_scope, self.out_of_scope, self.danger, self.all];
        let sums = SUMS
            .into_iter()
            .zip(tallies)
            .filter(|(_, tally)| tally.n > 0)
            .map(|(name, tally)| (name.to_owned(), tally));
        let kinds = self
            .kinds
            .iter()
            .map(|(kind, tally)| (kind.clone(), *tally));
        kinds.chain(sums).collect()
    }
}
