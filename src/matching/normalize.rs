//! From what a member typed to plain lower-case words.
//!
//! Owns everything that is about characters: Discord's markup, full-width, mathematical and accented letters,
//! look-alikes from other alphabets, invisible characters, punctuation. It knows no vocabulary: mending words is
//! [`spelling`](super::spelling)'s part. All functions are total, and [`normalize`] applied twice is [`normalize`] once.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::markup::without_markup;

/// A run of one letter is cut to this length: 'soooo' and 'sooo' are one word, and 'too' stays what it is.
const LONGEST_RUN: usize = 2;

/// The words of a text, lower-case and joined by one blank each; empty when there are none.
///
/// ```
/// use aftercare::matching::normalize::normalize;
/// assert_eq!(normalize("Is it **OK** to cry?? <:sob:812345678901234567>"), "is it ok to cry");
/// assert_eq!(normalize("didn’t ｓｏｂ"), "didnt sob");
/// ```
pub fn normalize(text: &str) -> String {
    words(&fold(text)).join(" ")
}

/// The text with plain lower-case letters, without Discord's markup, its punctuation kept.
pub fn fold(text: &str) -> String {
    let lower: String = without_markup(text)
        .nfkc()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|&c| !is_combining_mark(c) && !is_invisible(c))
        .map(plain_apostrophe)
        .nfc()
        .collect();
    lower
        .split_inclusive(|c: char| !c.is_alphanumeric())
        .map(without_disguise)
        .collect()
}

/// The words of a [folded](fold) text, in order. An apostrophe inside a word vanishes ("didn't" is `didnt`);
/// everything else that is neither letter nor digit separates.
pub fn words(folded: &str) -> Vec<String> {
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(word)
        .filter(|word| !word.is_empty())
        .collect()
}

/// The sentences of a [folded](fold) text: cut at full stops, question and exclamation marks, semicolons and line
/// ends; pieces without a letter or digit are left out.
pub fn sentences(folded: &str) -> Vec<&str> {
    folded
        .split(['.', '!', '?', ';', '\n', '。', '！', '？'])
        .filter(|piece| piece.chars().any(char::is_alphanumeric))
        .collect()
}

/// Words that begin a question, in the languages the bot tells apart.
const QUESTION_WORDS: [&str; 34] = [
    "how", "what", "why", "when", "is", "are", "am", "do", "does", "did", "can", "could", "should",
    "will", "would", "cuanto", "cuantas", "como", "que", "por", "es", "combien", "comment",
    "pourquoi", "est", "a", "wie", "warum", "was", "ist", "quantas", "quanto", "quando", "cada",
];

/// The questions of a [folded](fold) text: its sentences, cut again where a joining word is followed by a question word
/// ('is it normal to cry and how often should I come').
pub fn questions(folded: &str) -> Vec<&str> {
    sentences(folded)
        .into_iter()
        .flat_map(cut_at_questions)
        .collect()
}

fn cut_at_questions(sentence: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut from) = (0, 0);
    while let Some((place, joint)) = sentence.get(from..).and_then(first_joint) {
        let (place, next) = (from + place, from + place + joint.len());
        let after = sentence.get(next..).unwrap_or_default();
        let word = after.split(|c: char| !c.is_alphanumeric()).next();
        if word.is_some_and(|word| QUESTION_WORDS.contains(&word)) {
            parts.extend(sentence.get(begin..place));
            begin = next;
        }
        // The blank behind the joint stays: the next joint may begin with it.
        from = next - 1;
    }
    parts.extend(sentence.get(begin..));
    parts
}

/// Words that begin a new thought inside a sentence, as English, Spanish and French join them.
const JOINTS: [&str; 15] = [
    " and ",
    " but ",
    " also ",
    " because ",
    " so ",
    " y ",
    " pero ",
    " porque ",
    " aunque ",
    " et ",
    " mais ",
    " parce que ",
    " und ",
    " aber ",
    " e ",
];

