//! Where lines begin and end in a text whose lines end as they like.

/// What some editors put at the start of a file.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// What TOML calls white space, in a line and between lines.
pub(super) const BLANKS: [char; 2] = [' ', '\t'];
pub(super) const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Where the line of a place begins; a byte order mark is not part of it.
pub(super) fn line_start(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let first = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    before.rfind('\n').map_or(first, |newline| newline + 1)
}

/// Where the line of a place ends, before its line end.
pub(super) fn line_end(text: &str, place: usize) -> usize {
    let after = text.get(place..).unwrap_or_default();
    let line = after.split('\n').next().unwrap_or_default();
    let is_cut = line.len() < after.len();
    let line = line.strip_suffix('\r').filter(|_| is_cut).unwrap_or(line);
    place + line.len()
}

/// Where the line before the one of a place ends, before its line end; nothing in the first line.
pub(super) fn previous_line_end(text: &str, place: usize) -> Option<usize> {
    let before = text.get(..line_start(text, place))?.strip_suffix('\n')?;
    Some(before.strip_suffix('\r').unwrap_or(before).len())
}

/// Whether only blanks stand before a place in its line.
pub(super) fn begins_line(text: &str, place: usize) -> bool {
    line_start(text, place) + indentation(text, place).len() >= place
}

/// The blanks with which the line of a place begins.
pub(super) fn indentation(text: &str, place: usize) -> &str {
    let line = text.get(line_start(text, place)..).unwrap_or_default();
    let blanks = line.len() - line.trim_start_matches(BLANKS).len();
    line.get(..blanks).unwrap_or_default()
}

/// The line end that is used just before a place, else the first in the text, else a plain one.
pub(super) fn line_break(text: &str, place: usize) -> &'static str {
    let before = text.get(..place).and_then(|text| text.rfind('\n'));
    let newline = before.or_else(|| text.find('\n'));
    let is_crlf =
        newline.is_some_and(|newline| text.get(..newline).is_some_and(|text| text.ends_with('\r')));
    if is_crlf { "\r\n" } else { "\n" }
}

/// The line of a text in which a place is, from 1.
pub(super) fn line_number(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    before.matches('\n').count() + 1
}
