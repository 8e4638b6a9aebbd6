//! How many questions at a time: each member, and each channel, has a small stock that fills up again by itself. Whoever
//! may be in danger is never held up; that is for the caller to see to.

use std::time::{Duration, Instant};

use serenity::all::{ChannelId, UserId};

use crate::discord::recent::Recent;

/// Nobody asks six things in a row by hand; then one every eight seconds, about as fast as an answer is read.
const MEMBER: Stock = Stock {
    most: 6.0,
    refilled_every: Duration::from_secs(8),
};

/// A lively channel; beyond it the bot's answers would push out what people say to each other.
const CHANNEL: Stock = Stock {
    most: 15.0,
    refilled_every: Duration::from_secs(3),
};

/// Longer than any stock takes to be full again, from when on it need not be remembered.
const REMEMBERED_FOR: Duration = Duration::from_mins(2);

#[derive(Debug, Clone, Copy)]
struct Stock {
    most: f64,
    refilled_every: Duration,
}

/// What is left of a stock, and when that was so.
#[derive(Debug, Clone, Copy)]
struct Left {
    questions: f64,
    at: Instant,
}

/// The stocks of all members and channels of late.
#[derive(Debug)]
pub(crate) struct Pace(Recent<Left>);

impl Default for Pace {
    fn default() -> Self {
        Self(Recent::kept_for(REMEMBERED_FOR))
    }
}

impl Pace {
    /// Takes one question out of both stocks; where one is empty, takes none.
    ///
    /// # Errors
    /// How long it takes until there is one again.
    pub(crate) fn take(
        &self,
        asker: UserId,
        channel: ChannelId,
        now: Instant,
    ) -> Result<(), Duration> {
        // A member and a channel never have the same id, but nothing says so.
        let stocks = [
            (("member", asker.get()), MEMBER),
            (("channel", channel.get()), CHANNEL),
        ];
        let left = stocks.map(|(key, stock)| stock.left(self.0.get(key, now), now));
        let wait = stocks
            .iter()
            .zip(left)
            .map(|((_, stock), left)| stock.wait(left))
            .max();
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            return Err(wait);
        }
        for ((key, _), left) in stocks.into_iter().zip(left) {
            let questions = left - 1.0;
            self.0.put(key, Left { questions, at: now }, now);
        }
        Ok(())
    }
}

impl Stock {
    fn left(self, before: Option<Left>, now: Instant) -> f64 {
        let Some(before) = before else {
            return self.most;
        };
        let passed = now.saturating_duration_since(before.at);
        let refilled = passed.div_duration_f64(self.refilled_every);
        (before.questions + refilled).min(self.most)
    }

    /// Until there is a whole one.
    fn wait(self, left: f64) -> Duration {
        self.refilled_every.mul_f64((1.0 - left).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(pace: &Pace, asker: u64, channel: u64, now: Instant) -> usize {
        let take = || pace.take(UserId::new(asker), ChannelId::new(channel), now);
        (0..100).take_while(|_| take().is_ok()).count()
    }

    #[test]
    fn a_members_stock_ends_and_fills_again() {
        let pace = Pace::default();
        let now = Instant::now();
        assert_eq!(taken(&pace, 1, 10, now), 6);
        let wait = pace.take(UserId::new(1), ChannelId::new(11), now);
        assert_eq!(wait, Err(MEMBER.refilled_every));
        assert_eq!(
            taken(&pace, 2, 10, now),
            6,
            "another member has a stock of their own"
        );
        assert_eq!(taken(&pace, 1, 10, now + MEMBER.refilled_every * 2), 2);
    }

    #[test]
    fn a_channels_stock_ends_for_everybody() {
        let pace = Pace::default();
        let now = Instant::now();
        let all: usize = (1..=10).map(|asker| taken(&pace, asker, 10, now)).sum();
        assert_eq!(all, 15);
        assert_eq!(taken(&pace, 10, 11, now), 6, "elsewhere they may go on");
    }
}
