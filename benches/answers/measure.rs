//! How well a method finds the entry, and how well its score tells a question that no entry answers.

use std::time::Instant;

use crate::sets::Question;

/// A method's best entry for a question, with a score that is higher the surer it is.
pub(crate) struct Best {
    pub(crate) entry: String,
    pub(crate) score: f64,
}

/// What a method's line shows; nothing where there are no such questions.
pub(crate) struct Measured {
    pub(crate) best: Option<f64>,
    pub(crate) right_at_5_percent: Option<f64>,
    pub(crate) right_at_1_percent: Option<f64>,
    pub(crate) milliseconds: f64,
}

/// Asks every question, one after the other.
pub(crate) fn measure(questions: &[Question], ask: impl Fn(&str) -> Option<Best>) -> Measured {
    let start = Instant::now();
    let answers: Vec<Option<Best>> = questions.iter().map(|q| ask(&q.text)).collect();
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0 * share(1, questions.len());
    let mut right = Vec::new();
    let mut uncovered = Vec::new();
    let mut covered = 0;
    for (question, answer) in questions.iter().zip(&answers) {
        // A method that finds nothing is as unsure as can be.
        let score = answer.as_ref().map_or(f64::NEG_INFINITY, |best| best.score);
        match (&question.entry, answer) {
            (None, _) => uncovered.push(score),
            (Some(entry), Some(best)) if *entry == best.entry => right.push(score),
            (Some(_), _) => {}
        }
        covered += usize::from(question.entry.is_some());
    }
    uncovered.sort_by(|a, b| b.total_cmp(a));
    let right_at = |percent: usize| {
        let strictest_unanswered = uncovered.get(uncovered.len() * percent / 100)?;
        let answered = right.iter().filter(|score| *score > strictest_unanswered);
        (covered > 0).then(|| share(answered.count(), covered))
    };
    Measured {
        best: (covered > 0).then(|| share(right.len(), covered)),
        right_at_5_percent: right_at(5),
        right_at_1_percent: right_at(1),
        milliseconds,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of questions are far below 2^52"
)]
fn share(count: usize, all: usize) -> f64 {
    count as f64 / all.max(1) as f64
}
