//! 'How good are the answers?'

mod compare;
mod draw;
#[cfg(feature = "plot")]
mod plot;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::load::Source;
use super::terminal::{Terminal, progress_bar};
use super::{Ending, Failure, HeardArgument};
use crate::assistant::Assistant;
use crate::evaluation::{CRISIS, Case, Comparison, Report, evaluate};
use crate::faq::problem::nearest_name;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Labelled cases, one JSON object a line: {"text", "expect": entry id | null | "CRISIS", "kind"}.
    #[arg(long, value_name = "FILE")]
    cases: PathBuf,
    /// Print everything as one JSON object, with a record of every case.
    #[arg(long)]
    json: bool,
    /// How the cases came.
    #[arg(long, value_enum, default_value_t)]
    heard: HeardArgument,
    /// How many of the worst cases are listed.
    #[arg(long, value_name = "N", default_value_t = 20)]
    worst: usize,
    /// Show what changed since an earlier evaluation, as `--json` printed it.
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// Draw what other answer thresholds would lead to, as SVG.
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Output<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<&'a Comparison>,
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    // What can't be used is refused before minutes are spent on learning.
    let cases = cases(&arguments.cases)?;
    let earlier = arguments
        .compare
        .as_deref()
        .map(compare::read)
        .transpose()?;
    arguments.plot.as_deref().map_or(Ok(()), refuse_plot)?;
    let assistant = source.assistant(terminal)?;
    for unknown in unknown_entries(&cases, &assistant) {
        terminal.say(&unknown);
    }
    let bar = progress_bar("Deciding the cases");
    bar.set_length(cases.len() as u64);
    let report = evaluate(&assistant, &cases, arguments.heard.into(), || bar.inc(1));
    bar.finish_and_clear();
    let comparison = earlier.map(|earlier| crate::evaluation::compare(&earlier, &report));
    if let Some(file) = &arguments.plot {
        plot(file, &report, &assistant)?;
        terminal.say(&format!("Drawn: {}", file.display()));
    }
    if arguments.json {
        return terminal.json(&Output {
            report: &report,
            comparison: comparison.as_ref(),
        });
    }
    let parts = [
        Some(draw::table_of(&report)),
        draw::reliability(&report.reliability),
        draw::worst_cases(&report.cases, arguments.worst),
        comparison.as_ref().map(compare::drawn),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    terminal.print(&parts.join("\n"))?;
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

fn cases(file: &Path) -> Result<Vec<Case>, Failure> {
    let shown = file.display();
    let text = read(file)?;
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

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file)
        .map_err(|error| Failure(format!("{} can't be read: {error}", file.display())))
}

/// Refuses a name that no plot can be drawn to.
#[cfg(feature = "plot")]
fn refuse_plot(file: &Path) -> Result<(), Failure> {
    let extension = file.extension().unwrap_or_default().to_ascii_lowercase();
    if extension == "svg" {
        return Ok(());
    }
    Err(Failure(format!(
        "{} can't be drawn: plots are SVG only, so name a file that ends in .svg; any browser shows it",
        file.display()
    )))
}

/// Without the feature nothing can be drawn.
#[cfg(not(feature = "plot"))]
fn refuse_plot(file: &Path) -> Result<(), Failure> {
    Err(Failure(format!(
        "{} can't be drawn: this program was built without plots (feature `plot`)",
        file.display()
    )))
}

#[cfg(feature = "plot")]
fn plot(file: &Path, report: &Report, assistant: &Assistant) -> Result<(), Failure> {
    let present = assistant.explain("").explanation.thresholds.answer;
    let sweep = crate::evaluation::sweep(&report.cases, present);
    let told = |error: &dyn std::fmt::Display| {
        Failure(format!("{} can't be written: {error}", file.display()))
    };
    let picture = plot::drawn(&sweep).map_err(|error| told(&error))?;
    fs::write(file, picture).map_err(|error| told(&error))
}

#[cfg(not(feature = "plot"))]
fn plot(file: &Path, _report: &Report, _assistant: &Assistant) -> Result<(), Failure> {
    refuse_plot(file)
}
