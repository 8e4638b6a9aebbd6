//! Does a confidence of 0.8 mean that eight answers of ten are right?

use serde::Serialize;

use super::record::{Decided, Judgement, Record};
use super::tally::share;

/// Where the bins begin. Answers are rarely given below 0.6, so all those are one.
const BIN_STARTS: [f64; 5] = [0.0, 0.6, 0.7, 0.8, 0.9];

/// The answers that were given, by how sure they were.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// All bins, the least sure first, empty ones included.
    pub bins: Vec<Bin>,
    /// Mean distance between the confidence and the share right of a bin, weighted by the bins' answers, 0.0–1.0;
    /// nothing without an answer.
    pub expected_calibration_error: Option<f64>,
}

/// The answers with a confidence from `from` up to, but not including, `to`; the last bin includes 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Its lower end.
    pub from: f64,
    /// Its upper end.
    pub to: f64,
    /// Answers.
    pub n: usize,
    /// Their mean confidence, 0.0–1.0; nothing without an answer.
    pub mean_confidence: Option<f64>,
    /// The share of them that was right, 0.0–1.0; nothing without an answer.
    pub share_right: Option<f64>,
}

impl Reliability {
    /// Of the cases that were answered.
    pub(super) fn of(records: &[Record]) -> Self {
        let answers: Vec<&Record> = records
            .iter()
            .filter(|record| record.decision == Decided::Answer)
            .collect();
        let ends = BIN_STARTS.iter().skip(1).copied().chain([1.0]);
        let bins: Vec<Bin> = BIN_STARTS
            .iter()
            .zip(ends)
            .map(|(&from, to)| Bin::of(from, to, &answers))
            .collect();
        let gap = |bin: &Bin| {
            let gap = (bin.mean_confidence? - bin.share_right?).abs();
            Some(gap * share(bin.n, answers.len()))
        };
        Self {
            expected_calibration_error: (!answers.is_empty())
                .then(|| bins.iter().filter_map(gap).sum()),
            bins,
        }
    }
}

impl Bin {
    fn of(from: f64, to: f64, answers: &[&Record]) -> Self {
        let is_last = to >= 1.0;
        let inside: Vec<&&Record> = answers
            .iter()
            .filter(|answer| answer.confidence >= from && (is_last || answer.confidence < to))
            .collect();
        let n = inside.len();
        let right = inside
            .iter()
            .filter(|answer| answer.judgement == Judgement::Right);
        let confidence: f64 = inside.iter().map(|answer| answer.confidence).sum();
        Self {
            from,
            to,
            n,
            mean_confidence: (n > 0).then(|| confidence * share(1, n)),
            share_right: (n > 0).then(|| share(right.count(), n)),
        }
    }
}
