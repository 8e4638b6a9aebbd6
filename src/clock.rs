//! Calendar and clock, in the clinic's time zone: the only place where they are read.

use jiff::{Timestamp, ToSpan, ZonedDateTime, civil};
use toml::value::Date;

/// Today.
pub fn today() -> Date {
    date(ZonedDateTime::now().date())
}

/// Today, and the hour of the day, from 0 to 23.
pub fn day_and_hour() -> (Date, u8) {
    let now = ZonedDateTime::now();
    (date(now.date()), u8::try_from(now.hour()).unwrap_or(0))
}

/// Seconds since 1970.
pub fn now() -> i64 {
    Timestamp::now().as_second()
}

/// The day so many days before another.
pub fn days_before(day: Date, days: u16) -> Date {
    let part = |value: u8| i8::try_from(value).unwrap_or(1);
    let year = i16::try_from(day.year).unwrap_or(0);
    let known = civil::Date::new(year, part(day.month), part(day.day));
    let before = known.and_then(|known| known.checked_sub(i64::from(days).days()));
    // A day that no calendar has, or one before all calendars: nothing is before it.
    before.map_or(day, date)
}

fn date(day: civil::Date) -> Date {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    Date {
        year: u16::try_from(day.year()).unwrap_or(0),
        month: part(day.month()),
        day: part(day.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: (u16, u8, u8), days: u16, expected: &str) {
        let (year, month, day) = day;
        let day = Date { year, month, day };
        assert_eq!(days_before(day, days).to_string(), expected);
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        check((2026, 11, 26), 0, "2026-11-26");
        check((2026, 11, 26), 30, "2026-10-27");
        check((2026, 1, 15), 30, "2025-12-16");
        check((2028, 3, 1), 1, "2028-02-29");
        check((2026, 2, 31), 30, "2026-02-31");
    }
}
