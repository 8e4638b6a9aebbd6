//! The lessons, and how like them a text is: spelling mended, then words and letters, then meaning.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::likeness::{Kernel, Likeness};
use super::meaning::{Encoder, MeaningIndex};
use super::spelling::{Mended, Speller};
use super::text::TextIndex;

/// Lessons that are compared with all others in one product of matrices.
const ROWS_AT_ONCE: usize = 64;

/// What was learned from the texts that teach, in their order.
#[derive(Debug)]
pub(super) struct Index {
    speller: Speller,
    text: TextIndex,
    meaning: Option<MeaningIndex>,
}

impl Index {
    /// Learns from the teaching texts. Without an encoder, meaning has no say.
    ///
    /// Cost: one run of the encoder a text, and linear in their number otherwise.
    pub(super) fn learn<'a>(
        texts: impl Iterator<Item = &'a str>,
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Self {
        let (speller, words, sentences) = Speller::learn_reading(texts);
        Self {
            speller,
            text: TextIndex::learn(&words),
            meaning: encoder.map(|encoder| MeaningIndex::learn(encoder, &sentences)),
        }
    }

    /// Number of lessons.
    pub(super) fn lessons(&self) -> usize {
        self.text.lessons()
    }

    /// A text's words as they are matched.
    pub(super) fn read(&self, text: &str) -> Mended {
        self.speller.read(text)
    }

    /// How like each lesson a text is.
    pub(super) fn likeness(&self, read: &Mended) -> Likeness {
        let meaning = self
            .meaning
            .as_ref()
            .map(|index| index.similarities(&read.sentence));
        Likeness {
            text: self.text.similarities(&self.text.vector(&read.words)),
            meaning: meaning.unwrap_or_default(),
        }
    }

    /// How alike two texts' words are, 0.0–1.0; neither need be a lesson's.
    pub(super) fn alike(&self, one: &[String], other: &[String]) -> f64 {
        self.text.alike(one, other)
    }

    /// The kernel's values among all lessons, row by row, and what `of` makes of how like the others each lesson is, one value
    /// a lesson. All likenesses at once would fill more memory than anything else.
    pub(super) fn among_lessons<T: Send>(
        &self,
        kernel: &Kernel,
        of: impl Fn(usize, &Likeness) -> T + Sync,
    ) -> (Vec<f32>, Vec<T>) {
        let lessons = self.lessons();
        let mut matrix = vec![0.0; lessons * lessons];
        let rows = |(chunk, rows): (usize, &mut [f32])| {
            let first = chunk * ROWS_AT_ONCE;
            let likenesses = self.of_lessons(first..lessons.min(first + ROWS_AT_ONCE));
            let rows = rows.chunks_mut(lessons).zip(likenesses).enumerate();
            rows.map(|(row, (values, likeness))| {
                values.copy_from_slice(&kernel.of(&likeness));
                of(first + row, &likeness)
            })
            .collect::<Vec<T>>()
        };
        // Chunks must not be empty, not even of nothing.
        let chunks = matrix
            .par_chunks_mut((lessons * ROWS_AT_ONCE).max(1))
            .enumerate();
        let made = chunks.flat_map_iter(rows).collect();
        (matrix, made)
    }

    fn of_lessons(&self, range: Range<usize>) -> impl Iterator<Item = Likeness> {
        let meaning = self.meaning.as_ref();
        let mut meaning = meaning.map(|index| index.of_lessons(range.clone()).into_iter());
        range.map(move |lesson| Likeness {
            text: self.text.similarities(self.text.lesson(lesson)),
            meaning: meaning
                .as_mut()
                .and_then(Iterator::next)
                .unwrap_or_default(),
        })
    }

    /// How rare a word is among the lessons; rare words decide.
    pub(super) fn rarity(&self, word: &str) -> f64 {
        self.text.rarity(word)
    }
}
