//! From a ranking to a verdict: answer, suggest, refer, or nothing.
//!
//! The thresholds come from the FAQ's own held-out texts, so that each clinic's FAQ, large or small, gets its own.

use super::calibrate::{HeldOutOutcome, Truth};
use super::{Background, Candidate, Matcher, Ranking, Role};

/// Share of held-out background messages that may pass the answer threshold. Raised, more is answered and more wrongly:
/// 0.03, 0.05 and 0.07 gave 0.60, 0.65 and 0.68 right, 0.044, 0.051 and 0.051 wrong on the clinic's dev cases.
const BACKGROUND_ANSWERED: f64 = 0.05;

/// Share of held-out texts of a removed class that may pass it. It is what decides for an FAQ without a background: at 0.2
/// and 0.3, 4% and 8% of CLINC150's uncovered questions are answered, and 0.58 and 0.64 of the covered ones rightly.
const UNCOVERED_ANSWERED: f64 = 0.25;

/// Share of held-out background messages that may pass the refer threshold: sending somebody to the clinic who needn't
/// have asked is a small mistake, answering a health question a large one.
const BACKGROUND_REFERRED: f64 = 0.15;

/// An answer is never given below this confidence, however calm the FAQ's own texts are: seven in ten would be right, and
/// on questions written by others it is fewer.
const LOWEST_ANSWER: f64 = 0.7;

/// Share of held-out texts with the right best candidate that pass the suggest threshold.
const FOUND_SUGGESTED: f64 = 0.97;

/// The background's score must be so many times the best candidate's to keep the bot from suggesting. At 2, suggestions
/// on near-topic dev cases fall from 68% to 43% while none is lost on questions the FAQ covers; at 1, 8% are lost.
const BACKGROUND_LEAD: f64 = 2.0;

/// From this similarity on a message is nearly word for word one that staff wrote down as not for the bot.
const NEAR_COPY: f64 = 0.7;

/// Most entries in a suggestion: more is a menu, not a guess.
pub const MOST_SUGGESTED: usize = 3;

/// From which confidence on which decision is taken, 0.0–1.0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// The best candidate is answered from here on.
    pub answer: f64,
    /// The best candidate is referred to the clinic from here on.
    pub refer: f64,
    /// The best candidates are suggested from here on.
    pub suggest: f64,
}

impl Thresholds {
    pub(super) fn calibrate(outcomes: &[HeldOutOutcome]) -> Self {
        let answer = passed_by(outcomes, Truth::Background, BACKGROUND_ANSWERED)
            .max(passed_by(outcomes, Truth::Uncovered, UNCOVERED_ANSWERED))
            .max(LOWEST_ANSWER);
        let suggest = passed_by(outcomes, Truth::Found, FOUND_SUGGESTED).min(answer);
        let refer =
            passed_by(outcomes, Truth::Background, BACKGROUND_REFERRED).clamp(suggest, answer);
        Self {
            answer,
            refer,
            suggest,
        }
    }
}

/// The confidence that this share of the outcomes of one kind reaches; 0 where there are none.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small counts"
)]
fn passed_by(outcomes: &[HeldOutOutcome], truth: Truth, share: f64) -> f64 {
    let mut confidences: Vec<f64> = outcomes
        .iter()
        .filter(|o| o.truth == truth)
        .map(|o| o.confidence)
        .collect();
    confidences.sort_by(|a, b| b.total_cmp(a));
    let place = (confidences.len() as f64 * share) as usize;
    confidences
        .get(place.min(confidences.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

/// What the ranking allows to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This class answers.
    Answer(usize),
    /// One of these, best first.
    Suggest(Vec<usize>),
    /// A person at the clinic must answer; the class says why.
    Refer(usize),
    /// Nothing fits.
    Nothing,
}

/// Decides by the matcher's thresholds.
pub fn decide(matcher: &Matcher, ranking: &Ranking) -> Verdict {
    let thresholds = matcher.thresholds();
    let best_of = |role| {
        ranking
            .candidates
            .iter()
            .find(move |candidate| matcher.role(candidate.class) == role)
    };
    let Some(best) = ranking.candidates.first() else {
        return Verdict::Nothing;
    };
    if ranking
        .verbatim
        .is_some_and(|class| matcher.role(class) == Role::Background)
    {
        return Verdict::Nothing;
    }
    if matcher.role(best.class) == Role::Entry && best.confidence >= thresholds.answer {
        return Verdict::Answer(best.class);
    }
    if let Some(topic) = best_of(Role::Referral)
        && is_referral(matcher, ranking, topic)
    {
        return Verdict::Refer(topic.class);
    }
    let entries = ranking
        .candidates
        .iter()
        .filter(|candidate| matcher.role(candidate.class) == Role::Entry);
    let suggested: Vec<usize> = entries
        .take(MOST_SUGGESTED)
        .map(|candidate| candidate.class)
        .collect();
    let is_close =
        best.confidence >= thresholds.suggest && !is_background(best, ranking.background);
    if is_close && !suggested.is_empty() {
        Verdict::Suggest(suggested)
    } else {
        Verdict::Nothing
    }
}

/// Whether a message that no entry clearly answers is one for the clinic. All topics together are held against the best
/// entry and the background, since they lead to one decision: a question that is half about fever and half about blood
/// thinners is no less a question for a person.
fn is_referral(matcher: &Matcher, ranking: &Ranking, topic: &Candidate) -> bool {
    let is_best = ranking
        .candidates
        .first()
        .is_some_and(|best| best.class == topic.class);
    if is_best && topic.confidence >= matcher.thresholds().refer {
        return true;
    }
    let of = |role| {
        ranking
            .candidates
            .iter()
            .filter(move |candidate| matcher.role(candidate.class) == role)
    };
    let together: f64 = of(Role::Referral)
        .map(|candidate| candidate.score.max(0.0))
        .sum();
    let entry = of(Role::Entry).next();
    let outweighs_entries = entry.is_none_or(|entry| {
        together > entry.score && (is_best || topic.similarity > entry.similarity)
    });
    outweighs_entries
        && together > ranking.background.score
        && topic.similarity > ranking.background.similarity
}

/// Whether a message is so much nearer to what is not for the bot that even a suggestion would be noise.
fn is_background(best: &Candidate, background: Background) -> bool {
    let leads_far = background.score > BACKGROUND_LEAD * best.score;
    let is_near_copy = background.similarity >= NEAR_COPY;
    background.similarity > best.similarity && (leads_far || is_near_copy)
}
