//! What a change of the FAQ or of the program did: two evaluations side by side.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::case::Case;
use super::record::Record;
use super::{Report, Tally};

/// An earlier evaluation and this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The lines of both tables.
    pub lines: Vec<LinePair>,
    /// Cases that are judged better now.
    pub better: Vec<RecordPair>,
    /// Cases that are judged worse now.
    pub worse: Vec<RecordPair>,
    /// How many cases only the earlier evaluation had.
    pub only_before: usize,
    /// How many cases only this one has.
    pub only_now: usize,
}

/// One line of the table, twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinePair {
    /// The line's name.
    pub name: String,
    /// Its counts before; zeros where it wasn't there.
    pub before: Tally,
    /// Its counts now; zeros where it is gone.
    pub now: Tally,
}

/// One case, judged twice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordPair {
    /// What became of it before.
    pub before: Record,
    /// What becomes of it now.
    pub now: Record,
}

/// Compares two evaluations. A case is the same when its text, kind and expectation are; of twins the first is compared
/// with the first.
pub fn compare(before: &Report, now: &Report) -> Comparison {
    let mut earlier: HashMap<&Case, Vec<&Record>> = HashMap::new();
    for record in before.cases.iter().rev() {
        earlier.entry(&record.case).or_default().push(record);
    }
    let mut pairs = Vec::new();
    let mut only_now = 0;
    for record in &now.cases {
        match earlier.get_mut(&record.case).and_then(Vec::pop) {
            Some(earlier) => pairs.push((earlier, record)),
            None => only_now += 1,
        }
    }
    let changed = |is_change: fn(&Record, &Record) -> bool| {
        let changed = pairs.iter().filter(|(before, now)| is_change(before, now));
        changed
            .map(|&(before, now)| RecordPair {
                before: before.clone(),
                now: now.clone(),
            })
            .collect()
    };
    Comparison {
        lines: lines(before, now),
        better: changed(|before, now| now.judgement > before.judgement),
        worse: changed(|before, now| now.judgement < before.judgement),
        only_before: earlier.values().map(Vec::len).sum(),
        only_now,
    }
}

fn lines(before: &Report, now: &Report) -> Vec<LinePair> {
    let earlier: BTreeMap<_, _> = before.lines().into_iter().collect();
    let present: BTreeMap<_, _> = now.lines().into_iter().collect();
    // Sums come last although `=` sorts before letters.
    let mut names: Vec<&String> = earlier.keys().chain(present.keys()).collect();
    names.sort_by_key(|name| (sum_place(name), *name));
    names.dedup();
    let count =
        |lines: &BTreeMap<String, Tally>, name| lines.get(name).copied().unwrap_or_default();
    names
        .into_iter()
        .map(|name| LinePair {
            before: count(&earlier, name),
            now: count(&present, name),
            name: name.clone(),
        })
        .collect()
}

/// 0 for a kind; the sums in the table's order after them.
fn sum_place(name: &str) -> usize {
    let place = super::SUMS.iter().position(|sum| *sum == name);
    place.map_or(0, |place| place + 1)
}
