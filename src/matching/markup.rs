//! Takes Discord's own markup and web addresses out of a text, since neither is something that a member said.
//!
//! Mentions, custom emoji, timestamps and command links are written as `<…>` (Discord's reference, "Message
//! Formatting"); a code block's content stays, because a shaken person may paste a question into one.

/// Longest markup in characters; a `<` without its `>` within these is just a character.
const LONGEST_MARKUP: usize = 120;

/// How web addresses start; they end at white space or a closing bracket.
const ADDRESS_STARTS: [&str; 4] = ["https://", "http://", "www.", "discord.gg/"];

/// The text with a blank in the place of each piece of markup and each address.
pub(super) fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = markup_length(rest).or_else(|| address_length(rest));
        let (taken, replacement) = match skipped {
            Some(length) => (length, ' '),
            None => (first.len_utf8(), first),
        };
        plain.push(replacement);
        rest = rest.get(taken..).unwrap_or_default();
    }
    plain
}

/// Bytes of the `<…>` markup at the start of `rest`, if there is one.
fn markup_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('<')?;
    let starts = ["@", "#", ":", "a:", "t:", "/", "id:"];
    if !starts.iter().any(|start| inside.starts_with(start)) {
        return None;
    }
    let (end, _) = rest
        .char_indices()
        .take(LONGEST_MARKUP)
        .find(|&(_, c)| c == '>')?;
    Some(end + 1)
}

/// Bytes of the web address at the start of `rest`, if there is one.
fn address_length(rest: &str) -> Option<usize> {
    let is_address = ADDRESS_STARTS.iter().any(|start| {
        rest.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    });
    is_address.then(|| {
        rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']'))
            .unwrap_or(rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_markup(text), expected);
    }

    #[test]
    fn discord_markup_and_addresses_vanish() {
        check("<@123> hi <:sob:81>", "  hi  ");
        check("[click](https://example.com/login) now", "[click]( ) now");
        check("see HTTPS://x.y", "see  ");
        check("</ask:12> please", "  please");
    }

    #[test]
    fn what_only_looks_like_markup_stays() {
        check("1 < 2 and <3", "1 < 2 and <3");
        check("<@ unfinished", "<@ unfinished");
        check("```cry?```", "```cry?```");
    }
}
