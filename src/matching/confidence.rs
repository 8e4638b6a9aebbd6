//! How likely a candidate is to be right, learned from the FAQ itself.
//!
//! A logistic regression over held-out scores of the teaching texts: with the text taken out, the best class is right
//! when it is the text's own; with the whole class taken out, it stands for a question that nobody covers, and every
//! candidate is wrong. No labelled question is needed, so each clinic's FAQ calibrates itself.

use faer::linalg::solvers::Solve;
use faer::{Mat, Side};

/// Numbers that describe one candidate; [`Evidence`] names them.
const FEATURES: usize = 7;

/// Newton's method has converged long before this on a few thousand rows.
const NEWTON_STEPS: usize = 25;

/// How often a step is halved before it is given up.
const HALVINGS: i32 = 20;

/// Where the weights stand before an FAQ's own texts have spoken: about what FAQs of 770 to 2,100 texts come to by
/// themselves (clinic, BANKING77, CLINC150). A new clinic's first ten phrasings say too little; without this, they
/// taught that nothing is ever right.
const PRIOR: Weights = [0.5, 4.0, -0.5, 2.0, 0.0, 0.5, 0.8, 1.0];

/// How firmly they stand there, as the curvature that about a hundred texts bring.
const PRIOR_STRENGTH: f64 = 2.0;

/// Scores below this are equally hopeless; keeps the logarithm finite.
const LOWEST_SCORE: f64 = 0.01;

/// What is known of one candidate class for one text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Evidence {
    /// The candidate's kernel-ridge score.
    pub(super) score: f64,
    /// The best score among the other classes that can be a decision.
    pub(super) runner_up: f64,
    /// The background's score, 0 without a background.
    pub(super) background: f64,
    /// Similarity to the candidate's nearest phrasing.
    pub(super) similarity: f64,
    /// Similarity to the nearest background message, 0 without a background.
    pub(super) background_similarity: f64,
}

impl Evidence {
    fn features(self) -> [f64; FEATURES] {
        [
            self.score,
            self.score - self.runner_up,
            self.background,
            self.score - self.background,
            self.similarity,
            self.similarity - self.background_similarity,
            self.score.max(LOWEST_SCORE).ln(),
        ]
    }
}

/// One held-out row: what was known, and whether the candidate was right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial {
    pub(super) evidence: Evidence,
    pub(super) is_right: bool,
    /// How much this row counts; 1 is an ordinary one.
    pub(super) weight: f64,
}

/// The fitted regression; its answer is a probability, 0.0–1.0.
#[derive(Debug, Clone)]
pub(super) struct ConfidenceModel {
    /// One weight a feature, the intercept last.
    weights: Weights,
}

type Weights = [f64; FEATURES + 1];

impl ConfidenceModel {
    /// Fits the trials; without any, the prior weights stand.
    ///
    /// Newton's method, each step halved until it makes things better: far from the optimum a full step can run away.
    pub(super) fn fit(trials: &[Trial]) -> Self {
        let mut model = Self { weights: PRIOR };
        for _ in 0..NEWTON_STEPS {
            let Some(step) = model.newton_step(trials) else {
                break;
            };
            let loss = model.loss(trials);
            let better = (0..HALVINGS)
                .map(|halvings| model.moved(&step, 0.5_f64.powi(halvings)))
                .find(|moved| moved.loss(trials) < loss);
            let Some(better) = better else { break };
            model = better;
        }
        model
    }

    fn moved(&self, step: &[f64], share: f64) -> Self {
        let weights = self
            .weights
            .iter()
            .zip(step)
            .map(|(weight, change)| weight + share * change);
        let mut moved = Self { weights: PRIOR };
        for (slot, weight) in moved.weights.iter_mut().zip(weights) {
            *slot = weight;
        }
        moved
    }

    /// What the fit makes small: surprise over the trials, and distance from the prior.
    fn loss(&self, trials: &[Trial]) -> f64 {
        let surprise = |trial: &Trial| {
            let confidence = self.confidence(trial.evidence);
            let right = if trial.is_right {
                confidence
            } else {
                1.0 - confidence
            };
            -trial.weight * right.max(f64::MIN_POSITIVE).ln()
        };
        let distance: f64 = self
            .weights
            .iter()
            .zip(PRIOR)
            .map(|(weight, prior)| (weight - prior).powi(2))
            .sum();
        trials.iter().map(surprise).sum::<f64>() + PRIOR_STRENGTH / 2.0 * distance
    }

    /// The probability that this candidate is right.
    pub(super) fn confidence(&self, evidence: Evidence) -> f64 {
        logistic(
            inputs(evidence)
                .iter()
                .zip(&self.weights)
                .map(|(input, weight)| input * weight)
                .sum(),
        )
    }

    fn newton_step(&self, trials: &[Trial]) -> Option<Vec<f64>> {
        let size = FEATURES + 1;
        let mut curvature =
            Mat::from_fn(size, size, |i, j| if i == j { PRIOR_STRENGTH } else { 0.0 });
        let mut gradient = Mat::from_fn(size, 1, |i, _| {
            PRIOR_STRENGTH * (PRIOR[i] - self.weights[i])
        });
        for trial in trials {
            let inputs = inputs(trial.evidence);
            let expected = self.confidence(trial.evidence);
            let target = if trial.is_right { 1.0 } else { 0.0 };
            let spread = trial.weight * expected * (1.0 - expected);
            for i in 0..size {
                gradient[(i, 0)] += trial.weight * (target - expected) * inputs[i];
                for j in 0..size {
                    curvature[(i, j)] += spread * inputs[i] * inputs[j];
                }
            }
        }
        let step = curvature.llt(Side::Lower).ok()?.solve(&gradient);
        Some((0..size).map(|i| step[(i, 0)]).collect())
    }
}

/// The features, and a constant for the intercept.
fn inputs(evidence: Evidence) -> Weights {
    let features = evidence.features();
    std::array::from_fn(|i| features.get(i).copied().unwrap_or(1.0))
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(score: f64, is_right: bool) -> Trial {
        let evidence = Evidence {
            score,
            runner_up: 0.2,
            background: 0.1,
            similarity: score,
            background_similarity: 0.1,
        };
        Trial {
            evidence,
            is_right,
            weight: 1.0,
        }
    }

    #[test]
    fn stronger_evidence_means_more_confidence() {
        let trials: Vec<Trial> = (0..100)
            .map(|i| trial(f64::from(i) / 100.0, i % 10 < i / 10))
            .collect();
        let model = ConfidenceModel::fit(&trials);
        let at = |score| model.confidence(trial(score, true).evidence);
        assert!(at(0.1) < 0.4 && at(0.9) > 0.6, "{} {}", at(0.1), at(0.9));
    }

    #[test]
    fn separable_or_missing_trials_stay_finite() {
        let separable: Vec<Trial> = (0..20).map(|i| trial(f64::from(i), i > 10)).collect();
        assert!(
            ConfidenceModel::fit(&separable)
                .confidence(trial(0.0, true).evidence)
                .is_finite()
        );
        let untaught = ConfidenceModel::fit(&[]);
        assert!(untaught.confidence(trial(0.1, true).evidence) < 0.5);
        assert!(untaught.confidence(trial(0.9, true).evidence) > 0.9);
    }
}
