//! How alike a text is to each lesson, by its words and letters and by its meaning, and what the kernel makes of both.

/// Lessons a class from which on an FAQ has many.
const MANY_LESSONS: usize = 30;

/// One text's similarities to the lessons, in their order.
#[derive(Debug)]
pub(super) struct Likeness {
    /// By words and letters, 0.0–1.0.
    pub(super) text: Vec<f32>,
    /// By meaning, -1.0–1.0; empty without an encoder.
    pub(super) meaning: Vec<f32>,
}

impl Likeness {
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

/// How much each lesson counts for a text that is so like it: `exp(s · (similarity − 1))` of words and letters and of
/// meaning, and the weighted mean of both; the text's alone where there is no encoder.
#[derive(Debug)]
pub(super) struct Kernel {
    text: Exponential,
    meaning: Exponential,
    meaning_share: f32,
}

impl Kernel {
    /// For an FAQ with so many lessons and classes. Where a class has ten lessons, few are near a text, and those few must
    /// count, the more by what they mean, since they can't have all the words; where it has hundreds, trusting near-copies is
    /// wrong more often. Best entry on BANKING77, ten a class, sharp and smooth: .820 and .811; on the clinic's dev cases, two
    /// hundred a class, two to five points the other way.
    pub(super) fn for_lessons(lessons: usize, classes: usize) -> Self {
        if lessons < MANY_LESSONS * classes {
            Self {
                text: Exponential::of(2.0),
                meaning: Exponential::of(3.0),
                meaning_share: 2.0 / 3.0,
            }
        } else {
            Self::smooth()
        }
    }

    /// For many lessons.
    pub(super) fn smooth() -> Self {
        Self {
            text: Exponential::of(1.0),
            meaning: Exponential::of(2.0),
            meaning_share: 0.5,
        }
    }

    /// The value for a lesson that is so alike, 0.0–1.0 and 1 for the text itself.
    pub(super) fn at(&self, text: f32, meaning: Option<f32>) -> f32 {
        let text = self.text.at(text);
        match meaning {
            Some(meaning) => {
                let share = self.meaning_share;
                (1.0 - share) * text + share * self.meaning.at(meaning)
            }
            None => text,
        }
    }

    /// The value for each lesson.
    pub(super) fn of(&self, likeness: &Likeness) -> Vec<f32> {
        let values = likeness.text.iter().enumerate();
        values
            .map(|(lesson, &text)| self.at(text, likeness.meaning.get(lesson).copied()))
            .collect()
    }
}

/// Steps of the table for a similarity of 1.0; between them a straight line is off by less than 2e-6.
const STEPS: u16 = 1_024;

/// `exp(s · (similarity − 1))` for similarities from -1.0 to 1.0, from a table: a question takes half a million of them, and
/// each is needed to no more digits than a table gives.
#[derive(Debug)]
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
        for sharpness in [1.0_f32, 2.0, 3.0] {
            let table = Exponential::of(sharpness);
            for place in -1_000_i16..=1_000 {
                let similarity = f32::from(place) / 1_000.0;
                let exact = (sharpness * (similarity - 1.0)).exp();
                assert!((table.at(similarity) - exact).abs() < 2e-6, "{similarity}");
            }
            assert!((table.at(1.000_001) - 1.0).abs() < 1e-5);
        }
    }
}
