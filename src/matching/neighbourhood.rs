//! What the lessons nearest to a text say of it.
//!
//! Kernel ridge regression as in `kernel`, but for each text anew over its nearest lessons alone: nothing is trained at the
//! start, and the cost of a text does not grow with the square of all that was taught. What is far away adds little to a
//! text's score and much to its noise.
//!
//! Source of the idea: Bottou & Vapnik, "Local learning algorithms" (1992).

use std::sync::Arc;

use faer::linalg::solvers::Solve;
use faer::{Mat, Side};

use super::likeness::{Kernel, Likeness};
use super::meaning::{Encoder, MeaningIndex};
use super::rank::{Neighbour, neighbours};
use super::spelling::Mended;
use super::text::{TextIndex, TextVector};

/// Lessons that a text is judged by. Flat optimum: 150 to 1,200 (measured); the cost grows with its square.
const NEAREST: usize = 150;

/// Ridge on the kernel's diagonal, as in `kernel`; a smaller one suits the nearest, among which copies are common.
const RIDGE: f32 = 0.2;

/// The lessons that are asked, by their numbers, and what they mean.
#[derive(Debug)]
pub(super) struct Neighbourhood {
    lessons: Vec<usize>,
    targets: Vec<f32>,
    meaning: Option<MeaningIndex>,
    kernel: Kernel,
}

impl Neighbourhood {
    /// Of the lessons with these numbers; `targets` and `sentences` are those of all lessons. Without an encoder, meaning has
    /// no say. Cost: one run of the encoder for each of these lessons.
    pub(super) fn learn(
        lessons: Vec<usize>,
        targets: &[f32],
        sentences: &[String],
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Self {
        let theirs = |encoder| {
            let sentences = lessons.iter().map(|&lesson| sentences[lesson].clone());
            MeaningIndex::learn(encoder, &sentences.collect::<Vec<String>>())
        };
        Self {
            meaning: encoder.map(theirs),
            targets: lessons.iter().map(|&lesson| targets[lesson]).collect(),
            lessons,
            kernel: Kernel::smooth(),
        }
    }

    /// What the nearest lessons say of a text: about their targets' value where they agree, 0 where nothing is near. And which
    /// lessons are the very nearest.
    pub(super) fn ask(
        &self,
        all: &TextIndex,
        read: &Mended,
        text: &TextVector,
    ) -> (f64, Vec<Neighbour>) {
        let likeness = self.likeness(all, read, text);
        let nearest = neighbours(&likeness).into_iter().map(|near| Neighbour {
            lesson: self.lessons[near.lesson],
            ..near
        });
        (
            self.regress(all, &self.kernel.of(&likeness)),
            nearest.collect(),
        )
    }

    fn likeness(&self, all: &TextIndex, read: &Mended, text: &TextVector) -> Likeness {
        let by_text = all.similarities(text);
        let meaning = self.meaning.as_ref();
        let meaning = meaning.map(|index| index.similarities(&read.sentence));
        Likeness {
            text: self.lessons.iter().map(|&lesson| by_text[lesson]).collect(),
            meaning: meaning.unwrap_or_default(),
        }
    }

    /// The ridge regression's value, from the kernel between the text and each lesson.
    fn regress(&self, all: &TextIndex, to_text: &[f32]) -> f64 {
        let chosen = highest(to_text, NEAREST);
        let mut among = self.kernel_among(all, &chosen);
        for i in 0..chosen.len() {
            among[(i, i)] += RIDGE;
        }
        let right = Mat::from_fn(chosen.len(), 1, |i, _| to_text[chosen[i]]);
        // Positive definite, since the ridge is added to a positive semi-definite kernel; were rounding to break that,
        // nothing is known rather than something wrong.
        let Ok(factor) = among.llt(Side::Lower) else {
            return 0.0;
        };
        let weights = factor.solve(&right);
        let terms = chosen.iter().enumerate();
        terms
            .map(|(i, &place)| f64::from(self.targets[place] * weights[(i, 0)]))
            .sum()
    }

    /// The kernel's values among some of the lessons, in the order of `chosen`: 1 on the diagonal but for lessons that say
    /// nothing, and zeros above it, since the matrix is symmetric and an exponential costs.
    fn kernel_among(&self, all: &TextIndex, chosen: &[usize]) -> Mat<f32> {
        let numbers: Vec<usize> = chosen.iter().map(|&place| self.lessons[place]).collect();
        let mut values = all.among(&numbers);
        let meaning = self.meaning.as_ref().map(|index| index.among(chosen));
        for j in 0..chosen.len() {
            for i in j..chosen.len() {
                let meaning = meaning.as_ref().map(|meaning| meaning[(i, j)]);
                values[(i, j)] = self.kernel.at(values[(i, j)], meaning);
            }
        }
        values
    }
}

/// The places of the highest values, so many at most; of equal ones the first.
pub(super) fn highest(values: &[f32], most: usize) -> Vec<usize> {
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

    #[test]
    fn the_highest_values_are_chosen() {
        assert_eq!(highest(&[0.1, 0.9, 0.5, 0.9], 2), [1, 3]);
        assert_eq!(highest(&[0.5, 0.5, 0.5], 2), [0, 1]);
        assert_eq!(highest(&[], 2), [0; 0]);
    }
}
