//! What speaks for a class in every text alike: one weight a word, word pair and letter group.
//!
//! Ridge regression in a straight line over all lessons. It knows what the neighbourhood of a text can't: that a word means
//! danger whatever stands around it, learned from thousands of lessons none of which is near. What a straight line can't
//! know, that the same word is harmless among these others, the nearest lessons do.
//!
//! The weights are found by conjugate gradients on the least squares (CGLS), which needs the lessons' features only to
//! multiply with and never a matrix among lessons. Source: Björck, "Numerical Methods for Least Squares Problems" (1996),
//! algorithm 7.4.1.

use super::text::{TextIndex, TextVector};

/// How firmly the weights are held near zero. Flat optimum: 0.1 to 0.3 (measured on the sets of danger).
const RIDGE: f32 = 0.3;

/// Steps of the conjugate gradients: measured, more change nothing that is decided by.
const STEPS: usize = 50;

/// Where the gradient is so small a part of the first, there is nothing more to learn.
const CONVERGED: f32 = 1e-4;

/// A straight line over the features of texts.
#[derive(Debug, Clone)]
pub(super) struct Trend {
    /// One weight a feature.
    weights: Vec<f32>,
    /// What a text without any feature gets.
    constant: f32,
}

impl Trend {
    /// Learns the line that comes nearest to the lessons' targets, one a lesson, in their order.
    ///
    /// Cost: some fifty times reading all lessons' features.
    pub(super) fn learn(lessons: &TextIndex, targets: &[f32]) -> Self {
        let mut line = Self {
            weights: vec![0.0; lessons.features()],
            constant: 0.0,
        };
        let mut missing = targets.to_vec();
        let mut gradient = Self::pulled(lessons, &missing);
        let mut direction = gradient.clone();
        let mut steepness = gradient.dot(&gradient);
        let flat = CONVERGED * CONVERGED * steepness;
        for _ in 0..STEPS {
            if steepness <= flat {
                break;
            }
            let change = direction.along(lessons);
            let curvature = dot(&change, &change) + RIDGE * direction.dot(&direction);
            let step = steepness / curvature;
            line.add(step, &direction);
            add(&mut missing, -step, &change);
            gradient = Self::pulled(lessons, &missing);
            gradient.add(-RIDGE, &line);
            let steepness_now = gradient.dot(&gradient);
            direction = direction.turned(steepness_now / steepness, &gradient);
            steepness = steepness_now;
        }
        line
    }

    /// The line's value for a text: about the target of the lessons that share its features.
    pub(super) fn at(&self, text: &TextVector) -> f32 {
        self.constant + text.dot(&self.weights)
    }

    /// The line's value at each lesson.
    pub(super) fn along(&self, lessons: &TextIndex) -> Vec<f32> {
        let mut values = lessons.along(&self.weights);
        for value in &mut values {
            *value += self.constant;
        }
        values
    }

    /// Where the lessons pull a line, each as hard as its value.
    fn pulled(lessons: &TextIndex, values: &[f32]) -> Self {
        Self {
            weights: lessons.pull(values),
            constant: values.iter().sum(),
        }
    }

    fn dot(&self, other: &Self) -> f32 {
        dot(&self.weights, &other.weights) + self.constant * other.constant
    }

    fn add(&mut self, times: f32, other: &Self) {
        add(&mut self.weights, times, &other.weights);
        self.constant += times * other.constant;
    }

    /// So many times itself, and once the other.
    fn turned(self, times: f32, other: &Self) -> Self {
        let weights = self.weights.iter().zip(&other.weights);
        Self {
            weights: weights.map(|(own, other)| times * own + other).collect(),
            constant: times * self.constant + other.constant,
        }
    }
}

/// The sum of the products. In eight lanes: a single running sum would lose digits over a hundred thousand terms, and time.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    let (a_lanes, a_rest) = a.as_chunks::<LANES>();
    let (b_lanes, b_rest) = b.as_chunks::<LANES>();
    for (a, b) in a_lanes.iter().zip(b_lanes) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

fn add(to: &mut [f32], times: f32, other: &[f32]) {
    for (to, other) in to.iter_mut().zip(other) {
        *to += times * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[&str]) -> TextIndex {
        let words = |text: &&str| text.split(' ').map(str::to_owned).collect();
        TextIndex::learn(&texts.iter().map(words).collect::<Vec<Vec<String>>>())
    }

    #[test]
    fn a_word_is_weighed_whatever_stands_around_it() {
        let index = index(&[
            "my husband hits me",
            "he hits me again",
            "she hits me at home",
            "the hits of the eighties",
            "my husband sings",
            "he sings again at home",
        ]);
        let trend = Trend::learn(&index, &[1.0, 1.0, 1.0, -1.0, -1.0, -1.0]);
        let at = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            trend.at(&index.vector(&words))
        };
        assert!(
            at("the gardener hits me") > 0.1,
            "{}",
            at("the gardener hits me")
        );
        assert!(
            at("the gardener sings") < -0.1,
            "{}",
            at("the gardener sings")
        );
    }

    #[test]
    fn the_line_comes_near_its_targets() {
        let index = index(&["hits me", "sings well", "hits hard"]);
        let targets = [1.0, -1.0, 1.0];
        let values = Trend::learn(&index, &targets).along(&index);
        for (value, target) in values.iter().zip(targets) {
            assert!((value - target).abs() < 0.4, "{values:?}");
        }
    }

    #[test]
    fn nothing_taught_is_a_flat_line() {
        let index = index(&[]);
        let trend = Trend::learn(&index, &[]);
        let nothing = index.vector(&["anything".to_owned()]);
        assert!(trend.at(&nothing).abs() < f32::EPSILON);
    }

    #[test]
    fn a_long_sum_keeps_its_digits() {
        let ones = vec![1.0; 100_003];
        assert!((dot(&ones, &ones) - 100_003.0).abs() < f32::EPSILON);
    }
}
