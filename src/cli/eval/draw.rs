//! The report as people read it.

use crate::cli::terminal::{one_line, table};
use crate::evaluation::{CaseText, Decided, Record, Reliability, Report, Tally, worst};

/// Characters of a case's text that are shown.
const SHOWN_TEXT: usize = 90;

/// The heads of the table's columns of counts.
pub(super) const COUNTS: [&str; 6] = [
    "right",
    "suggested",
    "wrong",
    "false alarm",
    "silent",
    "best",
];

/// The counts under [`COUNTS`].
pub(super) fn counts(tally: &Tally) -> [usize; COUNTS.len()] {
    [
        tally.right,
        tally.suggested,
        tally.wrong,
        tally.false_alarm,
        tally.silent,
        tally.best,
    ]
}

/// The head of a table of tallies.
pub(super) fn head() -> Vec<String> {
    ["kind", "n"]
        .into_iter()
        .chain(COUNTS)
        .map(str::to_owned)
        .collect()
}

/// One line a kind, then the sums.
pub(super) fn table_of(report: &Report) -> String {
    let lines = report.lines();
    let rows = lines.iter().map(|(name, tally)| {
        let shares = counts(tally).map(|count| format!("{:.3}", tally.share(count)));
        [name.clone(), tally.n.to_string()]
            .into_iter()
            .chain(shares)
            .collect()
    });
    let rows: Vec<Vec<String>> = std::iter::once(head()).chain(rows).collect();
    table(&rows)
}

/// How far confidence can be trusted; nothing where nothing was answered.
pub(super) fn reliability(reliability: &Reliability) -> Option<String> {
    let error = reliability.expected_calibration_error?;
    let head = ["confidence", "answers", "mean", "right"];
    let share =
        |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
    let rows = reliability.bins.iter().map(|bin| {
        let range = if bin.from > 0.0 {
            format!("{:.1} to {:.1}", bin.from, bin.to)
        } else {
            format!("below {:.1}", bin.to)
        };
        let (mean, right) = (share(bin.mean_confidence), share(bin.share_right));
        vec![range, bin.n.to_string(), mean, right]
    });
    let rows: Vec<Vec<String>> = std::iter::once(head.map(str::to_owned).to_vec())
        .chain(rows)
        .collect();
    Some(format!(
        "Answers by confidence:\n{}expected calibration error: {error:.3}\n",
        table(&rows)
    ))
}

/// The worst cases, at most so many; nothing where none is bad or none is wanted.
pub(super) fn worst_cases(records: &[Record], most: usize) -> Option<String> {
    let worst = worst(records);
    if worst.is_empty() || most == 0 {
        return None;
    }
    let shown: String = worst.iter().take(most).map(|record| bad(record)).collect();
    let of_how_many = if worst.len() > most {
        format!(
            " ({most} of {}; --worst {} lists all)",
            worst.len(),
            worst.len()
        )
    } else {
        String::new()
    };
    Some(format!("Worst cases{of_how_many}:\n{shown}"))
}

/// One bad case: what happened in one line, the text in another.
fn bad(record: &Record) -> String {
    format!(
        "  {:<11}  {:.2}  {}: {}, expected {}\n      {}\n",
        record.judgement.to_string(),
        record.confidence,
        record.case.kind,
        decided(record),
        expected(record),
        quoted(&record.case.text)
    )
}

/// What was decided, with the ids it is about.
pub(super) fn decided(record: &Record) -> String {
    let about = match record.decision {
        Decided::Suggest => record.suggestions.join(", "),
        _ => record.id.clone().unwrap_or_default(),
    };
    format!("{} {about}", record.decision).trim_end().to_owned()
}

/// What was expected.
pub(super) fn expected(record: &Record) -> &str {
    record.case.expect.as_deref().unwrap_or("no entry")
}

/// A case's text in one line.
pub(super) fn quoted(text: &CaseText) -> String {
    format!("“{}”", one_line(&text.text(), SHOWN_TEXT))
}
