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
        .split(|c| !is_word_char(c))
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

/// Words that join two thoughts in one sentence, in the languages the bot tells apart.
const JOINTS: [&str; 15] = [
    "and", "but", "also", "because", "so", "y", "pero", "porque", "aunque", "et", "mais", "parce",
    "und", "aber", "e",
];

/// Words that begin a question in these languages. None that begins other things more often, as 'was' and 'a' do.
const QUESTION_WORDS: [&str; 30] = [
    "how", "what", "why", "when", "is", "are", "am", "do", "does", "did", "can", "could", "should",
    "will", "would", "cuanto", "cuantas", "como", "que", "es", "combien", "comment", "pourquoi",
    "est", "wie", "warum", "ist", "quantas", "quanto", "quando",
];

/// The questions of a [folded](fold) text: its sentences, cut again where a joining word is followed by a question word
/// ('is it normal to cry and how often should I come').
pub fn questions(folded: &str) -> Vec<&str> {
    sentences(folded)
        .into_iter()
        .flat_map(|sentence| cut_at_joints(sentence, |next| QUESTION_WORDS.contains(&next)))
        .collect()
}

/// The clauses of a [folded](fold) text: sentences, cut again at commas, colons, brackets and joining words.
pub fn clauses(folded: &str) -> Vec<&str> {
    sentences(folded)
        .into_iter()
        .flat_map(|sentence| sentence.split([',', ':', '(', ')', '—', '–', '…']))
        .flat_map(|piece| cut_at_joints(piece, |_| true))
        .collect()
}

/// The first and the last of many pieces, so many in all: people say what they want at the beginning or at the end.
pub fn both_ends<T: Copy>(pieces: &[T], most: usize) -> Vec<T> {
    let half = most / 2;
    let tail = pieces.len().saturating_sub(half).max(half);
    let first = pieces.iter().take(half);
    first.chain(pieces.iter().skip(tail)).copied().collect()
}

/// Cuts at each joining word whose next word `opens` a piece; the joining word is left out, and so are pieces without a
/// letter or digit.
fn cut_at_joints(text: &str, opens: impl Fn(&str) -> bool) -> Vec<&str> {
    let is_cut_by = |word: &str, next: Option<&str>| {
        let next = next.unwrap_or_default();
        JOINTS.contains(&word) && opens(next.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let mut parts = Vec::new();
    let (mut begin, mut place) = (0, 0);
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let end = place + word.len();
        if is_cut_by(word, words.peek().copied()) {
            parts.extend(text.get(begin..place));
            begin = end;
        }
        // The blank after the word.
        place = end + 1;
    }
    parts.extend(text.get(begin..));
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

/// Whether a character belongs to a word.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '\''
}

/// One word without its apostrophes, long runs of a letter shortened.
pub(super) fn word(piece: &str) -> String {
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

    #[test]
    fn questions_are_cut_where_one_begins_and_only_there() {
        let cut = |text| {
            let pieces = questions(text).into_iter().map(str::trim);
            pieces.collect::<Vec<_>>()
        };
        assert_eq!(
            cut("is it normal to cry and how often should i come? thanks"),
            ["is it normal to cry", "how often should i come", "thanks"]
        );
        assert_eq!(
            cut("i cried and was embarrassed and a bit lost"),
            ["i cried and was embarrassed and a bit lost"]
        );
        assert_eq!(cut("and how?"), ["how"]);
        assert!(cut("?? ...").is_empty());
    }

    #[test]
    fn clauses_end_at_commas_and_joining_words() {
        let pieces: Vec<&str> = clauses("do you take cards, also he hit me (again) and and i hide")
            .into_iter()
            .map(str::trim)
            .collect();
        assert_eq!(
            pieces,
            ["do you take cards", "he hit me", "again", "i hide"]
        );
    }

    #[test]
    fn of_many_pieces_both_ends_are_read() {
        assert_eq!(both_ends(&[1, 2, 3, 4, 5, 6], 4), [1, 2, 5, 6]);
        assert_eq!(both_ends(&[1, 2, 3], 4), [1, 2, 3]);
        assert_eq!(both_ends(&[0; 0], 4), [0; 0]);
    }

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
