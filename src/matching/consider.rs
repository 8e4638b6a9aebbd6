//! A whole message to one verdict: the message as it is, and each question inside it.
//!
//! A question that is buried among other matters is lost in the whole; by itself it is as clear as if it had been asked
//! alone. So each part is ranked, too, and the clearest word counts. A part that only a person may answer ('I'm pregnant.
//! How often should I come?') decides for the whole message.

use rayon::prelude::*;

use super::decide::{MOST_SUGGESTED, Verdict, decide};
use super::normalize::{both_ends, fold, questions, words};
use super::{Matcher, Ranking, Role};

/// Parts of a message that are read, from both its ends: an encoder takes some milliseconds a part.
const MOST_PARTS: usize = 12;

/// Fewer words are no question by themselves.
const SHORTEST_PART: usize = 3;

/// From this many words on a message is long, and its question may be lost in it.
const LONG: usize = 25;

/// What a message comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What the verdict rests on: the ranking of the message, or of its clearest part.
    pub ranking: Ranking,
    /// What it allows to say.
    pub verdict: Verdict,
    /// Another class that a second question of the message clearly asks for.
    pub also: Option<usize>,
    /// The part of the message that decided, folded; nothing where the whole did.
    pub part: Option<String>,
}

impl Finding {
    fn of(matcher: &Matcher, text: &str, part: Option<String>) -> Self {
        let ranking = matcher.rank(text);
        Self {
            part,
            verdict: decide(matcher, &ranking),
            ranking,
            also: None,
        }
    }

    fn confidence(&self) -> f64 {
        let best = self.ranking.candidates.first();
        best.map_or(0.0, |best| best.confidence)
    }

    fn answer(&self) -> Option<usize> {
        match self.verdict {
            Verdict::Answer(class) => Some(class),
            _ => None,
        }
    }
}

/// Considers a message and each question in it.
pub fn consider(matcher: &Matcher, text: &str) -> Finding {
    let whole = Finding::of(matcher, text, None);
    let folded = fold(text);
    let parts = parts(&folded);
    if parts.len() < 2 {
        return whole;
    }
    let parts: Vec<Finding> = parts
        .into_par_iter()
        .map(|part| Finding::of(matcher, part, Some(part.trim().to_owned())))
        .collect();
    if let Some(referral) = parts.iter().find(|part| is_sure_referral(matcher, part)) {
        return referral.clone();
    }
    // What a part says counts only where the whole message leans that way, too.
    let leans = |part: &Finding, among: usize| {
        part.answer().is_some_and(|class| {
            nearest_entries(matcher, &whole.ranking, among).any(|near| near == class)
        })
    };
    let answers = parts.iter().filter(|part| leans(part, MOST_SUGGESTED));
    let mut answers: Vec<&Finding> = answers.collect();
    answers.sort_by(|a, b| b.confidence().total_cmp(&a.confidence()));
    let first = if whole.answer().is_some() {
        // What is clear as it is needs no taking apart: parts mislead as often as they help (measured).
        &whole
    } else {
        let is_long = words(&folded).len() >= LONG;
        let among = if is_long { MOST_SUGGESTED } else { 1 };
        match answers.iter().find(|part| leans(part, among)) {
            Some(clearest) => clearest,
            None => return whole,
        }
    };
    Finding {
        also: answers
            .iter()
            .filter_map(|answer| answer.answer())
            .find(|&class| Some(class) != first.answer()),
        ..first.clone()
    }
}

/// A part that asks, beyond doubt, what only a person may answer.
fn is_sure_referral(matcher: &Matcher, part: &Finding) -> bool {
    matches!(part.verdict, Verdict::Refer(_))
        && part.confidence() >= matcher.thresholds().answer
        && part
            .ranking
            .candidates
            .first()
            .is_some_and(|best| matcher.role(best.class) == Role::Referral)
}

fn nearest_entries<'a>(
    matcher: &'a Matcher,
    ranking: &'a Ranking,
    most: usize,
) -> impl Iterator<Item = usize> + 'a {
    let classes = ranking.candidates.iter().map(|candidate| candidate.class);
    classes
        .filter(|&class| matcher.role(class) == Role::Entry)
        .take(most)
}

fn parts(folded: &str) -> Vec<&str> {
    let all: Vec<&str> = questions(folded)
        .into_iter()
        .filter(|part| words(part).len() >= SHORTEST_PART)
        .collect();
    both_ends(&all, MOST_PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Class, Lesson};

    const CRYING: usize = 0;
    const OFTEN: usize = 1;
    const PREGNANT: usize = 2;

    fn matcher() -> Matcher {
        let texts = [
            ("is it normal to cry during a massage", CRYING),
            ("why did i cry on the table", CRYING),
            ("i was crying the whole session", CRYING),
            ("how often should i come for a massage", OFTEN),
            ("how many times a month should i come", OFTEN),
            ("is once a week too often", OFTEN),
            ("i am pregnant can i have a massage", PREGNANT),
            ("massage during my pregnancy", PREGNANT),
            ("see you all on friday", 3),
            ("my dog ate the remote again", 3),
        ];
        let lessons = texts.map(|(text, class)| Lesson { text, class });
        let roles = [Role::Entry, Role::Entry, Role::Referral, Role::Background];
        let classes = roles.map(|role| Class { role, name: "" });
        Matcher::learn(&classes, &lessons, None)
    }

    #[test]
    fn of_two_questions_one_is_answered_and_the_other_kept() {
        let text = "is it normal to cry during a massage and how often should i come for a massage";
        let found = consider(&matcher(), text);
        let asked = [found.answer(), found.also];
        assert!(
            asked.contains(&Some(CRYING)) && asked.contains(&Some(OFTEN)),
            "{found:?}"
        );
    }

    #[test]
    fn a_question_is_found_among_other_matters() {
        let text = "hello everyone, we moved house last week and the boxes are still all over the living room floor. \
                    the cat hides in one. how often should i come for a massage? thank you all so much for reading";
        let found = consider(&matcher(), text);
        assert_eq!(found.answer(), Some(OFTEN), "{found:?}");
        assert_eq!(
            found.part.as_deref(),
            Some("how often should i come for a massage")
        );
    }

    #[test]
    fn what_only_a_person_may_answer_decides_for_the_message() {
        let text = "i am pregnant can i have a massage. how often should i come for a massage?";
        assert_eq!(consider(&matcher(), text).verdict, Verdict::Refer(PREGNANT));
    }
}
