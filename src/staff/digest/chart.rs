//! The last weeks as a picture: a bar a week, and in it what came of the questions.
//!
//! Weeks and not days: a clinic's server asks some dozen questions a week, so days are noise, and a day's one question may
//! be somebody's. The picture has a dark card of its own, so that it looks the same in Discord's dark and light theme.
//! Parts of a bar stand in the legend's order, with a gap between them and, where there is room, their number in them.

mod colours;

use std::fmt;

use plotters::coord::Shift;
use plotters::coord::types::{RangedCoordf64, RangedCoordu32};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use self::colours::{CARD, GRID, INK, KINDS, ON_BAR, QUIET_INK};
use super::tally::WeekAsked;
use crate::letters;

type Backend<'a> = BitMapBackend<'a>;
type Failed = DrawingAreaErrorKind<<Backend<'static> as DrawingBackend>::ErrorType>;
type Area<'a> = DrawingArea<Backend<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'b, Backend<'a>, Cartesian2d<RangedCoordf64, RangedCoordu32>>;

/// Width and height in pixels.
pub const SIZE: (u32, u32) = (900, 420);

/// Height of a line of letters in pixels; a capital letter has half of it. A phone shows the picture at less than half its
/// size.
const TITLE: u32 = 44;
/// The same, for legend and weeks.
const LABEL: u32 = 34;
/// The same, for numbers and the axis.
const NUMBER: u32 = 31;

/// What stands above the bars, title and legend, in pixels.
const HEAD: u32 = 106;

/// Most questions that a part of a bar shows: beyond any server's week, and few enough for plotters' axis.
const MOST: u64 = 1_000_000;

/// The lowest top of the axis, so that one question doesn't fill the picture.
const LOWEST_TOP: u32 = 5;

/// Pixels from which on a part of a bar is high enough for its number.
const ROOM_FOR_NUMBER: i32 = 21;

/// Half of a bar's width, of 1.0 for a week's place where there are as many as [`SLOTS`].
const HALF_WIDTH: f64 = 0.31;

/// Weeks for which the bars' width is made: with fewer they don't grow.
const SLOTS: f64 = 4.0;

/// A picture and what it shows, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A PNG file of [`SIZE`].
    pub png: Vec<u8>,
    /// In one line, for those who don't see it.
    pub words: String,
}

/// Why there is no picture.
#[derive(Debug)]
pub enum ChartFailure {
    /// It could not be drawn.
    Drawing(Failed),
    /// It could not be made a file.
    Encoding(png::EncodingError),
}

impl fmt::Display for ChartFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drawing(error) => write!(f, "the digest's chart can't be drawn: {error}"),
            Self::Encoding(error) => write!(f, "the digest's chart can't be made a PNG: {error}"),
        }
    }
}

impl std::error::Error for ChartFailure {}

/// The weeks of a digest ([`Digest::history`](super::Digest::history)); nothing if nobody asked anything in them.
///
/// # Errors
/// When it can't be drawn or encoded. The digest's text stands without it.
pub fn chart(weeks: &[WeekAsked]) -> Result<Option<Picture>, ChartFailure> {
    if weeks.iter().all(|week| week.asked.in_all() == 0) {
        return Ok(None);
    }
    let mut pixels = vec![0; SIZE.0 as usize * SIZE.1 as usize * 3];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, SIZE).into_drawing_area();
        draw(&area, weeks).map_err(ChartFailure::Drawing)?;
    }
    Ok(Some(Picture {
        png: encoded(&pixels).map_err(ChartFailure::Encoding)?,
        words: in_words(weeks),
    }))
}

