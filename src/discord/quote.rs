//! A member's words inside a message of the bot's, as Discord draws quotes, and back again. What is quoted is only ever
//! shown to whoever wrote it; so the message itself keeps the text between two presses, and the bot keeps nothing.

/// Begins each quoted line.
const MARK: &str = "> ";

/// The text as a quote, each line with its mark, and a line break at the end.
pub(super) fn quoted(text: &str) -> String {
    let mut quote = String::new();
    for line in text.trim().lines() {
        quote.push_str(MARK);
        // What can't be seen might do something to the rest of the message.
        quote.extend(line.chars().filter(|c| !c.is_control()));
        quote.push('\n');
    }
    quote
}

/// The quote in a message of ours; none if there is no quote in it.
pub(super) fn unquoted(content: &str) -> Option<String> {
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
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn the_quote_is_found_between_other_words() {
        let content = format!(
            "This will be sent:\n{}\nNothing else.",
            quoted("one\n\n> two")
        );
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_comes_back(text in r"[^\p{Cc}]{0,40}\n[^\p{Cc}]{0,40}") {
            let lines: Vec<&str> = text.trim().lines().collect();
            let expected = Some(lines.join("\n")).filter(|text| !text.trim().is_empty());
            prop_assert_eq!(unquoted(&quoted(&text)), expected);
        }
    }
}
