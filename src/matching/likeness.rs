//! How alike a text is to each lesson, by its words and letters and by its meaning, and what the kernel makes of both.

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
    let text = exponential(TEXT_SHARPNESS, text);
    match meaning {
        Some(meaning) => {
            let meaning = exponential(MEANING_SHARPNESS, meaning);
            (1.0 - MEANING_SHARE) * text + MEANING_SHARE * meaning
        }
        None => text,
    }
}

fn exponential(sharpness: f32, similarity: f32) -> f32 {
    (sharpness * (similarity - 1.0)).exp()
}
