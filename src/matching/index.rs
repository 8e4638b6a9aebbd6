//! The lessons, and how like them a text is: spelling mended, then words and letters, then meaning.

use std::ops::Range;
use std::sync::Arc;

use faer::Mat;
use rayon::prelude::*;

use super::likeness::Likeness;
use super::meaning::{Encoder, MeaningIndex};
use super::normalize::fold;
use super::spelling::{Mended, Speller};
use super::text::TextIndex;

/// Characters of a text that are read; Discord's longest message has 4,000.
const LONGEST_READ: usize = 4_000;

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
        let folded: Vec<String> = texts.map(fold).collect();
        let speller = Speller::learn(&folded);
        let read = speller.mend_all(&folded);
        let (words, sentences): (Vec<_>, Vec<_>) = read
            .into_iter()
            .map(|text| (text.words, text.sentence))
            .unzip();
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
        self.speller.mend(&fold(first_chars(text)))
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
        of: impl Fn(usize, &Likeness) -> T + Sync,
    ) -> (Vec<f32>, Vec<T>) {
        let lessons = self.lessons();
        let mut kernel = vec![0.0; lessons * lessons];
        let rows = |(chunk, rows): (usize, &mut [f32])| {
            let first = chunk * ROWS_AT_ONCE;
            let likenesses = self.of_lessons(first..lessons.min(first + ROWS_AT_ONCE));
            let rows = rows.chunks_mut(lessons).zip(likenesses).enumerate();
            rows.map(|(row, (values, likeness))| {
                values.copy_from_slice(&likeness.kernels());
                of(first + row, &likeness)
            })
            .collect::<Vec<T>>()
        };
        // Chunks must not be empty, not even of nothing.
        let chunks = kernel
            .par_chunks_mut((lessons * ROWS_AT_ONCE).max(1))
            .enumerate();
        let made = chunks.flat_map_iter(rows).collect();
        (kernel, made)
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

    /// The kernel's values among some of the lessons, in the order of `chosen`: 1 on the diagonal but for lessons that say
    /// nothing, and zeros above it, since the matrix is symmetric and an exponential costs.
    pub(super) fn kernel_among(&self, chosen: &[usize]) -> Mat<f32> {
        let mut kernel = self.text.among(chosen);
        let meaning = self.meaning.as_ref().map(|index| index.among(chosen));
        for j in 0..chosen.len() {
            for i in j..chosen.len() {
                let meaning = meaning.as_ref().map(|meaning| meaning[(i, j)]);
                kernel[(i, j)] = super::likeness::kernel(kernel[(i, j)], meaning);
            }
        }
        kernel
    }

    /// How rare a word is among the lessons; rare words decide.
    pub(super) fn rarity(&self, word: &str) -> f64 {
        self.text.rarity(word)
    }
}

/// The part of a text that is read.
fn first_chars(text: &str) -> &str {
    text.char_indices()
        .nth(LONGEST_READ)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}
