//! What a member sends to the clinic's team, without what could tell who wrote it or lead elsewhere.
//!
//! Each such piece becomes a short word in brackets, so that the team can still read the sentence. Where a piece may be an
//! innocent one (seven digits, a word, a dot and a country's ending), it goes too: the team loses a word, the member would
//! lose more. It knows no names but those it is given, and no store.

mod links;
mod numbers;

use std::cmp::Reverse;
use std::sync::LazyLock;

use regex::{NoExpand, Regex, Replacer};
use unicode_normalization::UnicodeNormalization;

/// Letters in the shortest name that is taken out: shorter ones are words too often ('Jo', 'Al', 'Bo').
const SHORTEST_NAME: usize = 3;

/// Characters in the longest name that is looked for; Discord's have at most 32. It bounds the patterns' size.
const LONGEST_NAME: usize = 100;

/// What nobody sees: zero-width and bidirectional controls, fillers, the Braille blank, other controls but the line's end.
static INVISIBLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\x{fff9}-\x{fffb}\x{2800}\p{Cc}--\n]",
    )
});
static NEWLINES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\n{3,}"));
static REPLACED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\[(?:someone|channel|link|email|number|name)\]"));
// Discord's reference, "Message Formatting".
static EMOJI: LazyLock<Regex> = LazyLock::new(|| pattern(r"<a?:([A-Za-z0-9_]+):[0-9]+>"));
static CHANNEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"<#[0-9]+>"));
static SOMEONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"<@[!&]?[0-9]+>"));
static EVERYONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)@(?:everyone|here)"));

