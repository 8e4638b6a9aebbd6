//! A digest as text for Discord: Markdown, short lines, and never longer than there is room for.

use super::advice::Change;
use super::tally::Asked;
use super::week::day_in_words;
use super::{Advice, Digest, Unhelpful};

/// Most lines of a list; the rest is a number.
const LISTED: usize = 5;

/// Most characters of a question or title that somebody else wrote: enough to know it by.
const QUOTED: usize = 90;

/// A heading with what stands below it, and a list that may be shortened.
struct Section {
    head: String,
    items: Vec<String>,
    /// How many of the items are shown.
    shown: usize,
}

impl Digest {
    /// What stands above the text.
    pub fn title(&self) -> String {
        format!("The week of {}", self.week.in_words())
    }

    /// The digest in at most so many characters, without its title. Where there is less room, lists become shorter, the
    /// last one first, and say how much is missing; no line is cut.
    pub fn text(&self, most_characters: usize) -> String {
        if self.is_empty() {
            return fitted(
                "Nobody asked me anything, and there is nothing to do.".to_owned(),
                most_characters,
            );
        }
        let mut sections = self.sections();
        loop {
            let text = sections
                .iter()
                .map(Section::text)
                .collect::<Vec<_>>()
                .join("\n\n");
            let longest = sections.iter_mut().rev().find(|section| section.shown > 0);
            match longest {
                Some(section) if text.chars().count() > most_characters => section.shown -= 1,
                _ => return fitted(text, most_characters),
            }
        }
    }

    fn is_empty(&self) -> bool {
        let numbers = [
            self.asked.in_all(),
            self.crisis,
            self.helped,
            self.not_helped,
            self.waiting,
        ];
        let has_lists =
            !(self.overdue.is_empty() && self.expired.is_empty() && self.advice.is_empty());
        // That there was something the week before is worth telling.
        let was_busy = self.before.is_some_and(|before| before.in_all() > 0);
        numbers == [0; 5] && !has_lists && !was_busy
    }

    fn sections(&self) -> Vec<Section> {
        let advice = self.advice.iter().enumerate();
        let advice = advice.map(|(place, advice)| format!("{}. {}", place + 1, advice.in_words()));
        let unhelpful = self
            .unhelpful
            .iter()
            .map(|one| format!("- {}", one.in_words()));
        let overdue = self.overdue.iter().map(|review| {
            format!(
                "- {}, since {}",
                quoted(&review.title),
                day_in_words(review.due)
            )
        });
        let expired = self.expired.iter().map(|entry| {
            format!(
                "- {}, until {}",
                quoted(&entry.question),
                day_in_words(entry.last_day)
            )
        });
        let numbers = Section {
            head: self.numbers().join("\n"),
            items: Vec::new(),
            shown: 0,
        };
        let sections = [
            Section::list("**What would help most**", advice),
            Some(numbers),
            Section::list("**Not what they asked**", unhelpful),
            Section::list("**Reviews overdue**", overdue),
            Section::list("**Expired entries**", expired),
        ];
        sections.into_iter().flatten().collect()
    }

    fn numbers(&self) -> Vec<String> {
        let mut lines = vec!["**What members asked**".to_owned(), self.asked_in_words()];
        if self.asked.in_all() > 0 {
            lines.extend(parts(&self.asked, self.before.as_ref()));
        }
        if self.helped > 0 || self.not_helped > 0 {
            lines.push(format!(
                "{} said that the answer helped, {} that it was not what they asked.",
                self.helped, self.not_helped
            ));
        }
        if self.waiting > 0 {
            lines.push(format!(
                "{} that members sent {} in this channel.",
                counted(self.waiting, "question"),
                if self.waiting == 1 { "waits" } else { "wait" }
            ));
        }
        if self.crisis > 0 {
            lines.push(format!(
                "Replies to somebody who may be in danger: {}.",
                self.crisis
            ));
        }
        lines
    }

    fn asked_in_words(&self) -> String {
        let now = self.asked.in_all();
        let asked = if now == 0 {
            "No questions".to_owned()
        } else {
            counted(now, "question")
        };
        match self.before {
            Some(before) => format!(
                "{asked}, {} the week before.",
                compared(now, before.in_all())
            ),
            None => format!("{asked}. There is no whole week before it to compare with."),
        }
    }
}

impl Section {
    /// Nothing where there is nothing to list.
    fn list(head: &str, items: impl Iterator<Item = String>) -> Option<Self> {
        let items: Vec<String> = items.collect();
        let shown = items.len().min(LISTED);
        (shown > 0).then(|| Self {
            head: head.to_owned(),
            items,
            shown,
        })
    }

    fn text(&self) -> String {
        let shown = self.items.iter().take(self.shown).cloned();
        let missing = self.items.len() - self.shown;
        let more = (missing > 0).then(|| format!("- and {missing} more"));
        let lines: Vec<String> = std::iter::once(self.head.clone())
            .chain(shown)
            .chain(more)
            .collect();
        lines.join("\n")
    }
}