/// The clauses of a [folded](fold) text: sentences, cut again at commas, colons, brackets and joining words, which are
/// left out.
pub fn clauses(folded: &str) -> Vec<&str> {
    let pieces = sentences(folded);
    let pieces = pieces
        .iter()
        .flat_map(|sentence| sentence.split([',', ':', '(', ')', '—', '–', '…']));
    pieces
        .flat_map(cut_at_joints)
        .filter(|piece| piece.chars().any(char::is_alphanumeric))
        .collect()
}

fn cut_at_joints(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while let Some((place, joint)) = first_joint(rest) {
        let (before, after) = rest.split_at(place);
        parts.push(before);
        // The blank behind the joint stays: the next joint may begin with it.
        rest = after.get(joint.len() - 1..).unwrap_or_default();
    }
    parts.push(rest);
    parts
}

fn first_joint(text: &str) -> Option<(usize, &'static str)> {
    let places = JOINTS
        .iter()
        .filter_map(|&joint| Some((text.find(joint)?, joint)));
    places.min_by_key(|(place, _)| *place)
}

/// One word without its apostrophes, long runs of a letter shortened.
fn word(piece: &str) -> String {
    let mut word = String::with_capacity(piece.len());
    let (mut last, mut run) = (None, 0);
    for c in piece.chars().filter(|&c| c != '\'') {
        run = if last == Some(c) { run + 1 } else { 1 };
        last = Some(c);
        if run <= LONGEST_RUN || !c.is_alphabetic() {
            word.push(c);
        }
    }
    word
}

/// A word in which letters of other alphabets stand for Latin ones (Unicode's confusables: Cyrillic 'о' in 'wоrd')
/// becomes the Latin word. A word that does not become Latin as a whole is what it is: Russian stays Russian.
fn without_disguise(piece: &str) -> String {
    let plain: String = piece.chars().flat_map(prototype).collect();
    let is_latin = plain.chars().all(|c| c.is_ascii() || !c.is_alphanumeric());
    if is_latin { plain } else { piece.to_owned() }
}

/// The Latin letters that a character looks like, or the character itself.
fn prototype(c: char) -> Vec<char> {
    if c.is_ascii() || !c.is_alphanumeric() {
        return vec![c];
    }
    let mut buffer = [0; 4];
    let latin: Vec<char> = unicode_security::skeleton(c.encode_utf8(&mut buffer)).collect();
    if !latin.is_empty() && latin.iter().all(char::is_ascii_alphanumeric) {
        latin.iter().map(char::to_ascii_lowercase).collect()
    } else {
        vec![c]
    }
}

/// The apostrophes that phones type become the plain one.
fn plain_apostrophe(c: char) -> char {
    if matches!(
        c,
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{00b4}' | '\u{2032}'
    ) {
        '\''
    } else {
        c
    }
}

/// Characters that take no room and so can hide inside a word: joiners, direction marks, soft hyphens, fillers, tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}'
            | '\u{061c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(normalize(text), expected);
    }

    #[test]
    fn letters_in_disguise_become_plain() {
        check("ｗｈａｔ ｉｓ", "what is");
        check("𝗵𝗼𝘄 𝗺𝗮𝗻𝘆", "how many");
        check("wаnt tо", "want to");
        check("не плачь, привет", "не плачь привет");
        check("c\u{200b}ry", "cry");
        check("ẅ̶ḧ̶ÿ̶", "why");
        check("Tränen, ¿llorar?", "tranen llorar");
    }

    #[test]
    fn words_keep_their_meaning() {
        check("I can't, won't & didn’t", "i cant wont didnt");
        check("soooooo sad!!!", "soo sad");
        check("1000 times", "1000 times");
        check("self-care/aftercare", "self care aftercare");
    }

    #[test]
    fn nothing_is_left_of_what_is_no_text() {
        check("   \n\t  ", "");
        check("?????", "");
        check("😭😭😭", "");
        check("", "");
    }

    #[test]
    fn sentences_are_cut_at_their_ends() {
        let folded = fold("I cried. Is that ok?! ...\nthanks");
        let pieces: Vec<_> = sentences(&folded).into_iter().map(str::trim).collect();
        assert_eq!(pieces, ["i cried", "is that ok", "thanks"]);
    }

    proptest! {
        #[test]
        fn normalizing_twice_is_normalizing_once(text in any::<String>()) {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once);
        }
    }
}
