//! 'Answer this one question', for people and for scripts.

use std::io::{self, BufRead};

use serde::Serialize;

use super::load::Source;
use super::terminal::Terminal;
use super::{Ending, Failure, HeardArgument};
use crate::assistant::{Assistant, Outcome, Question};
use crate::reply::Voice;
use crate::settings::Clinic;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The question; `-` reads one a line (as it is, or as a JSON string) and answers one a line.
    question: String,
    /// Print the decision as one JSON object a question.
    #[arg(long)]
    json: bool,
    /// How the question came.
    #[arg(long, value_enum, default_value_t)]
    heard: HeardArgument,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    decision: &'static str,
    entry: Option<&'a str>,
    confidence: f64,
    candidates: Vec<Candidate<'a>>,
    reply: String,
}

#[derive(Serialize)]
struct Candidate<'a> {
    entry: &'a str,
    confidence: f64,
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let clinic = source.settings()?.clinic;
    let assistant = source.assistant(terminal)?;
    if arguments.question != "-" {
        let text = answer(&arguments.question, arguments, &assistant, &clinic);
        terminal.print(&text)?;
        return Ok(Ending::Fine);
    }
    for line in io::stdin().lock().split(b'\n') {
        let line =
            line.map_err(|error| Failure(format!("the questions can't be read: {error}")))?;
        let line = String::from_utf8_lossy(&line);
        let line = line.strip_suffix('\r').unwrap_or(&line);
        let question = serde_json::from_str::<String>(line).unwrap_or_else(|_| line.to_owned());
        let text = answer(&question, arguments, &assistant, &clinic);
        terminal.print(&one_line(&text))?;
    }
    Ok(Ending::Fine)
}

fn answer(text: &str, arguments: &Arguments, assistant: &Assistant, clinic: &Clinic) -> String {
    let today = crate::clock::today();
    let heard = arguments.heard.into();
    let outcome = assistant.decide(Question { text, heard });
    let outcome = outcome.as_of(assistant.library(), heard, today);
    let voice = Voice {
        library: assistant.library(),
        clinic,
        language: outcome.language,
        today,
    };
    let reply = voice
        .reply(&outcome)
        .map(|reply| reply.plain_text())
        .unwrap_or_default();
    if arguments.json {
        json(&outcome, reply)
    } else {
        reply
    }
}

fn json(outcome: &Outcome, reply: String) -> String {
    let candidates = outcome.candidates.iter();
    let answer = Answer {
        decision: outcome.decision.name(),
        entry: outcome.decision.id().map(crate::faq::Id::as_str),
        confidence: outcome.confidence,
        candidates: candidates
            .map(|c| Candidate {
                entry: c.entry.as_str(),
                confidence: c.confidence,
            })
            .collect(),
        reply,
    };
    // Strings and finite numbers always have a JSON form.
    serde_json::to_string(&answer).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
