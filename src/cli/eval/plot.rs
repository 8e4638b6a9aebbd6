//! The sweep of the answer threshold as a picture: how many wrong answers each right one costs.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::evaluation::{Point, Sweep};
use crate::letters;

type Drawing<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn<'a, T> = Result<T, DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;
type Chart<'a, 'b> = ChartContext<
    'b,
    SVGBackend<'a>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;

/// Width and height in pixels.
const SIZE: (u32, u32) = (820, 520);

/// The curve.
const CURVE: RGBColor = RGBColor(0x1f, 0x5f, 0xa8);

/// The present threshold.
const PRESENT: RGBColor = RGBColor(0xc2, 0x41, 0x0c);

/// Letters: dark enough for 7:1 on white.
const INK: RGBColor = RGBColor(0x33, 0x3a, 0x45);

/// Grid lines.
const GRID: RGBColor = RGBColor(0xe3, 0xe6, 0xea);

/// The least height of the picture as a risk, so that a flawless FAQ is drawn at the bottom and not as noise.
const LEAST_HEIGHT: f64 = 0.1;

/// Thresholds that are named beside the curve.
const NAMED_THRESHOLDS: [f64; 5] = [0.9, 0.8, 0.7, 0.6, 0.5];

/// A risk at which words below the curve would run into the axis.
const NEAR_THE_AXIS: f64 = 0.03;

/// The picture as SVG, on a white card of its own, so that it can be read on any page.
pub(super) fn drawn(sweep: &Sweep) -> Result<String, String> {
    letters::register();
    let mut picture = String::new();
    {
        let area = SVGBackend::with_string(&mut picture, SIZE).into_drawing_area();
        draw(&area, sweep).map_err(|error| error.to_string())?;
    }
    Ok(picture)
}

fn draw<'a>(area: &Drawing<'a>, sweep: &Sweep) -> Drawn<'a, ()> {
    area.fill(&WHITE)?;
    let highest = sweep.points.iter().map(|point| point.risk);
    let highest = highest.fold(LEAST_HEIGHT, f64::max);
    let mut chart = ChartBuilder::on(area)
        .caption(
            "What each answer threshold leads to",
            (letters::FAMILY, 22).into_font().color(&INK),
        )
        .margin(18)
        .margin_right(36)
        .x_label_area_size(52)
        .y_label_area_size(64)
        .build_cartesian_2d(0.0..1.0, 0.0..(highest * 1.15).min(1.0))?;
    axes(&mut chart)?;
    let curve = sweep.points.iter().map(|point| place(*point));
    chart.draw_series(LineSeries::new(curve, CURVE.stroke_width(2)))?;
    named_thresholds(&mut chart, sweep)?;
    present(&mut chart, sweep.present)?;
    area.present()
}

fn axes<'a>(chart: &mut Chart<'a, '_>) -> Drawn<'a, ()> {
    let percent = |share: &f64| format!("{:.0}%", share * 100.0);
    chart
        .configure_mesh()
        .x_desc("questions that an entry answers, answered rightly")
        .y_desc("answers that are wrong")
        .x_label_formatter(&percent)
        .y_label_formatter(&percent)
        .label_style((letters::FAMILY, 16).into_font().color(&INK))
        .axis_desc_style((letters::FAMILY, 18).into_font().color(&INK))
        .axis_style(INK)
        .bold_line_style(GRID)
        .max_light_lines(1)
        .light_line_style(WHITE)
        .draw()
}

/// Small dots where round thresholds lie.
fn named_thresholds<'a>(chart: &mut Chart<'a, '_>, sweep: &Sweep) -> Drawn<'a, ()> {
    let last_from = |threshold: f64| {
        let passed = |point: &&Point| point.threshold >= threshold && point.coverage > 0.0;
        sweep.points.iter().rev().find(passed)
    };
    let named = NAMED_THRESHOLDS
        .into_iter()
        .filter_map(|threshold| Some((threshold, *last_from(threshold)?)));
    for (threshold, point) in named {
        // Below the curve is room, but for the axis.
        let (anchor, shift) = if point.risk < NEAR_THE_AXIS {
            (Pos::new(HPos::Right, VPos::Bottom), (-6, -4))
        } else {
            (Pos::new(HPos::Left, VPos::Top), (6, 4))
        };
        let text = (letters::FAMILY, 15).into_font().color(&CURVE).pos(anchor);
        chart.draw_series([EmptyElement::at(place(point))
            + Circle::new((0, 0), 3, CURVE.filled())
            + Text::new(format!("from {threshold:.1}"), shift, text)])?;
    }
    Ok(())
}

/// Where the bot stands, marked and in words.
fn present<'a>(chart: &mut Chart<'a, '_>, point: Point) -> Drawn<'a, ()> {
    // The words stand on the side where there is room.
    let (anchor, shift) = if point.coverage > 0.5 {
        (HPos::Right, -10)
    } else {
        (HPos::Left, 10)
    };
    let words = format!(
        "now, from {:.2}: {:.1}% answered rightly, {:.1}% of answers wrong",
        point.threshold,
        point.coverage * 100.0,
        point.risk * 100.0
    );
    let text = (letters::FAMILY, 17).into_font().color(&PRESENT);
    let text = text.pos(Pos::new(anchor, VPos::Bottom));
    chart.draw_series([EmptyElement::at(place(point))
        + Circle::new((0, 0), 6, PRESENT.filled())
        + Text::new(words, (shift, -18), text)])?;
    Ok(())
}

fn place(point: Point) -> (f64, f64) {
    (point.coverage, point.risk)
}
