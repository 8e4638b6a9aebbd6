//! Answer quality beside simpler ways: `cargo bench --bench answers` prints one table a set of labelled questions.
//!
//! The clinic's own development cases are always measured. The public sets (BANKING77, CLINC150) are no part of the
//! project; they are measured where they lie beside it, in `../shared/bench`.

mod bm25;
mod measure;
mod methods;
mod nearest_spelling;
mod sets;
mod tfidf;

use std::io::{self, Write};

use measure::Measured;
use methods::{Method, methods};
use sets::Set;

fn main() -> io::Result<()> {
    let mut out = io::stdout();
    for set in sets::all() {
        match set {
            Ok(set) => print_set(&mut out, &set)?,
            Err(absent) => writeln!(out, "{absent}\n")?,
        }
    }
    writeln!(
        out,
        "best: share of the questions that an entry answers whose best candidate is that entry.\n\
         at 5%, at 1%: share of them answered rightly when so many of the uncovered questions are answered.\n\
         Only Aftercare learns from what is not for the bot. A score decides for the other ways, confidence for it."
    )
}

/// One line a method, as soon as it is measured: the slow ones take minutes.
fn print_set(out: &mut impl Write, set: &Set) -> io::Result<()> {
    let (covered, uncovered) = set.counts();
    let head = ["best", "at 5%", "at 1%", "ms each"].map(|name| format!("{name:>8}"));
    writeln!(
        out,
        "{}: {covered} questions that an entry answers, {uncovered} that none does",
        set.name
    )?;
    writeln!(out, "{:<42}{}", "method", head.concat())?;
    for (name, learn) in methods() {
        match learn(&set.library) {
            Ok(method) => print_line(out, &name, &measured(set, method.as_ref()))?,
            Err(failure) => writeln!(out, "{name:<42}  {failure}")?,
        }
    }
    writeln!(out)
}

fn measured(set: &Set, method: &dyn Method) -> Measured {
    measure::measure(&set.questions, |text| method.best(text))
}

fn print_line(out: &mut impl Write, name: &str, measured: &Measured) -> io::Result<()> {
    let share =
        |share: Option<f64>| share.map_or_else(|| "-".into(), |share| format!("{share:.3}"));
    writeln!(
        out,
        "{name:<42}{:>8}{:>8}{:>8}{:>8.2}",
        share(measured.best),
        share(measured.right_at_5_percent),
        share(measured.right_at_1_percent),
        measured.milliseconds
    )
}
