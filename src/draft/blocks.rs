//! An article's lines to its headings, questions, paragraphs and items of lists.

use std::sync::LazyLock;

use regex::Regex;

/// A line of more characters is no heading, whatever sign it begins with: a question that is proposed for it has to fit into
/// Discord's 256.
const LONGEST_HEADING: usize = 200;

/// The same for a line that no sign marks as a heading.
const LONGEST_PLAIN_HEADING: usize = 100;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Says what stands below it.
    Heading,
    /// Begins with `Q:`.
    Question,
    /// A paragraph, or an item of a list.
    Text,
    /// No word in it.
    NoWords,
}

/// A stretch of an article that is kept or left out as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Without the signs that say what it is (`#`, `Q:`, `A:`); numbers and dashes of lists stay. None is blank.
    pub(super) lines: Vec<String>,
    /// Is there an empty line before it?
    pub(super) is_set_off: bool,
}

impl Block {
    /// Its lines.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// A line, and what its signs say that it is.
enum Line<'l> {
    Heading(&'l str),
    Question(&'l str),
    Answer(&'l str),
    Item,
    NoWords,
    Plain,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are fixed and tested")
}

static MARKED_HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#{1,6}\s+(.*?)[\s#]*$"));
static BOLD_HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\*\*([^*]+)\*\*$"));
static QUESTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:\*\*)?q(?:uestion)?\s?\d*\s?:[\s*]*(.*?)[\s*]*$"));
static ANSWER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:\*\*)?a(?:nswer)?\s?\d*\s?:(?:\*\*)?\s*(.*)$"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[-*•‣·]|\d{1,3}[.)])\s+\S"));
static UNDERLINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:={3,}|-{3,})$"));

/// Cuts an article. Control characters, which no FAQ file may hold, become blanks.
pub(super) fn of(article: &str) -> Vec<Block> {
    let text = article.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.trim_start_matches('\u{feff}').split('\n');
    let lines: Vec<String> = lines
        .map(|line| line.replace(char::is_control, " ").trim_end().to_owned())
        .collect();
    let chunks = lines.split(|line| line.trim().is_empty());
    chunks.flat_map(of_chunk).collect()
}

/// The blocks of lines that no empty line parts.
fn of_chunk(chunk: &[String]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (number, line) in chunk.iter().enumerate() {
        let (kind, content) = match sort(line.trim()) {
            Line::Heading(heading) => (Kind::Heading, heading),
            Line::Question(question) => (Kind::Question, question),
            Line::Answer(answer) => (Kind::Text, answer),
            Line::Item => (Kind::Text, line.as_str()),
            Line::NoWords => (Kind::NoWords, line.trim()),
            Line::Plain if number == 0 && is_heading(chunk) => (Kind::Heading, line.trim()),
            Line::Plain => match blocks.last_mut().filter(|block| block.kind == Kind::Text) {
                Some(block) => {
                    block.lines.push(line.clone());
                    continue;
                }
                None => (Kind::Text, line.as_str()),
            },
        };
        blocks.push(Block {
            kind,
            lines: vec![content.to_owned()],
            is_set_off: number == 0,
        });
    }
    blocks
}

fn sort(line: &str) -> Line<'_> {
    let found = |pattern: &LazyLock<Regex>| {
        let content = pattern.captures(line)?.get(1)?.as_str();
        has_words(content).then_some(content)
    };
    let short = |content: &&str| content.chars().count() <= LONGEST_HEADING;
    if !has_words(line) || ANSWER.is_match(line) && found(&ANSWER).is_none() {
        return Line::NoWords;
    }
    let heading = found(&MARKED_HEADING).or_else(|| found(&BOLD_HEADING));
    if let Some(question) = found(&QUESTION) {
        Line::Question(question)
    } else if let Some(answer) = found(&ANSWER) {
        Line::Answer(answer)
    } else if let Some(heading) = heading.filter(short) {
        Line::Heading(heading)
    } else if ITEM.is_match(line) {
        Line::Item
    } else {
        Line::Plain
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Is the first of these lines a heading that no sign marks? So is a short line that stands alone and ends like none of a text, an
/// underlined one, and a short question with lines below it.
fn is_heading(chunk: &[String]) -> bool {
    let Some(line) = chunk.first().map(|line| line.trim()) else {
        return false;
    };
    if line.chars().count() > LONGEST_PLAIN_HEADING || line.starts_with(char::is_lowercase) {
        return false;
    }
    match chunk.get(1) {
        None => !line.ends_with(['.', '!', ',', ';', ':', '…']) && !line.contains("://"),
        Some(second) => UNDERLINE.is_match(second.trim()) || line.ends_with('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(article: &str, expected: &[(Kind, &str)]) {
        let blocks = of(article);
        let found: Vec<_> = blocks.iter().map(|b| (b.kind, b.text())).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, text)| (*kind, (*text).to_owned()))
            .collect();
        assert_eq!(found, expected, "{article:?}");
    }

    #[test]
    fn signs_make_headings_questions_and_answers() {
        check("## Why cry? ##", &[(Kind::Heading, "Why cry?")]);
        check("**Why cry?**", &[(Kind::Heading, "Why cry?")]);
        check(
            "Why cry\n=======",
            &[(Kind::Heading, "Why cry"), (Kind::NoWords, "=======")],
        );
        check(
            "**Q1:** May I cry?\n**A:** Yes.\nAlways.",
            &[
                (Kind::Question, "May I cry?"),
                (Kind::Text, "Yes.\nAlways."),
            ],
        );
        check("#hashtag of ours.", &[(Kind::Text, "#hashtag of ours.")]);
    }

    #[test]
    fn a_short_line_by_itself_is_a_heading() {
        check(
            "Why cry?\n\nBecause.",
            &[(Kind::Heading, "Why cry?"), (Kind::Text, "Because.")],
        );
        check(
            "Why cry?\nBecause.",
            &[(Kind::Heading, "Why cry?"), (Kind::Text, "Because.")],
        );
        check(
            "Here are some tips:",
            &[(Kind::Text, "Here are some tips:")],
        );
        check("and so on", &[(Kind::Text, "and so on")]);
    }

    #[test]
    fn each_item_of_a_list_is_a_block_and_keeps_its_number() {
        check(
            "1. Rest: lie\ndown\n2) Drink\n- Tea",
            &[
                (Kind::Text, "1. Rest: lie\ndown"),
                (Kind::Text, "2) Drink"),
                (Kind::Text, "- Tea"),
            ],
        );
    }

    #[test]
    fn what_no_file_may_hold_becomes_a_blank() {
        check(
            "\u{feff}One\u{7}two.\r\n***\rA:\n",
            &[
                (Kind::Text, "One two."),
                (Kind::NoWords, "***"),
                (Kind::NoWords, "A:"),
            ],
        );
    }
}
