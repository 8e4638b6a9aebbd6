//! Discord's ids. They are handed out in growing order and carry the time of their making, as real
//! ones do, so a bot that reads a message's age from its id sees the truth.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Serialize, Serializer};

/// First millisecond of 2015, from which Discord counts.
const DISCORD_EPOCH_MS: u64 = 1_420_070_400_000;
/// Bits below the time in an id.
const BITS_BELOW_TIME: u32 = 22;

/// The id of anything in Discord; a string in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Snowflake(u64);

impl Snowflake {
    /// Reads an id from a path segment or a JSON string.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// When the thing was made, as Discord writes it (`2026-11-24T15:35:00.123Z`).
    pub(crate) fn made_at(self) -> String {
        let ms = (self.0 >> BITS_BELOW_TIME) + DISCORD_EPOCH_MS;
        i64::try_from(ms)
            .ok()
            .and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok())
            .expect("42 bits of milliseconds are a date")
            .to_string()
    }
}

impl fmt::Display for Snowflake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Serialize for Snowflake {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Hands out ids.
#[derive(Default)]
pub(crate) struct Snowflakes {
    last: u64,
}

impl Snowflakes {
    /// The next id: of this millisecond, and greater than every one before it.
    pub(crate) fn next(&mut self) -> Snowflake {
        let since_1970 = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .expect("the clock is past 1970");
        let ms = u64::try_from(since_1970.as_millis())
            .expect("the clock is before the year 584 million");
        self.last = ((ms - DISCORD_EPOCH_MS) << BITS_BELOW_TIME).max(self.last + 1);
        Snowflake(self.last)
    }
}
