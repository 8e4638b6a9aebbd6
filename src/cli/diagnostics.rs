//! Draws problems as a good compiler does: the line, the place in it, and the mend.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::faq::folder::SourceFile;
use crate::faq::{Place, Problem, Severity};

/// All problems, drawn one below the other, in colour where the output can show it.
pub(super) fn drawn(problems: &[Problem], files: &[SourceFile]) -> String {
    let renderer = Renderer::styled();
    problems
        .iter()
        .map(|problem| renderer.render(&report(problem, files)) + "\n\n")
        .collect()
}

fn report<'a>(problem: &'a Problem, files: &'a [SourceFile]) -> Vec<Group<'a>> {
    let level = match problem.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group =
        level
            .primary_title(problem.message())
            .element(snippet(&problem.place, files, None));
    if let Some(first) = problem.first() {
        group = group.element(snippet(first, files, Some("first here")));
    }
    vec![group.element(Level::HELP.message(problem.help()))]
}

/// The line of a place; only the file's name where the whole file is meant.
fn snippet<'a>(
    place: &'a Place,
    files: &'a [SourceFile],
    label: Option<&'a str>,
) -> Snippet<'a, Annotation<'a>> {
    let file = files.iter().find(|file| file.name == place.file);
    let text = file.map_or("", |file| &file.text);
    let kind = if label.is_some() {
        AnnotationKind::Context
    } else {
        AnnotationKind::Primary
    };
    Snippet::source(text)
        .path(&*place.file)
        .annotation(kind.span(first_line(text, place)).label(label))
}

/// The part of a place on its first line: a long answer need not be drawn whole.
fn first_line(text: &str, place: &Place) -> std::ops::Range<usize> {
    let marked = text.get(place.span.clone()).unwrap_or_default();
    let line = marked.lines().next().unwrap_or_default();
    place.span.start..place.span.start + line.len()
}

/// A problem as `check --json` prints it. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct JsonProblem<'a> {
    severity: Severity,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: String,
}

/// What `check --json` prints.
#[derive(Serialize)]
pub(super) struct JsonReport<'a> {
    problems: Vec<JsonProblem<'a>>,
}

pub(super) fn as_json<'a>(problems: &'a [Problem], files: &[SourceFile]) -> JsonReport<'a> {
    let problems = problems.iter().map(|problem| {
        let file = files.iter().find(|file| file.name == problem.place.file);
        let at = |byte| file.map_or((1, 1), |file| file.line_and_column(byte));
        let (line, column) = at(problem.place.span.start);
        let (end_line, end_column) = at(problem.place.span.end);
        JsonProblem {
            severity: problem.severity(),
            file: &problem.place.file,
            line,
            column,
            end_line,
            end_column,
            message: problem.message(),
            help: problem.help(),
        }
    });
    JsonReport {
        problems: problems.collect(),
    }
}
