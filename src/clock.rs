//! Calendar and clock, in the clinic's time zone: the only place where they are read.

use jiff::{Timestamp, ZonedDateTime};
use toml::value::Date;

/// Today.
pub fn today() -> Date {
    let today = ZonedDateTime::now().date();
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    Date {
        year: u16::try_from(today.year()).unwrap_or(0),
        month: part(today.month()),
        day: part(today.day()),
    }
}

/// Seconds since 1970.
pub fn now() -> i64 {
    Timestamp::now().as_second()
}
