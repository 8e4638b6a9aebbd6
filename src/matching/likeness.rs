//! How alike a text is to each lesson, by its words and letters and by its meaning, and what the kernel makes of both.

use std::sync::LazyLock;

/// Exponent of the text's kernel `exp(s · (similarity − 1))`. Flat optimum: 1 to 2 (measured on BANKING77, CLINC150 and the
/// clinic's dev cases); higher trusts near-copies more, which is wrong more often the more phrasings an entry has.
const TEXT_SHARPNESS: f32 = 1.0;

/// The same for meaning. With ten phrasings an entry 3 is best, with two hundred 1; 2 loses half a point to each.
const MEANING_SHARPNESS: f32 = 2.0;

/// The meaning kernel's share beside the text's, where there is an encoder. Flat optimum: 1/3 to 2/3 (measured on
/// BANKING77, CLINC150 and the clinic's dev cases); more costs misspelt and terse questions.
const MEANING_SHARE: f32 = 0.5;

/// One text's similarities to the lessons, in their order.
#[derive(Debug)]
pub(super) struct Likeness {
    /// By words and letters, 0.0–1.0.
    pub(super) text: Vec<f32>,
    /// By meaning, -1.0–1.0; empty without an encoder.
    pub(super) meaning: Vec<f32>,
}

impl Likeness {
    /// The kernel's value for one lesson, 0.0–1.0 and 1 for itself.
    pub(super) fn kernel(&self, lesson: usize) -> f32 {
        kernel(self.text[lesson], self.meaning.get(lesson).copied())
    }

    /// The kernel's value for each lesson.
    pub(super) fn kernels(&self) -> Vec<f32> {
        (0..self.lessons())
            .map(|lesson| self.kernel(lesson))
            .collect()
    }

    /// One number for people and for the decision, 0.0–1.0: the mean of both, opposites being no more unlike than strangers.
    pub(super) fn blend(&self, lesson: usize) -> f64 {
        let text = f64::from(self.text[lesson]);
        match self.meaning.get(lesson) {
            Some(&meaning) => f64::midpoint(text, f64::from(meaning.max(0.0))),
            None => text,
        }
    }

    /// Number of lessons.
    pub(super) fn lessons(&self) -> usize {
        self.text.len()
    }
}

/// The weighted mean of both kernels; the text's alone where there is no encoder.
pub(super) fn kernel(text: f32, meaning: Option<f32>) -> f32 {
    static EXPONENTIALS: LazyLock<[Exponential; 2]> =
        LazyLock::new(|| [TEXT_SHARPNESS, MEANING_SHARPNESS].map(Exponential::of));
    let [of_text, of_meaning] = &*EXPONENTIALS;
    let text = of_text.at(text);
    match meaning {
        Some(meaning) => (1.0 - MEANING_SHARE) * text + MEANING_SHARE * of_meaning.at(meaning),
        None => text,
    }
}

/// Steps of the table for a similarity of 1.0; between them a straight line is off by less than 1e-6.
const STEPS: u16 = 1_024;

/// `exp(s · (similarity − 1))` for similarities from -1.0 to 1.0, from a table: a question takes half a million of them, and
/// each is needed to no more digits than a table gives.
struct Exponential(Vec<f32>);

impl Exponential {
    fn of(sharpness: f32) -> Self {
        // One more at the end, for a similarity that rounding puts above 1.
        let places = 0..=2 * STEPS + 1;
        let similarity = |place: u16| f32::from(place) / f32::from(STEPS) - 1.0;
        let value = |place| (sharpness * (similarity(place) - 1.0)).exp();
        Self(places.map(value).collect())
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "the place is between 0 and the last but one"
    )]
    fn at(&self, similarity: f32) -> f32 {
        let place = ((similarity + 1.0) * f32::from(STEPS)).clamp(0.0, f32::from(2 * STEPS));
        let below = place as usize;
        let (low, high) = (self.0[below], self.0[below + 1]);
        low + (high - low) * (place - below as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_as_good_as_the_exponential() {
        for sharpness in [TEXT_SHARPNESS, MEANING_SHARPNESS] {
            let table = Exponential::of(sharpness);
            for place in -1_000_i16..=1_000 {
                let similarity = f32::from(place) / 1_000.0;
                let exact = (sharpness * (similarity - 1.0)).exp();
                assert!((table.at(similarity) - exact).abs() < 1e-6, "{similarity}");
            }
            assert!((table.at(1.000_001) - 1.0).abs() < 1e-5);
        }
    }
}
