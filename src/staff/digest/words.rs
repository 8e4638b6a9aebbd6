//! Numbers in words, and what others wrote in quotes.

/// Most characters of a question or title that somebody else wrote: enough to know it by.
const QUOTED: usize = 90;

/// '12 more than', 'as many as'; what it is compared with follows.
pub(super) fn compared(now: u64, before: u64) -> String {
    if now == before {
        return "as many as".to_owned();
    }
    format!("{} than", changed(now, before))
}

/// '12 more', '3 fewer', 'the same'.
pub(super) fn changed(now: u64, before: u64) -> String {
    match now.checked_sub(before) {
        Some(0) => "the same".to_owned(),
        Some(more) => format!("{more} more"),
        None => format!("{} fewer", before - now),
    }
}

/// '5 of 9 answers'.
pub(super) fn of_answers(some: u64, all: u64) -> String {
    format!("{some} of {}", counted(all, "answer"))
}

/// '1 question', '3 questions'.
pub(super) fn counted(number: u64, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// 'once', 'twice', '3 times'.
pub(super) fn times_in_words(times: u64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

/// What somebody else wrote, in quotes and in one line, so that it is read as text: it neither formats nor mentions.
pub(super) fn quoted(text: &str) -> String {
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
