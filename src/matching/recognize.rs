//! Is a text like these examples rather than like those counter-examples? For many thousands of both.
//!
//! Two judges have half a say each. One is a straight line over the words and letters of all lessons ([`Trend`]); it gets
//! most texts right and says nothing of exceptions. The other are the lessons nearest to the text, in words and meaning
//! ([`Neighbourhood`]), and only those that the line gets least right are asked: the others would repeat what it says.
//!
//! Measured on danger that neither had seen (`danger.second`, `danger.third`, whole messages, no patterns, where .3% of the
//! clinics' ordinary messages alarm): the neighbours of all lessons alone found .77 and .63, the line alone .82 and .75, both
//! .94 and .86; with half of the lessons asked, and half as many to encode, .94 and .87.

use std::sync::Arc;

use super::meaning::Encoder;
use super::neighbourhood::{Neighbourhood, highest};
use super::rank::Neighbour;
use super::spelling::{Mended, Speller};
use super::text::TextIndex;
use super::trend::Trend;

/// Lessons are all asked as long as they are no more.
const ALL_ASKED: usize = 4_000;

/// Learned from examples and counter-examples; immutable from then on.
#[derive(Debug)]
pub struct Recognizer {
    speller: Speller,
    text: TextIndex,
    trend: Trend,
    neighbourhood: Neighbourhood,
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
    /// Learns both. Cost: one run of the encoder for each lesson that is asked.
    pub fn learn(
        examples: &[&str],
        counter_examples: &[&str],
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Self {
        let texts = examples.iter().chain(counter_examples).copied();
        let (speller, words, sentences) = Speller::learn_reading(texts);
        let text = TextIndex::learn(&words);
        let target = |lesson| if lesson < examples.len() { 1.0 } else { -1.0 };
        let targets: Vec<f32> = (0..words.len()).map(target).collect();
        let trend = Trend::learn(&text, &targets);
        let asked = least_right(&trend.along(&text), &targets);
        let neighbourhood = Neighbourhood::learn(asked, &targets, &sentences, encoder);
        Self {
            speller,
            text,
            trend,
            neighbourhood,
        }
    }

    /// A text's words as they are matched.
    pub fn read(&self, text: &str) -> Mended {
        self.speller.read(text)
    }

    /// Judges a text; one that has nothing in common with any lesson has no strength.
    pub fn recognize(&self, text: &str) -> Recognition {
        let read = self.read(text);
        let vector = self.text.vector(&read.words);
        let (near, nearest) = self.neighbourhood.ask(&self.text, &read, &vector);
        Recognition {
            strength: f64::midpoint(near, f64::from(self.trend.at(&vector))),
            nearest,
        }
    }
}

/// The half of the lessons whose value comes least near their target from its own side, or all of a few.
fn least_right(values: &[f32], targets: &[f32]) -> Vec<usize> {
    let wrongness = values
        .iter()
        .zip(targets)
        .map(|(value, target)| -value * target);
    let most = usize::max(values.len() / 2, ALL_ASKED);
    highest(&wrongness.collect::<Vec<f32>>(), most)
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
    fn of_many_lessons_those_are_asked_that_the_line_gets_least_right() {
        // Right by more and more, on either side.
        let targets: Vec<f32> = [1.0, -1.0].repeat(ALL_ASKED * 2);
        let values = targets.iter().zip(0_u16..);
        let values = values.map(|(target, number)| target * f32::from(number) / 10_000.0);
        let asked = least_right(&values.collect::<Vec<f32>>(), &targets);
        assert_eq!(asked, (0..targets.len() / 2).collect::<Vec<usize>>());
        assert_eq!(least_right(&[0.9, -0.9], &[1.0, -1.0]), [0, 1]);
    }

    #[test]
    fn nothing_learned_and_nothing_said_have_no_strength() {
        let untaught = Recognizer::learn(&[], &[], None);
        assert!(untaught.recognize("anything").strength.abs() < f64::EPSILON);
        assert!(recognizer().recognize("").strength.is_finite());
    }
}
