//! 'How good are the answers?'

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::load::Source;
use super::terminal::{Terminal, table};
use super::{Ending, Failure, HeardArgument};
use crate::assistant::Assistant;
use crate::evaluation::{CRISIS, Case, Report, Tally, evaluate};
use crate::faq::problem::nearest_name;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Labelled cases, one JSON object a line: {"text", "expect": entry id | null | "CRISIS", "kind"}.
    #[arg(long, value_name = "FILE")]
    cases: PathBuf,
    /// Print the table as one JSON object.
    #[arg(long)]
    json: bool,
    /// How the cases came.
    #[arg(long, value_enum, default_value_t)]
    heard: HeardArgument,
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let cases = cases(arguments)?;
    let assistant = source.assistant(terminal)?;
    for unknown in unknown_entries(&cases, &assistant) {
        terminal.say(&unknown);
    }
    let report = evaluate(&assistant, &cases, arguments.heard.into());
    if arguments.json {
        return terminal.json(&report);
    }
    terminal.print(&drawn(&report))?;
    Ok(Ending::Fine)
}

/// A sentence for each id that cases expect and the FAQ doesn't have: they can only count as not right.
fn unknown_entries(cases: &[Case], assistant: &Assistant) -> Vec<String> {
    let entries = &assistant.library().entries;
    let known: Vec<&str> = entries
        .iter()
        .map(|entry| entry.id.value.as_str())
        .collect();
    let expected: BTreeSet<&str> = cases
        .iter()
        .filter_map(|case| case.expect.as_deref())
        .collect();
    let unknown = expected
        .into_iter()
        .filter(|id| *id != CRISIS && !known.contains(id));
    unknown
        .map(|id| match nearest_name(id, known.iter().copied()) {
            Some(nearest) => {
                format!("cases expect `{id}`, which is no entry; did you mean `{nearest}`?")
            }
            None => format!("cases expect `{id}`, which is no entry"),
        })
        .collect()
}

fn cases(arguments: &Arguments) -> Result<Vec<Case>, Failure> {
    let shown = arguments.cases.display();
    let text = fs::read_to_string(&arguments.cases)
        .map_err(|error| Failure(format!("{shown} can't be read: {error}")))?;
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line)
                .map_err(|error| Failure(format!("{shown}, line {number}: {error}")))
        })
        .collect()
}

fn drawn(report: &Report) -> String {
    let head = [
        "kind",
        "n",
        "right",
        "suggested",
        "wrong",
        "false alarm",
        "silent",
        "best",
    ];
    let sums = [
        ("= an entry answers", &report.in_scope),
        ("= no entry answers", &report.out_of_scope),
        ("= danger", &report.danger),
        ("= all", &report.all),
    ];
    let kinds = report.kinds.iter().map(|(kind, tally)| row(kind, tally));
    let sums = sums
        .into_iter()
        .filter(|(_, tally)| tally.n > 0)
        .map(|(name, tally)| row(name, tally));
    let rows: Vec<_> = std::iter::once(head.map(str::to_owned).to_vec())
        .chain(kinds)
        .chain(sums)
        .collect();
    table(&rows)
}

fn row(name: &str, tally: &Tally) -> Vec<String> {
    let share = |count| format!("{:.3}", tally.share(count));
    let counts = [
        tally.right,
        tally.suggested,
        tally.wrong,
        tally.false_alarm,
        tally.silent,
        tally.best,
    ];
    [name.to_owned(), tally.n.to_string()]
        .into_iter()
        .chain(counts.map(share))
        .collect()
}
