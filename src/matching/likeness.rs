//! How alike a text is to each lesson, by its words and letters and by its meaning, and what the kernel makes of both.

/// Exponent of the kernels `exp(s · (similarity − 1))`. Flat optimum: 2 to 4 (measured); higher trusts near-copies more.
const SHARPNESS: f32 = 2.0;

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
    /// The kernel's value for one lesson, 0.0–1.0 and 1 for itself: the weighted mean of both kernels.
    pub(super) fn kernel(&self, lesson: usize) -> f32 {
        let text = exponential(self.text[lesson]);
        match self.meaning.get(lesson) {
            Some(&meaning) => (1.0 - MEANING_SHARE) * text + MEANING_SHARE * exponential(meaning),
            None => text,
        }
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

fn exponential(similarity: f32) -> f32 {
    (SHARPNESS * (similarity - 1.0)).exp()
}
