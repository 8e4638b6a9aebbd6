//! Is a text like these examples rather than like those counter-examples? For many thousands of both.
//!
//! Kernel ridge regression as in `kernel`, but for each text anew over its nearest lessons alone: nothing is trained at the
//! start, and the cost of a text does not grow with the square of all that was taught. What is far away adds little to a
//! text's score and much to its noise: of the danger in `danger.second.jsonl` the nearest 300 of 12,816 lessons found 0.86
//! where 0.3% of ordinary messages alarm and 0.94 where 4% of look-alikes do, all of them together 0.81 and 0.94.
//!
//! Source of the idea: Bottou & Vapnik, "Local learning algorithms" (1992).

use std::sync::Arc;

use faer::linalg::solvers::Solve;
use faer::{Mat, Side};

use super::index::Index;
use super::meaning::Encoder;
use super::rank::{Neighbour, neighbours};
use super::spelling::Mended;

/// Lessons that a text is judged by. Flat optimum: 300 to 1,200 (measured); the cost grows with its square.
const NEAREST: usize = 300;

/// Ridge on the kernel's diagonal, as in `kernel`; a smaller one suits the nearest, among which copies are common.
const RIDGE: f32 = 0.2;

/// Learned from examples and counter-examples; immutable from then on.
#[derive(Debug)]
pub struct Recognizer {
    index: Index,
    /// The first so many lessons are examples.
    examples: usize,
}

/// How like the examples a text is.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognition {
    /// About 1 for a text like the examples, about -1 for one like the counter-examples, 0 for one like neither or both.
    pub strength: f64,
    /// The lessons most like the text, nearest first: examples have the first numbers, in their order.
    pub nearest: Vec<Neighbour>,
}

impl Recognizer {
    /// Learns both. Cost: one run of the encoder a text.
    pub fn learn(
        examples: &[&str],
        counter_examples: &[&str],
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Self {
        let texts = examples.iter().chain(counter_examples).copied();
        Self {
            index: Index::learn(texts, encoder),
            examples: examples.len(),
        }
    }

    /// A text's words as they are matched.
    pub fn read(&self, text: &str) -> Mended {
        self.index.read(text)
    }

    /// Judges a text; one that has nothing in common with any lesson has no strength.
    pub fn recognize(&self, text: &str) -> Recognition {
        let likeness = self.index.likeness(&self.index.read(text));
        Recognition {
            strength: self.strength(&likeness.kernels()),
            nearest: neighbours(&likeness),
        }
    }

    /// The ridge regression's value, from the kernel between the text and each lesson.
    fn strength(&self, kernel: &[f32]) -> f64 {
        let chosen = highest(kernel, NEAREST);
        let mut among = self.index.kernel_among(&chosen);
        for i in 0..chosen.len() {
            among[(i, i)] += RIDGE;
        }
        let to_text = Mat::from_fn(chosen.len(), 1, |i, _| kernel[chosen[i]]);
        // Positive definite, since the ridge is added to a positive semi-definite kernel; were rounding to break that,
        // nothing is known rather than something wrong.
        let Ok(factor) = among.llt(Side::Lower) else {
            return 0.0;
        };
        let weights = factor.solve(&to_text);
        let target = |lesson| if lesson < self.examples { 1.0 } else { -1.0 };
        let terms = chosen.iter().enumerate();
        terms
            .map(|(i, &lesson)| target(lesson) * f64::from(weights[(i, 0)]))
            .sum()
    }
}

/// The places of the highest values, so many at most; of equal ones the first.
fn highest(values: &[f32], most: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    let order = |&a: &usize, &b: &usize| values[b].total_cmp(&values[a]).then(a.cmp(&b));
    if most < places.len() {
        places.select_nth_unstable_by(most, order);
        places.truncate(most);
    }
    // In the lessons' order, so that sums come out the same on every run.
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognizer() -> Recognizer {
        let examples = ["i want to die", "i will end my life", "nothing to live for"];
        let others = [
            "i could die for a massage",
            "my phone died",
            "see you on friday",
        ];
        Recognizer::learn(&examples, &others, None)
    }

    #[test]
    fn examples_are_strong_and_counter_examples_weak() {
        let strength = |text| recognizer().recognize(text).strength;
        assert!(strength("i will end my life") > 0.5);
        assert!(strength("my phone died") < -0.5);
        assert!(strength("i want to end my life") > strength("my phone has died"));
    }

    #[test]
    fn the_nearest_lesson_comes_first() {
        let nearest = recognizer().recognize("i will end my life").nearest;
        assert_eq!(nearest.first().map(|n| n.lesson), Some(1));
    }

    #[test]
    fn nothing_learned_and_nothing_said_have_no_strength() {
        let untaught = Recognizer::learn(&[], &[], None);
        assert!(untaught.recognize("anything").strength.abs() < f64::EPSILON);
        assert!(recognizer().recognize("").strength.is_finite());
    }

    #[test]
    fn the_highest_values_are_chosen() {
        assert_eq!(highest(&[0.1, 0.9, 0.5, 0.9], 2), [1, 3]);
        assert_eq!(highest(&[0.5, 0.5, 0.5], 2), [0, 1]);
        assert_eq!(highest(&[], 2), [0; 0]);
    }
}
