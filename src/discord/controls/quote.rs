//! A member's words inside a message of the bot's, as Discord draws quotes, and back again. What is quoted is only ever
//! shown to whoever wrote it; so the message itself keeps the text between two presses, and the bot keeps nothing.

use crate::discord::draw::limits::{cut, length};

/// Begins each quoted line.
const MARK: &str = "> ";

/// The text as a quote, each line with its mark and a line break, or as much of its beginning as fits into so many
/// characters.
pub(crate) fn quoted(text: &str, limit: usize) -> String {
    let mut quote = String::new();
    let mut room = limit;
    for line in text.trim().lines() {
        // What can't be seen might do something to the rest of the message.
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        let Some(rest) = room.checked_sub(MARK.len() + 1).filter(|rest| *rest > 0) else {
            break;
        };
        let kept = cut(&line, rest);
        room = rest - length(&kept);
        quote.push_str(MARK);
        quote.push_str(&kept);
        quote.push('\n');
    }
    quote
}

/// The quote in a message of ours; none if there is no quote in it.
pub(crate) fn unquoted(content: &str) -> Option<String> {
    let lines = content
        .lines()
        .filter_map(|line| match line.strip_prefix(MARK) {
            Some(rest) => Some(rest),
            // Discord takes the blank away where nothing follows it.
            None => (line == MARK.trim_end()).then_some(""),
        });
    let lines: Vec<&str> = lines.collect();
    let text = lines.join("\n");
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn the_quote_is_found_between_other_words() {
        let quote = quoted("one\n\n> two", 100);
        let content = format!("This will be sent:\n{quote}\nNothing else.");
        assert_eq!(
            content,
            "This will be sent:\n> one\n> \n> > two\n\nNothing else."
        );
        assert_eq!(unquoted(&content).as_deref(), Some("one\n\n> two"));
        assert_eq!(
            unquoted(&content.replace("> \n", ">\n")).as_deref(),
            Some("one\n\n> two")
        );
        assert_eq!(unquoted("Nothing is quoted > here."), None);
        assert_eq!(unquoted("> \n> "), None);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        assert_eq!(quoted("one\ntwo", 6), "> one\n");
        assert_eq!(quoted("one\ntwo", 5), "> o…\n");
        assert_eq!(quoted("one", 3), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_comes_back(text in r"[^\p{Cc}]{0,40}\n[^\p{Cc}]{0,40}") {
            let lines: Vec<&str> = text.trim().lines().collect();
            let expected = Some(lines.join("\n")).filter(|text| !text.trim().is_empty());
            prop_assert_eq!(unquoted(&quoted(&text, 1_000)), expected);
        }

        #[test]
        fn never_longer_than_the_limit(text in any::<String>(), lines in "[a\n]{0,60}", limit in 0_usize..50) {
            prop_assert!(length(&quoted(&text, limit)) <= limit);
            prop_assert!(length(&quoted(&lines, limit)) <= limit);
        }
    }
}
