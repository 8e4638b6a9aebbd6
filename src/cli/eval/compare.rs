//! An earlier evaluation beside this one.

use std::path::Path;

use serde::Deserialize;

use super::draw::{counts, decided, expected, head, quoted};
use crate::cli::Failure;
use crate::cli::check::counted;
use crate::cli::terminal::table;
use crate::evaluation::{Comparison, LinePair, Record, RecordPair, Report};

/// What is needed of the output of `--json`: all else is counted again.
#[derive(Deserialize)]
struct Earlier {
    cases: Vec<Record>,
}

/// Reads what `--json` printed.
pub(super) fn read(file: &Path) -> Result<Report, Failure> {
    let earlier: Earlier = serde_json::from_str(&super::read(file)?).map_err(|error| {
        Failure(format!(
            "{} is no earlier evaluation ({error}): make one with `aftercare eval --cases FILE --json > OTHER.json`",
            file.display()
        ))
    })?;
    Ok(Report::of(earlier.cases))
}

/// The change of each count, then the cases whose judgement changed.
pub(super) fn drawn(comparison: &Comparison) -> String {
    let rows = comparison.lines.iter().map(changes);
    let rows: Vec<Vec<String>> = std::iter::once(head()).chain(rows).collect();
    [
        format!(
            "Changes since the earlier evaluation, in cases:\n{}",
            table(&rows)
        ),
        judged("Better", &comparison.better),
        judged("Worse", &comparison.worse),
        unmatched(comparison),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

fn changes(line: &LinePair) -> Vec<String> {
    let pairs = counts(&line.before).into_iter().zip(counts(&line.now));
    std::iter::once(line.name.clone())
        .chain(std::iter::once(change(line.before.n, line.now.n)))
        .chain(pairs.map(|(before, now)| change(before, now)))
        .collect()
}

fn change(before: usize, now: usize) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Less => format!("-{}", before - now),
        std::cmp::Ordering::Equal => "0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{}", now - before),
    }
}

fn judged(heading: &str, pairs: &[RecordPair]) -> String {
    let cases = counted(pairs.len(), "case", "cases");
    let shown: String = pairs.iter().map(pair).collect();
    let end = if pairs.is_empty() { "." } else { ":" };
    format!("{heading}: {cases}{end}\n{shown}")
}

fn pair(RecordPair { before, now }: &RecordPair) -> String {
    format!(
        "  {} → {}  {}: {} → {}, expected {}\n      {}\n",
        before.judgement,
        now.judgement,
        now.case.kind,
        decided(before),
        decided(now),
        expected(now),
        quoted(&now.case.text)
    )
}

fn unmatched(comparison: &Comparison) -> String {
    if comparison.only_before == 0 && comparison.only_now == 0 {
        return String::new();
    }
    format!(
        "Not compared: {} of the earlier evaluation only, {} of this one only.\n",
        counted(comparison.only_before, "case", "cases"),
        counted(comparison.only_now, "case", "cases")
    )
}
