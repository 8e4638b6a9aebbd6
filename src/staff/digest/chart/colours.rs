//! The chart's colours, and the proof that they can be told from their ground.
//!
//! The bars are those of Okabe and Ito, 'Color Universal Design' (<https://jfly.uni-koeln.de/color/>), which people with
//! any kind of colour blindness tell apart, as far as they are bright enough for a dark ground.

use plotters::style::RGBColor;

/// The picture's ground, near that of Discord's dark theme.
pub(super) const CARD: RGBColor = RGBColor(0x1e, 0x1f, 0x22);
/// Title, legend, weeks and sums.
pub(super) const INK: RGBColor = RGBColor(0xf2, 0xf3, 0xf5);
/// The axis, which says less.
pub(super) const QUIET_INK: RGBColor = RGBColor(0xb5, 0xba, 0xc1);
/// Lines behind the bars.
pub(super) const GRID: RGBColor = RGBColor(0x3f, 0x41, 0x47);
/// Numbers in bars.
pub(super) const ON_BAR: RGBColor = RGBColor(0x0b, 0x0c, 0x0e);

/// A part of a bar.
#[derive(Debug)]
pub(super) struct Kind {
    /// In the legend, and in words.
    pub(super) name: &'static str,
    pub(super) colour: RGBColor,
}

/// From the bottom of a bar to its top, in the order of a week's numbers.
pub(super) const KINDS: [Kind; 4] = [
    Kind {
        name: "answered",
        // Bluish green.
        colour: RGBColor(0x00, 0x9e, 0x73),
    },
    Kind {
        name: "suggested",
        // Sky blue.
        colour: RGBColor(0x56, 0xb4, 0xe9),
    },
    Kind {
        name: "referred",
        // Yellow.
        colour: RGBColor(0xf0, 0xe4, 0x42),
    },
    Kind {
        name: "not answered",
        // Vermillion.
        colour: RGBColor(0xd5, 0x5e, 0x00),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What WCAG 2.2 asks of graphical objects.
    const OF_OBJECTS: f64 = 3.0;
    /// What it asks of text.
    const OF_TEXT: f64 = 4.5;

    /// WCAG 2.2, 'relative luminance'.
    fn luminance(colour: RGBColor) -> f64 {
        let linear = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
    }

    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[track_caller]
    fn check(one: RGBColor, other: RGBColor, least: f64) {
        let contrast = contrast(one, other);
        assert!(contrast >= least, "{one:?} on {other:?}: {contrast:.2}");
    }

    #[test]
    fn contrast_is_measured_as_wcag_does() {
        let (black, white) = (RGBColor(0, 0, 0), RGBColor(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        // The classic grey that is just enough on white.
        assert!((contrast(RGBColor(0x76, 0x76, 0x76), white) - 4.54).abs() < 0.01);
    }

    #[test]
    fn bars_and_letters_can_be_told_from_their_ground() {
        for ink in [INK, QUIET_INK] {
            check(ink, CARD, OF_TEXT);
        }
        for kind in KINDS {
            check(kind.colour, CARD, OF_OBJECTS);
            check(ON_BAR, kind.colour, OF_TEXT);
        }
    }
}
