//! What would another answer threshold do? Risk over coverage, for every threshold at once.

use serde::Serialize;

use super::case::Expected;
use super::record::{Decided, Record};
use super::tally::share;

/// What an answer threshold leads to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Entries are answered from this confidence on, 0.0–1.0.
    pub threshold: f64,
    /// Share of the questions which an entry answers that are answered rightly, 0.0–1.0.
    pub coverage: f64,
    /// Share of all answers that are wrong, 0.0–1.0; 0 where nothing is answered.
    pub risk: f64,
}

/// Every threshold that makes a difference, and the present one.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// From the strictest threshold, at which nothing is answered, to the most lenient.
    pub points: Vec<Point>,
    /// Where the bot stands.
    pub present: Point,
}

/// An entry that would be answered from a confidence on.
#[derive(Debug, Clone, Copy)]
struct Answerable {
    confidence: f64,
    is_right: bool,
}

/// Sweeps the answer threshold over all cases but those of danger.
///
/// Counted as answered is only what the threshold decides on: not a case in which a crisis reply or a referral goes
/// before, and not one that the bot leaves alone today although its confidence passes the present threshold.
pub fn sweep(records: &[Record], present: f64) -> Sweep {
    let mut answerable: Vec<Answerable> = records
        .iter()
        .filter_map(|record| answerable_at(record, present))
        .collect();
    answerable.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let in_scope = records
        .iter()
        .filter(|record| record.case.expected() == Expected::Entry)
        .count();
    let mut points = vec![point(1.0, &[], in_scope)];
    for (place, answer) in (1..).zip(&answerable) {
        let is_last_of_its_confidence = answerable
            .get(place)
            .is_none_or(|next| next.confidence < answer.confidence);
        if is_last_of_its_confidence {
            points.push(point(answer.confidence, &answerable[..place], in_scope));
        }
    }
    let answered_now = answerable.partition_point(|answer| answer.confidence >= present);
    Sweep {
        points,
        present: point(present, &answerable[..answered_now], in_scope),
    }
}

fn answerable_at(record: &Record, present: f64) -> Option<Answerable> {
    let best = record.best.as_ref()?;
    let is_case = record.case.expected() != Expected::Danger;
    let leads = record.decision != Decided::Crisis && best.confidence >= record.confidence;
    let is_left_alone = record.decision != Decided::Answer && best.confidence >= present;
    (is_case && leads && !is_left_alone).then(|| Answerable {
        confidence: best.confidence,
        is_right: record.is_best_right(),
    })
}

fn point(threshold: f64, answered: &[Answerable], in_scope: usize) -> Point {
    let right = answered.iter().filter(|answer| answer.is_right).count();
    Point {
        threshold,
        coverage: share(right, in_scope),
        risk: share(answered.len() - right, answered.len()),
    }
}
