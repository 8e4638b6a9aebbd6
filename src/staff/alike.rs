//! Two questions for the team: are they one? Then staff see them as one, with a count. Pure, and strict: of two different
//! questions on one card, one would be lost.

use crate::assistant::Assistant;
use crate::matching::Alike;
use crate::matching::normalize::normalize;
use crate::redact::without_marks;

/// From this similarity on two texts that differ in nothing but [`FILLERS`] are one question; below, the same words may be in
/// another order for another reason.
///
/// Measured on the shipped FAQ's 1,408 phrasings and tests, with words learned from one half of the entries and the other
/// half compared: no text is as like one of another entry (the nearest 0.48). Similarity alone would not do, though: of 17 pairs
/// like 'can I bring my dog' and 'can I bring my baby', which the FAQ does not have, 12 reach it, up to 0.79. With the rule for
/// fillers none of these is one question, nor any two texts of different entries; of 14 pairs like 'do you open on Sundays'
/// and 'are you open Sundays', 8 are.
const SAME: f64 = 0.5;

/// Words that come and go without another question being asked. None that turns one round, as 'not', 'after' and 'without' do.
const FILLERS: [&str; 65] = [
    "a", "an", "the", "this", "that", "my", "your", "our", "me", "i", "im", "we", "you", "us",
    "it", "its", "am", "is", "are", "be", "was", "were", "do", "does", "did", "have", "has", "had",
    "get", "got", "can", "could", "may", "might", "will", "would", "should", "at", "by", "for",
    "from", "in", "of", "on", "to", "with", "near", "there", "here", "and", "or", "so", "just",
    "also", "really", "please", "thanks", "thank", "hello", "hi", "hey", "ok", "okay", "gracias",
    "merci",
];

/// The place of the question among those that wait which is the same as this one; none if it is a new one. Cost: some
/// microseconds for each that waits.
pub fn same_question(assistant: &Assistant, text: &str, waiting: &[&str]) -> Option<usize> {
    let words = normalize(text);
    let is_same = |other: &&str| {
        let is_empty = words.is_empty();
        **other == *text || (!is_empty && normalize(other) == words)
    };
    let same = waiting.iter().position(is_same);
    same.or_else(|| nearest(assistant, text, waiting))
}

fn nearest(assistant: &Assistant, text: &str, waiting: &[&str]) -> Option<usize> {
    let text = without_marks(text);
    let alike = waiting.iter().enumerate().map(|(place, other)| {
        let alike = assistant.alike(&text, &without_marks(other));
        (place, alike)
    });
    let one = alike.filter(|(_, alike)| are_one(alike));
    let best = one.max_by(|(_, a), (_, b)| a.similarity.total_cmp(&b.similarity));
    best.map(|(place, _)| place)
}

fn are_one(alike: &Alike) -> bool {
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    alike.similarity >= SAME && alike.apart.iter().all(is_filler)
}
