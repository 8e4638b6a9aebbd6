//! 'Let me talk to it': the FAQ in a terminal, as a member would meet it.
//!
//! With a person at both ends there is line editing, and the history lasts as long as the talk: nothing that is asked is
//! written down. Piped lines are answered one after the other.

use std::io::{self, BufRead};

use anstyle::{AnsiColor, Style};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::load::Source;
use super::terminal::Terminal;
use super::{Ending, Failure};
use crate::assistant::{Assistant, Decision, Heard, Question};
use crate::faq::Id;
use crate::language::Language;
use crate::reply::{Next, Reply, Voice};
use crate::settings::Clinic;

const TITLE: Style = Style::new().bold();
const ASIDE: Style = AnsiColor::BrightBlack.on_default();
/// Longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
const LEAVE: [&str; 4] = ["exit", "quit", "bye", ":q"];

/// One talk: what was learned, and what the last reply offered.
struct Chat<'a> {
    assistant: &'a Assistant,
    clinic: &'a Clinic,
    offered: Vec<Id>,
    /// The entry that was answered last, which the next question may follow up.
    answered: Option<Id>,
    /// The last question's.
    language: Language,
    /// Columns to wrap at; piped output is not wrapped.
    width: Option<usize>,
}

pub(super) fn run(source: &Source<'_>, terminal: &mut Terminal) -> Result<Ending, Failure> {
    let clinic = source.settings()?.clinic;
    let assistant = source.assistant(terminal)?;
    let is_interactive = Terminal::is_interactive();
    let mut chat = Chat {
        assistant: &assistant,
        clinic: &clinic,
        offered: Vec::new(),
        answered: None,
        language: Language::English,
        width: is_interactive.then(|| textwrap::termwidth().min(WIDEST)),
    };
    if is_interactive {
        chat.talk(terminal)
    } else {
        chat.answer_lines(terminal)
    }
}

impl Chat<'_> {
    fn talk(&mut self, terminal: &mut Terminal) -> Result<Ending, Failure> {
        terminal
            .say("Ask anything, as a member would. Ctrl-D ends the talk; nothing is written down.");
        let mut editor = DefaultEditor::new()
            .map_err(|error| Failure(format!("no line editing here: {error}")))?;
        loop {
            match editor.readline("you> ") {
                Ok(line) if LEAVE.contains(&line.trim()) => return Ok(Ending::Fine),
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => {
                    // Only refuses what is already in the history.
                    let _ = editor.add_history_entry(&line);
                    self.answer_line(&line, terminal)?;
                }
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(Ending::Fine),
                Err(error) => return Err(Failure(format!("the terminal can't be read: {error}"))),
            }
        }
    }

    fn answer_lines(&mut self, terminal: &mut Terminal) -> Result<Ending, Failure> {
        for line in io::stdin().lock().split(b'\n') {
            let line =
                line.map_err(|error| Failure(format!("the questions can't be read: {error}")))?;
            let line = String::from_utf8_lossy(&line);
            if !line.trim().is_empty() {
                self.answer_line(&line, terminal)?;
            }
        }
        Ok(Ending::Fine)
    }

    fn answer_line(&mut self, line: &str, terminal: &mut Terminal) -> Result<(), Failure> {
        let (reply, language) = self.reply(line.trim());
        self.language = language;
        self.offered = reply
            .choices
            .iter()
            .map(|choice| choice.entry.clone())
            .collect();
        let mut text = drawn(&reply);
        if let Some(width) = self.width {
            text = textwrap::fill(&text, width);
        }
        terminal.print(&text)?;
        terminal.print("")
    }

    /// The reply to a question, or to the number of one that was just offered, and its language.
    fn reply(&mut self, line: &str) -> (Reply, Language) {
        let chosen = line
            .parse::<usize>()
            .ok()
            .and_then(|number| self.offered.get(number.checked_sub(1)?));
        if let Some(entry) = chosen.and_then(|id| self.assistant.library().entry(id)) {
            let reply = self.voice(self.language).answer(entry);
            if matches!(reply.next, Next::Judge { .. }) {
                self.answered = Some(entry.id.value.clone());
            }
            return (reply, self.language);
        }
        let question = Question {
            text: line,
            heard: Heard::Addressed,
        };
        let outcome = match &self.answered {
            Some(previous) => self.assistant.follow_up(question, previous),
            None => self.assistant.decide(question),
        };
        let today = crate::clock::today();
        let outcome = outcome.as_of(self.assistant.library(), question.heard, today);
        if let Decision::Answer(entry) = &outcome.decision {
            self.answered = Some(entry.clone());
        }
        let voice = self.voice(outcome.language);
        // An addressed question is never met with silence.
        let reply = voice.reply(&outcome);
        (reply.unwrap_or_else(|| voice.greeting()), outcome.language)
    }

    fn voice(&self, language: Language) -> Voice<'_> {
        Voice {
            library: self.assistant.library(),
            clinic: self.clinic,
            language,
            today: crate::clock::today(),
        }
    }
}

/// A reply for the terminal: bold title, numbered choices, the source set back.
fn drawn(reply: &Reply) -> String {
    let mut parts = Vec::new();
    parts.extend(
        reply
            .title
            .iter()
            .map(|title| format!("{TITLE}{title}{TITLE:#}")),
    );
    parts.push(reply.text.clone());
    parts.extend(reply.help.clone());
    if !reply.choices.is_empty() {
        let numbered = (1..)
            .zip(&reply.choices)
            .map(|(n, choice)| format!("\n  {n}  {}", choice.question));
        parts.push(format!(
            "{} (type the number):{}",
            reply.choices_label,
            numbered.collect::<String>()
        ));
    }
    parts.extend(
        reply
            .source
            .iter()
            .map(|source| format!("{ASIDE}{source}{ASIDE:#}")),
    );
    parts.join("\n\n")
}