fn encoded(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

fn in_words(weeks: &[WeekAsked]) -> String {
    let week = |week: &WeekAsked| {
        let parts = KINDS.iter().zip(week.asked.numbers());
        let parts: Vec<String> = parts
            .map(|(kind, number)| format!("{number} {}", kind.name))
            .collect();
        format!("{}: {}", week.week.in_short(), parts.join(", "))
    };
    let weeks: Vec<String> = weeks.iter().map(week).collect();
    format!(
        "Bar chart of the questions in each week. {}.",
        weeks.join("; ")
    )
}

fn draw(area: &Area<'_>, weeks: &[WeekAsked]) -> Result<(), Failed> {
    letters::register();
    area.fill(&CARD)?;
    let (head, body) = area.split_vertically(HEAD);
    title_and_legend(&head)?;
    let sums = weeks
        .iter()
        .map(|week| week.asked.numbers().map(shown).iter().sum());
    let highest = sums.max().unwrap_or(0).max(LOWEST_TOP);
    let slots: f64 = weeks.iter().map(|_| 1.0).sum();
    let mut chart = ChartBuilder::on(&body)
        .margin_top(14)
        .margin_right(24)
        .x_label_area_size(50)
        .y_label_area_size(80)
        // Room for the sums above the bars.
        .build_cartesian_2d(0.0..slots, 0..highest + highest.div_ceil(5))?;
    axes(&mut chart)?;
    for (place, week) in (0_u32..).zip(weeks) {
        let bar = Bar {
            middle: f64::from(place) + 0.5,
            half_width: HALF_WIDTH * slots / SLOTS,
        };
        bar.draw(&mut chart, week)?;
    }
    area.present()
}

fn title_and_legend(head: &Area<'_>) -> Result<(), Failed> {
    head.draw_text(
        "Questions each week",
        &letters_of(TITLE, INK, HPos::Left),
        (24, 22),
    )?;
    let mut left = 24;
    for kind in &KINDS {
        let square = [(left, 70), (left + 20, 90)];
        head.draw(&Rectangle::new(square, kind.colour.filled()))?;
        let style = letters_of(LABEL, INK, HPos::Left);
        head.draw_text(kind.name, &style, (left + 28, 71))?;
        let (width, _) = head.estimate_text_size(kind.name, &style)?;
        left += 28 + pixels(width) + 30;
    }
    Ok(())
}

fn axes(chart: &mut Chart<'_, '_>) -> Result<(), Failed> {
    chart
        .configure_mesh()
        .disable_x_mesh()
        // Weeks are named below their bars.
        .x_label_formatter(&|_| String::new())
        .set_tick_mark_size(LabelAreaPosition::Bottom, 0)
        .y_label_formatter(&|number| short(u64::from(*number)))
        .y_labels(6)
        .label_style(letters_of(NUMBER, QUIET_INK, HPos::Right))
        .axis_style(GRID)
        .bold_line_style(GRID)
        // Without any, plotters would look for a step without end.
        .max_light_lines(1)
        .light_line_style(CARD)
        .draw()
}

/// Where a week stands.
struct Bar {
    middle: f64,
    half_width: f64,
}

impl Bar {
    fn draw(&self, chart: &mut Chart<'_, '_>, week: &WeekAsked) -> Result<(), Failed> {
        let mut top = 0;
        for (kind, number) in KINDS.iter().zip(week.asked.numbers()) {
            let (bottom, height) = (top, shown(number));
            top += height;
            if height == 0 {
                continue;
            }
            let corners = [
                (self.middle - self.half_width, top),
                (self.middle + self.half_width, bottom),
            ];
            let part = Rectangle::new(corners, kind.colour.filled());
            let edge = Rectangle::new(corners, CARD.stroke_width(2));
            chart.draw_series([part, edge])?;
            let (_, low) = chart.backend_coord(&(self.middle, bottom));
            let (_, high) = chart.backend_coord(&(self.middle, top));
            if low - high >= ROOM_FOR_NUMBER {
                // Letters reach half of their height below where they are put.
                let down = (low - high) / 2 - pixels(NUMBER) / 4;
                let style = letters_of(NUMBER, ON_BAR, HPos::Center);
                let text = Text::new(short(number), (0, down), style);
                chart.draw_series([EmptyElement::at((self.middle, top)) + text])?;
            }
        }
        let style = letters_of(LABEL, INK, HPos::Center);
        let above = (0, -pixels(LABEL) / 2 - 10);
        let sum = Text::new(short(week.asked.in_all()), above, style.clone());
        chart.draw_series([EmptyElement::at((self.middle, top)) + sum])?;
        let name = Text::new(week.week.in_short(), (0, 16), style);
        chart.draw_series([EmptyElement::at((self.middle, 0)) + name])?;
        Ok(())
    }
}

fn letters_of(size: u32, colour: RGBColor, side: HPos) -> TextStyle<'static> {
    let pos = Pos::new(side, VPos::Top);
    (letters::FAMILY, size).into_font().color(&colour).pos(pos)
}

/// A number in at most four characters.
fn short(number: u64) -> String {
    match number {
        ..10_000 => number.to_string(),
        10_000..MOST => format!("{}k", number / 1_000),
        _ => "1M+".to_owned(),
    }
}

fn pixels(size: u32) -> i32 {
    i32::try_from(size).unwrap_or(0)
}

/// A number as height, for a server of any size.
fn shown(number: u64) -> u32 {
    u32::try_from(number.min(MOST)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
