//! The part of Discord's markdown that replies use: bold, italic, code, quotes, bullets, and links, which are shown and lead
//! nowhere. Total: what is no markdown is text.

use std::mem;

use maud::{Markup, html};

/// Characters that end a sentence and not an address.
const AFTER_LINK: [char; 7] = ['.', ',', ';', ':', '!', '?', ')'];

/// A text of several lines; nothing at all for an empty one.
pub(super) fn text(text: &str) -> Markup {
    html! {
        @if !text.is_empty() {
            div.text {
                @for block in blocks(text) {
                    @match block {
                        Block::Line(one) => p { (line(one)) },
                        Block::Quote(lines) => blockquote { @for one in lines { p { (line(one)) } } },
                        Block::List(items) => ul { @for item in items { li { (line(item)) } } },
                    }
                }
            }
        }
    }
}

/// A text within a line.
pub(super) fn line(text: &str) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Plain(text) => (text),
                Piece::Bold(inside) => strong { (line(inside)) },
                Piece::Italic(inside) => em { (line(inside)) },
                Piece::BoldItalic(inside) => strong { em { (line(inside)) } },
                Piece::Code(text) => code { (text) },
                Piece::Link(text) => span.link { (text) },
            }
        }
    }
}

/// Lines that belong together.
enum Block<'a> {
    Line(&'a str),
    Quote(Vec<&'a str>),
    List(Vec<&'a str>),
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for line in text.lines() {
        match (quoted(line), bullet(line), blocks.last_mut()) {
            (Some(quoted), _, Some(Block::Quote(lines))) => lines.push(quoted),
            (Some(quoted), _, _) => blocks.push(Block::Quote(vec![quoted])),
            (_, Some(item), Some(Block::List(items))) => items.push(item),
            (_, Some(item), _) => blocks.push(Block::List(vec![item])),
            _ => blocks.push(Block::Line(line)),
        }
    }
    blocks
}

fn quoted(line: &str) -> Option<&str> {
    line.strip_prefix("> ")
}

fn bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))
}

/// A part of a line.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Plain(String),
    Bold(&'a str),
    Italic(&'a str),
    BoldItalic(&'a str),
    Code(&'a str),
    Link(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((piece, after)) = marked(rest) {
            if !plain.is_empty() {
                pieces.push(Piece::Plain(mem::take(&mut plain)));
            }
            pieces.push(piece);
            rest = after;
            continue;
        }
        let (shown, after) = literal(rest, first);
        plain.push(shown);
        rest = after;
    }
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    pieces
}

/// The first character and what follows it; of a mark with a backslash before it only the mark.
fn literal(rest: &str, first: char) -> (char, &str) {
    let mut characters = rest.chars();
    characters.next();
    let after = characters.as_str();
    match characters.next() {
        Some(mark) if first == '\\' && mark.is_ascii_punctuation() => (mark, characters.as_str()),
        _ => (first, after),
    }
}

/// The piece with marks of its own that begins here, and what follows it.
fn marked(rest: &str) -> Option<(Piece<'_>, &str)> {
    between(rest, "***")
        .map(|(inside, after)| (Piece::BoldItalic(inside), after))
        .or_else(|| between(rest, "**").map(|(inside, after)| (Piece::Bold(inside), after)))
        .or_else(|| italic(rest).map(|(inside, after)| (Piece::Italic(inside), after)))
        .or_else(|| between(rest, "`").map(|(inside, after)| (Piece::Code(inside), after)))
        .or_else(|| link(rest).map(|(shown, after)| (Piece::Link(shown), after)))
}

fn between<'a>(rest: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (inside, after) = rest.strip_prefix(mark)?.split_once(mark)?;
    (!inside.is_empty()).then_some((inside, after))
}

/// A star beside a blank is a star: `2 * 3 * 4`.
fn italic(rest: &str) -> Option<(&str, &str)> {
    let (inside, after) = between(rest, "*")?;
    let is_tight = !inside.starts_with(' ') && !inside.ends_with(' ');
    (is_tight && !inside.starts_with('*')).then_some((inside, after))
}

/// `[words](https://…)` shows the words, `<https://…>` and a bare address show the address.
fn link(rest: &str) -> Option<(&str, &str)> {
    if let Some(masked) = rest.strip_prefix('[') {
        let (words, after) = masked.split_once("](")?;
        let (address, after) = after.split_once(')')?;
        let is_link = is_address(address) && !words.is_empty() && !words.contains(['[', ']']);
        return is_link.then_some((words, after));
    }
    if let Some(silent) = rest.strip_prefix('<') {
        let (address, after) = silent.split_once('>')?;
        let is_link = is_address(address) && !address.contains(' ');
        return is_link.then_some((address, after));
    }
    is_address(rest).then(|| {
        let end = rest
            .find([' ', '<', '>', '"', '*', '`'])
            .unwrap_or(rest.len());
        let (address, _) = rest.split_at(end);
        rest.split_at(address.trim_end_matches(AFTER_LINK).len())
    })
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
