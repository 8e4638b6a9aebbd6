//! Which of the waiting questions ask the same.
//!
//! Compared are the letters of the words that carry the meaning, two at a time: so a typo or another ending costs little,
//! and words in common that every question has ('can I', 'do you') count nothing. It has no dictionary of synonyms: 'parking'
//! and 'where do I leave my car' stay two questions, which costs a suggestion and misleads nobody.

use toml::value::Date;

use super::facts::WaitingQuestion;
use crate::matching::normalize::{fold, words};

/// From this share of common letter pairs on, two questions ask the same. Of the pairs in the tests those that do have 0.67
/// or more, those that don't 0.59 or less ('can men book', 'can children book').
const ALIKE: f64 = 0.63;

/// Characters that are compared: enough for any question, and few enough for hundreds of long ones.
const COMPARED: usize = 200;

/// English words that tell nothing of what a question at a clinic is about. 'Before' and 'after' do.
const COMMON: [&str; 75] = [
    "a",
    "about",
    "accept",
    "am",
    "an",
    "and",
    "any",
    "anything",
    "are",
    "as",
    "ask",
    "at",
    "be",
    "bring",
    "can",
    "come",
    "could",
    "did",
    "do",
    "does",
    "for",
    "from",
    "get",
    "guys",
    "have",
    "hello",
    "here",
    "hey",
    "hi",
    "how",
    "i",
    "if",
    "im",
    "in",
    "is",
    "it",
    "its",
    "just",
    "like",
    "massage",
    "me",
    "my",
    "need",
    "of",
    "offer",
    "ok",
    "on",
    "one",
    "or",
    "place",
    "please",
    "possible",
    "sell",
    "session",
    "should",
    "so",
    "something",
    "take",
    "thanks",
    "that",
    "the",
    "there",
    "this",
    "to",
    "want",
    "was",
    "we",
    "what",
    "when",
    "where",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Questions that ask the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group<'a> {
    /// The one that was sent most often.
    pub(super) text: &'a str,
    /// How many different texts there are.
    pub(super) texts: u64,
    /// How often they were sent in all.
    pub(super) times: u64,
    /// When the first of them was sent first.
    pub(super) first_day: Date,
    key: String,
}

/// The waiting questions in groups. Each question joins the first group whose most sent text it is like, so that no chain
/// of small steps leads from one thing to another.
pub(super) fn groups(waiting: &[WaitingQuestion]) -> Vec<Group<'_>> {
    let mut waiting: Vec<&WaitingQuestion> = waiting.iter().collect();
    waiting.sort_by(|one, other| {
        let by_times = other.times.cmp(&one.times);
        by_times.then_with(|| one.text.cmp(&other.text))
    });
    let mut groups: Vec<Group<'_>> = Vec::new();
    for question in waiting {
        let key = key(&question.text);
        match groups.iter_mut().find(|group| is_alike(&group.key, &key)) {
            Some(group) => {
                group.texts += 1;
                group.times = group.times.saturating_add(question.times);
                group.first_day = group.first_day.min(question.first_day);
            }
            None => groups.push(Group {
                text: &question.text,
                texts: 1,
                times: question.times,
                first_day: question.first_day,
                key,
            }),
        }
    }
    groups
}

/// The words that carry the meaning; all of them where none does.
fn key(text: &str) -> String {
    let beginning: String = text.chars().take(COMPARED).collect();
    let all = words(&fold(&beginning));
    let telling = all.iter().filter(|word| !COMMON.contains(&word.as_str()));
    let telling: Vec<&str> = telling.map(String::as_str).collect();
    if telling.is_empty() {
        all.join(" ")
    } else {
        telling.join(" ")
    }
}

fn is_alike(one: &str, other: &str) -> bool {
    strsim::sorensen_dice(one, other) >= ALIKE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::staff::digest::week::day;

    fn waiting(text: &str, times: u64) -> WaitingQuestion {
        WaitingQuestion {
            text: text.to_owned(),
            times,
            first_day: day("2026-11-17").unwrap(),
        }
    }

    #[track_caller]
    fn check(one: &str, other: &str, groups_in_all: usize) {
        let likeness = strsim::sorensen_dice(&key(one), &key(other));
        let both = [waiting(one, 2), waiting(other, 1)];
        assert_eq!(
            groups(&both).len(),
            groups_in_all,
            "{one} | {other}: {likeness}"
        );
    }

    #[test]
    fn other_words_around_the_same_thing_ask_the_same() {
        check("do you take walk-ins?", "Can I come as a walk in", 1);
        check(
            "do you sell gift cards",
            "hey guys, can i get a gift card here",
            1,
        );
        check("where can I park", "is there parking at your place", 1);
        check(
            "is it ok to eat before a massage",
            "can i eat something before",
            1,
        );
        check(
            "can I bring my toddler",
            "can i bring a toddler along to the session",
            1,
        );
        check(
            "do you do lymphatic drainage",
            "is lymph drainage something you offer",
            1,
        );
        check("¿hacéis masajes para niños?", "haceis masaje para niños", 1);
    }

    #[test]
    fn the_same_words_around_another_thing_ask_something_else() {
        check("do you sell gift cards", "do you take credit cards", 2);
        check("can I bring my dog", "can I bring my baby", 2);
        check("do you take walk-ins?", "do you take insurance?", 2);
        check("how long is a session", "how much is a session", 2);
        check("what should I wear", "what should I eat", 2);
        check(
            "can I shower before a massage",
            "can I shower after a massage",
            2,
        );
        check("can i cancel my booking", "can i change my booking", 2);
        check("can men book", "can children book", 2);
        check("", "can I bring my dog", 2);
    }

    #[test]
    fn a_group_adds_up_under_its_most_sent_text() {
        let mut late = waiting("can i get a gift card", 1);
        late.first_day = day("2026-11-02").unwrap();
        let all = [
            waiting("gift cards?", 1),
            waiting("do you sell gift cards", 3),
            late,
        ];
        let groups = groups(&all);
        let [group] = groups.as_slice() else {
            panic!("{groups:?}");
        };
        assert_eq!(
            (group.text, group.texts, group.times, group.first_day),
            ("do you sell gift cards", 3, 5, day("2026-11-02").unwrap())
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_question_is_lost_and_their_order_does_not_matter(texts in proptest::collection::vec("[a-d ]{0,8}|\\PC{0,9}", 0..8)) {
            let all: Vec<WaitingQuestion> = texts.iter().map(|text| waiting(text, 2)).collect();
            let found = groups(&all);
            prop_assert_eq!(found.iter().map(|group| group.texts).sum::<u64>(), all.len() as u64);
            let turned: Vec<WaitingQuestion> = all.iter().rev().cloned().collect();
            prop_assert_eq!(groups(&turned), found);
        }
    }
}
