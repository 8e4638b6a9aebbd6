//! Undoes what people do to a word so that a filter won't see it: digits for letters, blanks between letters, stars.
//!
//! Only the crisis check reads these readings, beside the text as it was typed: 'i w4nt t0 d1e', 'k i l l', 's*icide'.

/// Blanks between single letters hide a word from this many letters on: 'i h a t e' yes, 'a b test' no.
const SHORTEST_SPACED: usize = 3;

/// A [folded](crate::matching::normalize::fold) text with its words undisguised; nothing where there is no disguise.
///
/// `vocabulary` are the words that a starred word may be.
pub(super) fn undisguised<'a>(
    folded: &str,
    vocabulary: &(impl Iterator<Item = &'a str> + Clone),
) -> Option<String> {
    let joined = join_letters(folded);
    let plain: Vec<String> = joined
        .split_whitespace()
        .map(|word| uncovered(word, vocabulary.clone()).unwrap_or_else(|| without_leet(word)))
        .collect();
    let plain = plain.join(" ");
    let unchanged = folded.split_whitespace().eq(plain.split_whitespace());
    (!unchanged).then_some(plain)
}

/// Runs of single letters become one word.
fn join_letters(folded: &str) -> String {
    let pieces: Vec<&str> = folded.split_whitespace().collect();
    let is_single = |piece: &str| {
        let mut chars = piece.chars();
        chars.next().is_some_and(char::is_alphanumeric) && chars.next().is_none()
    };
    let runs = pieces.chunk_by(|a, b| is_single(a) && is_single(b));
    let words = runs.map(|run| {
        let is_spaced = run.len() >= SHORTEST_SPACED && run.iter().all(|piece| is_single(piece));
        run.join(if is_spaced { "" } else { " " })
    });
    words.collect::<Vec<_>>().join(" ")
}

/// From this many letters on a word that begins with a digit may be a disguise: '5uicide' yes, '1st' and '5min' no.
const LETTERS_AFTER_DIGIT: usize = 4;

/// Digits and signs inside a word become the letters they stand for; a number, a count and an ordinal stay what they are.
fn without_leet(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let is_count = word.starts_with(|c: char| c.is_ascii_digit()) && letters < LETTERS_AFTER_DIGIT;
    if letters == 0 || is_count {
        return word.to_owned();
    }
    let last = word.chars().count() - 1;
    let plain = |(place, c): (usize, char)| match letter_for(c) {
        // Beside a single letter only the nought is sure: 't0' is a word, 'b4' is shorthand.
        Some(_) if letters == 1 && c != '0' => c,
        // A sign at the end is punctuation.
        Some(letter) if place < last || c.is_ascii_digit() => letter,
        _ => c,
    };
    word.chars().enumerate().map(plain).collect()
}

fn letter_for(c: char) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        _ => return None,
    })
}

/// A word with stars in it becomes the one word of the vocabulary that fits, if one does.
fn uncovered<'a>(word: &str, vocabulary: impl Iterator<Item = &'a str>) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let stars = word.chars().filter(|&c| c == '*').count();
    let is_starred = stars > 0 && letters >= 2 && letters + stars == word.chars().count();
    let fits = |candidate: &&str| {
        candidate.chars().count() == word.chars().count()
            && candidate
                .chars()
                .zip(word.chars())
                .all(|(c, w)| w == '*' || c == w)
    };
    let mut fitting = vocabulary.filter(fits);
    let found = if is_starred { fitting.next() } else { None }?;
    Some(found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let vocabulary = ["suicide", "kill", "myself"];
        let plain = undisguised(text, &vocabulary.into_iter());
        assert_eq!(plain.as_deref(), expected, "{text}");
    }

    #[test]
    fn disguises_are_undone() {
        check("i w4nt t0 d1e", Some("i want to die"));
        check("he h i t s me", Some("he hits me"));
        check("su1c1de! 5uicide", Some("suicide! suicide"));
        check("k!ll my$elf", Some("kill myself"));
        check("s*icide k**l", Some("suicide kill"));
    }

    #[test]
    fn ordinary_text_is_not_disguised() {
        check("see you at 10am, i paid $50 for 2 of us!", None);
        check("is a b test ok?", None);
        check("60min or 90min, 5min, 1st time, 3rd visit, b4 noon", None);
        check("", None);
    }
}
