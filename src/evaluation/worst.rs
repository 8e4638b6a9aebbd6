//! The cases to look at first.

use super::case::Expected;
use super::record::{Judgement, Record};

/// What went badly, the worst first: wrong answers, false alarms, missed danger, expected entries not even suggested;
/// among each, what the bot was surest of comes first.
pub fn worst(records: &[Record]) -> Vec<&Record> {
    let mut bad: Vec<(usize, &Record)> = records
        .iter()
        .filter_map(|record| Some((badness(record)?, record)))
        .collect();
    bad.sort_by(|(a, one), (b, other)| a.cmp(b).then(other.confidence.total_cmp(&one.confidence)));
    bad.into_iter().map(|(_, record)| record).collect()
}

/// 0 is the worst; nothing for what needs no look.
fn badness(record: &Record) -> Option<usize> {
    match record.judgement {
        Judgement::Wrong => Some(0),
        Judgement::FalseAlarm => Some(1),
        Judgement::Missed if record.case.expected() == Expected::Danger => Some(2),
        Judgement::Missed => Some(3),
        Judgement::Suggested | Judgement::Right => None,
    }
}
