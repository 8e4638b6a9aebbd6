//! Discord's limits of length, and the one way to keep them: cutting by character, with `…` where something is missing.
//!
//! Nothing else in this folder knows a number of Discord's, and nothing cuts a text in another way.

/// Most characters of a message's content.
pub(crate) const CONTENT: usize = 2_000;
/// Most characters of an embed's title.
pub(crate) const EMBED_TITLE: usize = 256;
/// Most characters of an embed's description.
pub(crate) const EMBED_DESCRIPTION: usize = 4_096;
/// Most characters of an embed's footer.
pub(crate) const EMBED_FOOTER: usize = 2_048;
/// Most characters of all texts of an embed together.
pub(crate) const EMBED_IN_ALL: usize = 6_000;
/// Most characters of a button's label.
pub(crate) const BUTTON_LABEL: usize = 80;
/// Most buttons in one row.
#[cfg(test)]
pub(crate) const BUTTONS_IN_ROW: usize = 5;
/// Most rows of buttons and menus in one message.
#[cfg(test)]
pub(crate) const ROWS: usize = 5;
/// Most options of a menu.
pub(crate) const OPTIONS: usize = 25;
/// Most characters of an option's label, and of its description.
pub(crate) const OPTION: usize = 100;
/// Most characters of what stands in a menu before anything is chosen.
pub(crate) const PLACEHOLDER: usize = 150;
/// Most characters of a form's title, and of a field's label.
pub(crate) const FORM_LABEL: usize = 45;
/// Most characters of a `custom_id`: what an [`Id`](crate::faq::Id) is made to fit into.
pub(crate) const CUSTOM_ID: usize = 100;
/// Most choices of an autocomplete.
pub(crate) const CHOICES: usize = 25;
/// Most characters of a choice's name, and of its value.
pub(crate) const CHOICE: usize = 100;

/// The text, or as much of its beginning as fits into `limit` characters together with the `…` that ends it then.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if length(text) <= limit {
        return text.to_owned();
    }
    let Some(kept) = limit.checked_sub(1) else {
        return String::new();
    };
    let beginning: String = text.chars().take(kept).collect();
    format!("{}…", beginning.trim_end())
}

/// A text's length in the characters that Discord counts.
pub(crate) fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::*;

    #[track_caller]
    fn check(text: &str, limit: usize, expected: &str) {
        assert_eq!(cut(text, limit), expected);
    }

    #[test]
    fn what_fits_stays_and_the_rest_is_cut_by_character() {
        check("naïve", 5, "naïve");
        check("naïveté", 5, "naïv…");
        check("two words", 5, "two…");
        check("🙂🙂🙂", 2, "🙂…");
        check("anything", 1, "…");
        check("anything", 0, "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn never_longer_than_the_limit(text in any::<String>(), limit in 0_usize..50) {
            prop_assert!(length(&cut(&text, limit)) <= limit);
        }
    }
}
