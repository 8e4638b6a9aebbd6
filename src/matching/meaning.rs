//! How alike two texts are by what they mean: the cosine of sentence vectors.
//!
//! The vectors come from outside, through [`Encoder`]; this module owns what is done with them. The lessons' mean vector
//! is taken from each first: all questions of one clinic are about massage, and only what sets them apart matters.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use faer::{Mat, MatRef};

/// Turns texts into vectors whose directions are near each other where the meanings are.
pub trait Encoder: Debug + Send + Sync {
    /// The vectors of the texts that teach: of unit length, all equally long; all zeros for a text that says nothing.
    ///
    /// Texts are lower-case sentences, and the same text gives the same vector on every call.
    fn lessons(&self, texts: &[String]) -> Vec<Vec<f32>>;

    /// The vector of one question, by the same rules.
    fn question(&self, text: &str) -> Vec<f32>;

    /// All lessons have been asked for; what is kept in memory to answer with may be forgotten.
    fn forget_lessons(&self) {}
}

/// The lessons' vectors, and the encoder that made them.
#[derive(Debug)]
pub(super) struct MeaningIndex {
    encoder: Arc<dyn Encoder>,
    mean: Vec<f32>,
    /// One vector after the other, so that many similarities are one product of matrices.
    lessons: Vec<f32>,
    count: usize,
}

impl MeaningIndex {
    /// Learns from the teaching texts.
    pub(super) fn learn(encoder: Arc<dyn Encoder>, sentences: &[String]) -> Self {
        let vectors = encoder.lessons(sentences);
        let mean = mean(&vectors);
        let lessons = vectors.iter().flat_map(|v| centred(v, &mean)).collect();
        Self {
            encoder,
            lessons,
            count: vectors.len(),
            mean,
        }
    }

    /// A text's similarities to the lessons in their order, -1.0–1.0. Cost: one run of the encoder.
    pub(super) fn similarities(&self, sentence: &str) -> Vec<f32> {
        let vector = centred(&self.encoder.question(sentence), &self.mean);
        let vector = MatRef::from_column_major_slice(&vector, self.mean.len(), 1);
        columns(&(self.matrix().transpose() * vector)).remove(0)
    }

    /// The similarities to all lessons of each lesson in a range, -1.0–1.0.
    pub(super) fn of_lessons(&self, range: Range<usize>) -> Vec<Vec<f32>> {
        let some = self.matrix().subcols(range.start, range.len());
        columns(&(self.matrix().transpose() * some))
    }

    /// The similarities among some lessons, in the order of `chosen`.
    pub(super) fn among(&self, chosen: &[usize]) -> Mat<f32> {
        let dimensions = self.mean.len();
        let mut some = Vec::with_capacity(chosen.len() * dimensions);
        for &lesson in chosen {
            some.extend_from_slice(&self.lessons[lesson * dimensions..(lesson + 1) * dimensions]);
        }
        let some = MatRef::from_column_major_slice(&some, dimensions, chosen.len());
        some.transpose() * some
    }

    /// One column a lesson.
    fn matrix(&self) -> MatRef<'_, f32> {
        MatRef::from_column_major_slice(&self.lessons, self.mean.len(), self.count)
    }
}

fn columns(matrix: &Mat<f32>) -> Vec<Vec<f32>> {
    let columns = matrix.col_iter();
    columns
        .map(|column| column.iter().copied().collect())
        .collect()
}

/// The mean of the vectors that say something.
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of texts are far below 2^24"
)]
fn mean(vectors: &[Vec<f32>]) -> Vec<f32> {
    let mut sum = vec![0.0; vectors.first().map_or(0, Vec::len)];
    let telling = vectors.iter().filter(|vector| !says_nothing(vector));
    let count = telling.clone().count().max(1) as f32;
    for vector in telling {
        for (sum, value) in sum.iter_mut().zip(vector) {
            *sum += value / count;
        }
    }
    sum
}

/// The vector seen from the mean, of unit length again. What says nothing is like nothing, not like the mean's opposite.
fn centred(vector: &[f32], mean: &[f32]) -> Vec<f32> {
    if says_nothing(vector) {
        return vector.to_vec();
    }
    let moved: Vec<f32> = vector.iter().zip(mean).map(|(v, m)| v - m).collect();
    let length = dot(&moved, &moved).sqrt();
    if length <= f32::EPSILON {
        return vec![0.0; moved.len()];
    }
    moved.into_iter().map(|value| value / length).collect()
}

fn says_nothing(vector: &[f32]) -> bool {
    vector.iter().all(|&value| value == 0.0)
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Encodes 'x y' as the direction (x, y).
    #[derive(Debug)]
    struct Compass;

    impl Encoder for Compass {
        fn lessons(&self, texts: &[String]) -> Vec<Vec<f32>> {
            texts.iter().map(|text| self.question(text)).collect()
        }

        fn question(&self, text: &str) -> Vec<f32> {
            let mut parts = text.split(' ').map(|part| part.parse().unwrap_or(0.0_f32));
            let (x, y) = (parts.next().unwrap_or(0.0), parts.next().unwrap_or(0.0));
            let length = x.hypot(y).max(f32::EPSILON);
            vec![x / length, y / length]
        }
    }

    #[test]
    fn only_what_sets_lessons_apart_counts() {
        let lessons = ["100 1", "100 2", "100 3"].map(str::to_owned);
        let index = MeaningIndex::learn(Arc::new(Compass), &lessons);
        let near_first = index.similarities("100 1.1");
        assert!(
            near_first[0] > 0.9 && near_first[2] < -0.9,
            "{near_first:?}"
        );
        let first = index.of_lessons(0..2).remove(0);
        assert!((first[0] - 1.0).abs() < 1e-5, "{first:?}");
        assert!((index.among(&[2, 0])[(1, 0)] - first[2]).abs() < 1e-5);
    }

    #[test]
    fn what_says_nothing_is_like_nothing() {
        let index = MeaningIndex::learn(Arc::new(Compass), &["1 0", "0 1"].map(str::to_owned));
        assert_eq!(index.similarities("0 0"), [0.0, 0.0]);
    }
}
