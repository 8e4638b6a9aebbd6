use std::collections::BTreeSet;
use std::io::Cursor;

use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::staff::digest::Asked;
use crate::staff::digest::chart::colours::Kind;
use crate::staff::digest::week::{day, week_of};

/// So many weeks with these numbers, the last of them in November 2026.
fn weeks(numbers: &[[u64; 4]]) -> Vec<WeekAsked> {
    let last = week_of(day("2026-11-18").unwrap());
    let weeks = std::iter::successors(Some(last), |week| Some(week.before()));
    let newest_first = numbers.iter().rev().zip(weeks);
    let mut weeks: Vec<WeekAsked> = newest_first
        .map(
            |([answered, suggested, referred, not_answered], week)| WeekAsked {
                week,
                asked: Asked {
                    answered: *answered,
                    suggested: *suggested,
                    referred: *referred,
                    not_answered: *not_answered,
                },
            },
        )
        .collect();
    weeks.reverse();
    weeks
}

/// A PNG's pixels, row by row.
fn decoded(png: &[u8]) -> Vec<[u8; 3]> {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((frame.width, frame.height), SIZE);
    assert_eq!(frame.color_type, png::ColorType::Rgb);
    let pixels = bytes.chunks_exact(3);
    pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

/// How many pixels have a kind's colour, below the legend.
fn area(pixels: &[[u8; 3]], kind: &Kind) -> usize {
    let RGBColor(red, green, blue) = kind.colour;
    let below = pixels.iter().skip((HEAD * SIZE.0) as usize);
    below.filter(|pixel| **pixel == [red, green, blue]).count()
}

fn picture(numbers: &[[u64; 4]]) -> Option<Picture> {
    chart(&weeks(numbers)).unwrap()
}

#[test]
fn parts_are_as_high_as_their_numbers() {
    let picture = picture(&[[20, 0, 0, 10], [10, 0, 8, 0]]).unwrap();
    let pixels = decoded(&picture.png);
    let [answered, suggested, referred, not_answered] = KINDS.map(|kind| area(&pixels, &kind));
    assert_eq!(suggested, 0);
    for (part, expected) in [(not_answered, 10), (referred, 8)] {
        let share = part * 30 * 100 / answered;
        // Numbers in the bars and the gaps between them take some of it.
        assert!(share.abs_diff(expected * 100) < 100, "{share}");
    }
    expect!["Bar chart of the questions in each week. 9–15 Nov: 20 answered, 0 suggested, 0 referred, 10 not answered; 16–22 Nov: 10 answered, 0 suggested, 8 referred, 0 not answered."].assert_eq(&picture.words);
}

#[test]
fn letters_are_drawn() {
    let pixels = decoded(&picture(&[[1, 0, 0, 0]]).unwrap().png);
    let title = pixels.iter().take((50 * SIZE.0) as usize);
    let colours: BTreeSet<&[u8; 3]> = title.collect();
    // Their edges are smooth: ground, ink and what lies between.
    assert!(colours.len() > 10, "{colours:?}");
    assert!(colours.contains(&[INK.0, INK.1, INK.2]));
}

#[test]
fn weeks_without_a_question_are_not_drawn_alone() {
    assert_eq!(picture(&[]), None);
    assert_eq!(picture(&[[0; 4], [0; 4]]), None);
    assert!(picture(&[[0; 4], [0, 0, 1, 0]]).is_some());
}

#[test]
fn numbers_have_four_characters_at_most() {
    let numbers = [0, 9_999, 10_000, 999_999, 1_000_000, u64::MAX];
    assert_eq!(
        numbers.map(short),
        ["0", "9999", "10k", "999k", "1M+", "1M+"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    #[test]
    fn any_numbers_can_be_drawn(numbers in proptest::collection::vec(any::<[u64; 4]>(), 1..5), small in any::<[u8; 4]>()) {
        for numbers in [numbers, vec![small.map(u64::from)]] {
            let is_empty = numbers.iter().all(|week| *week == [0; 4]);
            let picture = picture(&numbers);
            prop_assert_eq!(picture.is_none(), is_empty);
            if let Some(picture) = picture {
                // Discord's limit for a file's description.
                prop_assert!(picture.words.chars().count() <= 1_024);
                prop_assert!(decoded(&picture.png).contains(&[CARD.0, CARD.1, CARD.2]));
            }
        }
    }
}