impl Unhelpful {
    fn in_words(&self) -> String {
        format!(
            "{}: {}",
            quoted(&self.question),
            of_answers(self.not_asked, self.read)
        )
    }
}

impl Advice {
    /// What is the matter, and what to press or type.
    fn in_words(&self) -> String {
        match &self.change {
            Change::MakeKnown { weeks } => format!(
                "Nobody has asked me anything for {}. Do members know that I am here? Show them `/ask`.",
                counted(*weeks, "week")
            ),
            Change::Answer {
                text,
                others,
                times,
            } => format!(
                "{}{} {} sent to you {}: a new entry? Type `/faq add`, or press *Add to entry* on its card if an entry answers it already.",
                quoted(text),
                if *others == 0 { "" } else { " and the like" },
                if *others == 0 { "was" } else { "were" },
                times_in_words(*times)
            ),
            Change::Sharpen {
                question,
                not_asked,
                read,
            } => format!(
                "{} was not what they asked in {}. Type `/faq edit` and read its phrasings: one may mean something else.",
                quoted(question),
                of_answers(*not_asked, *read)
            ),
            Change::TeachPhrasings {
                question,
                suggested,
                answered,
            } => format!(
                "I suggested {} {} and was sure of it {}. Type `/faq phrasing` and add how members ask it.",
                quoted(question),
                times_in_words(*suggested),
                if *answered == 0 {
                    "never".to_owned()
                } else {
                    times_in_words(*answered)
                }
            ),
            Change::Review { title, due, read } => format!(
                "{} was due for review on {}, and {} from it {} read. Type `/faq check` to see what to look at.",
                quoted(title),
                day_in_words(*due),
                counted(*read, "answer"),
                if *read == 1 { "was" } else { "were" }
            ),
        }
    }
}

/// What came of questions, in the order of [`Asked::numbers`].
const KINDS: [&str; 4] = [
    "answered",
    "with suggestions to choose from",
    "referred to the clinic",
    "not answered",
];

/// What came of the questions, each with what changed, without what never happened.
fn parts(asked: &Asked, before: Option<&Asked>) -> Vec<String> {
    let before = before.map(Asked::numbers);
    let line = |(place, now): (usize, u64)| {
        let before = before.map(|numbers| numbers[place]);
        let change = before.map(|before| format!(" ({})", changed(now, before)));
        let is_worth_a_line = now > 0 || before.is_some_and(|before| before > 0);
        is_worth_a_line.then(|| format!("- {now} {}{}", KINDS[place], change.unwrap_or_default()))
    };
    let numbers = asked.numbers().into_iter().enumerate();
    numbers.filter_map(line).collect()
}

/// '12 more than', 'as many as'; what it is compared with follows.
fn compared(now: u64, before: u64) -> String {
    if now == before {
        return "as many as".to_owned();
    }
    format!("{} than", changed(now, before))
}

fn changed(now: u64, before: u64) -> String {
    match now.checked_sub(before) {
        Some(0) => "the same".to_owned(),
        Some(more) => format!("{more} more"),
        None => format!("{} fewer", before - now),
    }
}

fn of_answers(some: u64, all: u64) -> String {
    format!("{some} of {}", counted(all, "answer"))
}

fn counted(number: u64, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

fn times_in_words(times: u64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

/// What somebody else wrote, in quotes and in one line, so that it is read as text: it neither formats nor mentions.
fn quoted(text: &str) -> String {
    let mut shown = String::from("“");
    for c in shortened(text).chars() {
        match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '[' | ']' => shown.extend(['\\', c]),
            // A backslash doesn't stop `@everyone`; a blank of no width does.
            '@' => shown.extend(['@', '\u{200b}']),
            c => shown.push(c),
        }
    }
    shown.push('”');
    shown
}

/// The beginning, in one line and without what can't be seen.
fn shortened(text: &str) -> String {
    let seen = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = seen.filter(|word| !word.is_empty()).collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|c| !is_direction(*c))
        .collect();
    if line.chars().count() <= QUOTED {
        return line;
    }
    let beginning: String = line.chars().take(QUOTED - 1).collect();
    format!("{}…", beginning.trim_end())
}

/// Marks that turn the direction of what follows, the rest of the line included.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whole lines from the first on, as many as fit.
fn fitted(text: String, most_characters: usize) -> String {
    if text.chars().count() <= most_characters {
        return text;
    }
    let mut fitted = String::new();
    let mut room = most_characters;
    for line in text.split_inclusive('\n') {
        let Some(rest) = room.checked_sub(line.chars().count()) else {
            break;
        };
        room = rest;
        fitted.push_str(line);
    }
    fitted.trim_end().to_owned()
}
