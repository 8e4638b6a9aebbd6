//! Takes Discord's own markup and web addresses out of a text, since neither is something that a member said.
//!
//! Mentions, custom emoji, timestamps and command links are written as `<…>` (Discord's reference, "Message
//! Formatting"). What is quoted or stands in a code block was mostly said by somebody else, or is no
//! question.

/// Longest markup in characters; a `<` without its `>` within these is just a character.
const LONGEST_MARKUP: usize = 120;

/// How web addresses start; they end at white space or a closing bracket.
const ADDRESS_STARTS: [&str; 4] = ["https://", "http://", "www.", "discord.gg/"];

/// What stands around a code block.
const FENCE: &str = "```";

/// Begins a line that is quoted.
const QUOTED_LINE: &str = "> ";

/// From here on all is quoted.
const QUOTED_REST: &str = ">>> ";

/// What somebody says in their own words: the text without code blocks and without quoted lines.
pub fn own_words(text: &str) -> String {
    let text = without_code_blocks(text);
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with(QUOTED_REST));
    let own: Vec<&str> = lines
        .filter(|line| !line.starts_with(QUOTED_LINE))
        .collect();
    own.join("\n")
}

/// Without each stretch between two fences; a fence without its other half is just characters.
fn without_code_blocks(text: &str) -> String {
    let mut rest = text;
    let mut own = String::new();
    while let Some((before, block)) = rest.split_once(FENCE)
        && let Some((_, after)) = block.split_once(FENCE)
    {
        own.push_str(before);
        own.push(' ');
        rest = after;
    }
    own + rest
}

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

    #[test]
    fn quotes_and_code_blocks_are_not_ones_own_words() {
        for (text, expected) in [
            ("is crying ok?", "is crying ok?"),
            ("> i bawled\nis that ok?", "is that ok?"),
            ("is that ok?\n>>> i bawled\nand bawled", "is that ok?"),
            ("is ```rust\ncry()\n``` ok?", "is   ok?"),
            ("3 > 2, ```is that ok?", "3 > 2, ```is that ok?"),
            (">is that ok?", ">is that ok?"),
            ("```a``` b ```c", "  b ```c"),
            ("> only a quote", ""),
        ] {
            assert_eq!(own_words(text), expected, "{text:?}");
        }
    }

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
