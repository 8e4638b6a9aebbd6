//! Weeks as ISO 8601 counts them: from Monday to Sunday, and the year's first is the one with its first Thursday.
//!
//! Arithmetic only: which day is today is for the caller to know. Every date is taken, and one that no calendar has counts
//! as the nearest day of its month.

use jiff::civil;
use jiff::{Span, ToSpan};
use toml::value::{Date, Datetime};

/// Seven days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    /// A Monday.
    pub from: Date,
    /// The Sunday after it.
    pub to: Date,
    /// As ISO 8601 names it: `2026-W48`.
    pub name: String,
}

/// The week that a day is in.
///
/// ```
/// use aftercare::staff::digest::week::{day, week_of};
///
/// let week = week_of(day("2026-11-26").expect("a day"));
/// assert_eq!(week.name, "2026-W48");
/// assert_eq!((week.from.to_string(), week.to.to_string()), ("2026-11-23".into(), "2026-11-29".into()));
/// ```
pub fn week_of(day: Date) -> Week {
    let day = civil(day);
    let iso = day.iso_week_date();
    let monday = day.saturating_sub(Span::new().days(day.weekday().to_monday_zero_offset()));
    Week {
        from: plain(monday),
        to: plain(monday.saturating_add(6.days())),
        name: format!("{:04}-W{:02}", iso.year(), iso.week()),
    }
}

/// The day that an ISO date like 2026-11-24 names.
pub fn day(text: &str) -> Option<Date> {
    let moment: Datetime = text.parse().ok()?;
    moment.date.filter(|_| moment.time.is_none())
}

impl Week {
    /// The week before.
    #[must_use]
    pub fn before(&self) -> Self {
        week_of(plain(civil(self.from).saturating_sub(1.days())))
    }

    /// Whether a day is one of its seven.
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// For people: '23 to 29 November 2026'.
    pub fn in_words(&self) -> String {
        let (from, to) = (civil(self.from), civil(self.to));
        let beginning = if from.year() != to.year() {
            "%-d %B %Y"
        } else if from.month() != to.month() {
            "%-d %B"
        } else {
            "%-d"
        };
        format!(
            "{} to {}",
            from.strftime(beginning),
            to.strftime("%-d %B %Y")
        )
    }

    /// For people, where there is little room: '23–29 Nov'.
    pub fn in_short(&self) -> String {
        let (from, to) = (civil(self.from), civil(self.to));
        let beginning = if from.month() == to.month() {
            "%-d"
        } else {
            "%-d %b"
        };
        format!("{}–{}", from.strftime(beginning), to.strftime("%-d %b"))
    }
}

/// For people: '24 November 2026'.
pub(super) fn day_in_words(day: Date) -> String {
    civil(day).strftime("%-d %B %Y").to_string()
}

/// Whole days from one day to a later one; 0 if it isn't later.
pub(super) fn days_between(from: Date, to: Date) -> u64 {
    let hours = civil(from).duration_until(civil(to)).as_hours();
    u64::try_from(hours / 24).unwrap_or(0)
}

fn civil(day: Date) -> civil::Date {
    let in_range = |value: u8, last: i8| i8::try_from(value).unwrap_or(last).clamp(1, last);
    // The calendar that we count with ends in the year 9999, and its weeks have no names in the year 0.
    let year = i16::try_from(day.year).unwrap_or(9999).clamp(1, 9999);
    let first = civil::date(year, in_range(day.month, 12), 1);
    first.saturating_add(i64::from(in_range(day.day, first.days_in_month()) - 1).days())
}

fn plain(day: civil::Date) -> Date {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    Date {
        year: u16::try_from(day.year()).unwrap_or(0),
        month: part(day.month()),
        day: part(day.day()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, words: &str, short: &str) {
        let week = week_of(day(text).unwrap());
        assert!(week.contains(day(text).unwrap()));
        assert_eq!(
            (week.name.as_str(), week.in_words(), week.in_short()),
            (name, words.to_owned(), short.to_owned())
        );
    }

    #[test]
    fn weeks_go_from_monday_to_sunday() {
        check(
            "2026-11-23",
            "2026-W48",
            "23 to 29 November 2026",
            "23–29 Nov",
        );
        check(
            "2026-11-29",
            "2026-W48",
            "23 to 29 November 2026",
            "23–29 Nov",
        );
        check(
            "2026-11-30",
            "2026-W49",
            "30 November to 6 December 2026",
            "30 Nov–6 Dec",
        );
    }

    #[test]
    fn the_first_thursday_makes_the_first_week() {
        let turn = "29 December 2025 to 4 January 2026";
        check("2025-12-29", "2026-W01", turn, "29 Dec–4 Jan");
        let long = "28 December 2026 to 3 January 2027";
        check("2027-01-01", "2026-W53", long, "28 Dec–3 Jan");
        check(
            "2028-02-29",
            "2028-W09",
            "28 February to 5 March 2028",
            "28 Feb–5 Mar",
        );
    }

    #[test]
    fn only_a_date_is_a_day() {
        assert_eq!(
            day("2026-11-24").map(day_in_words).as_deref(),
            Some("24 November 2026")
        );
        for bad in [
            "",
            "24.11.2026",
            "2026-02-30",
            "2026-11-24T10:00:00",
            "10:00:00",
        ] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_are_counted_over_the_turn_of_the_year() {
        let between = |from, to| days_between(day(from).unwrap(), day(to).unwrap());
        assert_eq!(between("2026-12-31", "2027-01-01"), 1);
        assert_eq!(between("2026-02-01", "2026-03-01"), 28);
        assert_eq!(between("2026-11-24", "2026-11-20"), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn any_numbers_have_a_week_and_one_before(year in any::<u16>(), month in any::<u8>(), day in any::<u8>()) {
            let week = week_of(Date { year, month, day });
            prop_assert!(week.from <= week.to && !week.in_words().is_empty());
            let before = week.before();
            prop_assert!(before.from <= before.to && before.to < week.from);
            prop_assert_eq!(week_of(week.from), week);
        }
    }
}