/// What was redacted, on one line and without the words that say what was taken out: as a way of asking it would be matched by
/// them.
///
/// ```
/// use aftercare::redact::without_marks;
/// assert_eq!(without_marks("[name] here,\nis crying normal?"), "here, is crying normal?");
/// ```
pub fn without_marks(redacted: &str) -> String {
    let words = REPLACED.replace_all(redacted, NoExpand(" "));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with `[someone]`, `[channel]`, `[link]`, `[email]`, `[number]` and `[name]` in the place of mentions, links,
/// e-mail addresses, phone numbers and `names`, and without characters that nobody sees.
///
/// `names` are those of the asker, as they may write them: a name counts as a whole, whatever its case, and from three
/// letters on. Redacting twice is redacting once.
///
/// ```
/// use aftercare::redact::redact;
/// assert_eq!(
///     redact("Mia here, call me: (555) 010-4477 or mia@example.com", &["mia"]),
///     "[name] here, call me: [number] or [email]"
/// );
/// ```
pub fn redact(text: &str, names: &[&str]) -> String {
    let names = name_patterns(names);
    let mut redacted = visible(text);
    // What one replacement leaves may be a whole name or number only now. This ends, because each replacement takes
    // characters away and those that it puts there are not looked at again.
    loop {
        let next = redact_once(&redacted, &names);
        if next == redacted {
            return redacted;
        }
        redacted = next;
    }
}

/// Links go before `@here` and names, which may be parts of them; names before numbers, which may be parts of those.
fn redact_once(text: &str, names: &[Regex]) -> String {
    let mut text = replace(text, &EMOJI, ":$1:");
    text = replace(&text, &CHANNEL, NoExpand("[channel]"));
    text = replace(&text, &SOMEONE, NoExpand("[someone]"));
    text = outside_replaced(&text, links::without_links);
    text = replace(&text, &EVERYONE, NoExpand("[someone]"));
    for name in names {
        text = replace(&text, name, "$1[name]$2");
    }
    outside_replaced(&text, numbers::without_numbers)
}

fn replace(text: &str, what: &Regex, mut with: impl Replacer) -> String {
    outside_replaced(text, |part| {
        what.replace_all(part, with.by_ref()).into_owned()
    })
}

/// Changes what lies between words that were put there before: 'link' may be somebody's name.
fn outside_replaced(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut replaced = REPLACED.find_iter(text);
    let mut changed = String::with_capacity(text.len());
    for part in REPLACED.split(text) {
        changed.push_str(&change(part));
        changed.extend(replaced.next().map(|word| word.as_str()));
    }
    changed
}

/// The text as it is seen: composed letters, no invisible characters, at most two newlines in a row.
fn visible(text: &str) -> String {
    // A tab is seen, as a blank; without one, it would glue a name to its neighbour.
    let text = text.replace('\t', " ");
    let seen: String = INVISIBLE.replace_all(&text, "").nfc().collect();
    NEWLINES.replace_all(&seen, "\n\n").into_owned()
}

/// The names as whole words; longer ones first, so that nothing of them is left.
fn name_patterns(names: &[&str]) -> Vec<Regex> {
    let mut names: Vec<String> = names.iter().filter_map(|name| bare_name(name)).collect();
    names.sort_by_key(|name| Reverse(name.len()));
    let words = names.iter().map(|name| {
        let name = regex::escape(name);
        // For a word's boundary `_` is a letter, but Discord's italics are `_Mia_`.
        pattern(&format!(
            r"(?i)(\b{{start-half}}|_)(?:{name})(\b{{end-half}}|_)"
        ))
    });
    words.collect()
}

/// A name without the ornaments around it, if it is long enough to tell somebody.
fn bare_name(name: &str) -> Option<String> {
    let name = visible(name);
    let bare = name.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = letters >= SHORTEST_NAME && bare.chars().count() <= LONGEST_NAME;
    is_name.then(|| bare.to_owned())
}

fn pattern(text: &str) -> Regex {
    Regex::new(text)
        .expect("patterns here are written by us, but for escaped names of bounded length")
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const NAMES: [&str; 4] = ["Mia", "Mia Rossi", "✨ Zoë ✨", "Jo"];

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(redact(text, &NAMES), expected);
    }

    #[test]
    fn a_plain_question_stays_as_it_is() {
        for text in [
            "",
            "Is it normal to cry? I did, twice :(",
            "I *really* cried... e.g. a lot\n\nand then?",
            "Estuve llorando después, ¿es normal? 哭了 🙂",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn mentions_and_emoji_lose_their_ids() {
        check(
            "<@1> <@!22> <@&333> in <#4>",
            "[someone] [someone] [someone] in [channel]",
        );
        check(
            "@everyone and @here, @Everyone",
            "[someone] and [someone], [someone]",
        );
        check("<:sob:812345678901234567><a:wave_2:1>!", ":sob::wave_2:!");
        check("<:Mia:1>", ":[name]:");
        check("1 < 2 and <3, <@me>", "1 < 2 and <3, <@me>");
    }

    #[test]
    fn names_are_whole_words() {
        check(
            "I'm Mia. MIA's friends in Miami say 'mia'",
            "I'm [name]. [name]'s friends in Miami say '[name]'",
        );
        check("Mia Mia Mia", "[name] [name] [name]");
        check("mia rossi, Mia Rossini", "[name], [name] Rossini");
        check("__Mia__ mia_r Mia2", "__[name]__ [name]_r Mia2");
        check("Zoe\u{308} and ZOË", "[name] and [name]");
        check("Jo is short", "Jo is short");
    }

    #[test]
    fn a_name_that_is_one_of_our_words_is_no_trap() {
        let names = ["Link", "name", "[email]", "number someone"];
        assert_eq!(redact("Link: x.com", &names), "[name]: [link]");
        assert_eq!(redact("[name] [link]", &names), "[name] [link]");
    }

    #[test]
    fn nothing_hides_behind_what_nobody_sees() {
        check("M\u{200b}i\u{ad}a", "[name]");
        check("555\u{2060}-01\u{2800}0-\u{202e}4477\u{202c}", "[number]");
        check("@\u{200d}every\u{fe0f}one", "[someone]");
        check("mia@exa\u{200b}mple.com", "[email]");
        check("a\u{0}\u{7}\rb\tc", "ab c");
    }

    #[test]
    fn at_most_two_newlines_in_a_row() {
        check("a\nb\n\nc\n\u{200b}\n\n\nd", "a\nb\n\nc\n\nd");
    }

    /// Pieces of what is redacted, so that chance puts them together.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = select(vec![
            "<",
            "@",
            "1",
            "2024",
            "-",
            ">",
            ":",
            "a",
            "#",
            "mia",
            "Mia",
            " ",
            "\n",
            ".",
            "com",
            "/",
            "http://",
            "www.",
            "[",
            "]",
            "link",
            "[name]",
            "[link]",
            "here",
            "@everyone",
            "(",
            ")",
            "+49",
            "555",
            "\u{200b}",
            "\t",
            "é",
            "\u{301}",
            "\u{338}",
            "_",
            "it",
            "?",
            "11/24",
            "٣",
            "Rossi",
        ]);
        vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn twice_is_once(text in prop_oneof![any::<String>(), pieces()], name in any::<String>()) {
            let names = ["Mia", "Mia Rossi", "link", "someone [name]", name.as_str()];
            let once = redact(&text, &names);
            prop_assert_eq!(redact(&once, &names), once);
        }

        #[test]
        fn whatever_stands_around_them_a_mention_and_a_number_go(before in any::<String>(), after in any::<String>()) {
            let once = redact(&format!("{before} <@123456789> +1 555 010 4477 {after}"), &[]);
            prop_assert!(!once.contains("<@123456789>") && !once.contains("4477"), "{once}");
        }
    }
}
