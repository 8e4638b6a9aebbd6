//! The letters of what is drawn: one font inside the program, so that a chart looks the same on every machine.

use plotters::style::{FontStyle, register_font};

/// The family's name for plotters. In an SVG it asks the viewer for letters of this kind.
pub(crate) const FAMILY: &str = "sans-serif";

/// Lets plotters measure and draw letters of the [`FAMILY`]; whoever draws calls it first. Twice is as good as once.
pub(crate) fn register() {
    let registered = register_font(FAMILY, FontStyle::Normal, notosans::REGULAR_TTF);
    assert!(registered.is_ok(), "the font inside the program is a font");
}
