//! How a test makes Discord misbehave: refuse a request, lose an answer after doing what was asked, or
//! hold requests back until the test lets them go.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::timeout;

use super::answer::Answer;
use super::pattern::Pattern;
use super::recorder::Request;
use super::shared::PATIENCE;

/// A no from Discord.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    status: u16,
    code: u32,
    message: &'static str,
    retry_after: Option<Duration>,
    effect: Effect,
}

/// Whether the refused request was carried out all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    NotDone,
    Done,
}

impl Refusal {
    /// Any HTTP status with any of Discord's error codes.
    pub(crate) fn new(status: u16, code: u32, message: &'static str) -> Self {
        Self {
            status,
            code,
            message,
            retry_after: None,
            effect: Effect::NotDone,
        }
    }

    /// 403: the bot lacks a permission in the channel.
    pub(crate) fn missing_permissions() -> Self {
        Self::new(403, 50013, "Missing Permissions")
    }

    /// 403: the person takes no direct messages.
    pub(crate) fn cannot_message_user() -> Self {
        Self::new(403, 50007, "Cannot send messages to this user")
    }

    /// 429: too fast, try again after that time.
    pub(crate) fn rate_limited(retry_after: Duration) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..Self::new(429, 0, "You are being rate limited.")
        }
    }

    /// 500: Discord is ill, and did nothing.
    pub(crate) fn server_error() -> Self {
        Self::new(500, 0, "500: Internal Server Error")
    }

    /// 502 on the way back: what was asked has been done, but the bot cannot know.
    pub(crate) fn answer_lost() -> Self {
        Self {
            effect: Effect::Done,
            ..Self::new(502, 0, "502: Bad Gateway")
        }
    }

    /// Must the request be carried out before the refusal goes out?
    pub(crate) fn comes_after_doing(&self) -> bool {
        self.effect == Effect::Done
    }

    /// The refusal on the wire.
    pub(crate) fn answer(&self) -> Answer {
        let Some(retry_after) = self.retry_after else {
            return Answer::error(self.status, self.code, self.message);
        };
        let seconds = retry_after.as_secs_f64();
        let body: Value =
            json!({ "message": self.message, "retry_after": seconds, "global": false });
        Answer::json(self.status, body).retry_after(seconds)
    }
}

/// How often a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Times {
    Once,
    Always,
}

/// What stands in the way of requests at the moment.
#[derive(Default)]
pub(crate) struct Faults {
    refusals: Vec<(Pattern, Refusal, Times)>,
    holds: Vec<Hold>,
}

impl Faults {
    /// Plans a refusal.
    pub(crate) fn refuse(&mut self, pattern: Pattern, refusal: Refusal, times: Times) {
        self.refusals.push((pattern, refusal, times));
    }

    /// The refusal that this request meets, if any; a single one is used up by it.
    pub(crate) fn refusal_for(&mut self, request: &Request) -> Option<Refusal> {
        let found = self
            .refusals
            .iter()
            .position(|(pattern, ..)| request.is(pattern))?;
        match self.refusals[found].2 {
            Times::Once => Some(self.refusals.remove(found).1),
            Times::Always => Some(self.refusals[found].1.clone()),
        }
    }

    /// Starts to hold requests of a kind.
    pub(crate) fn hold(&mut self, pattern: Pattern) -> Gate {
        let (open, is_open) = watch::channel(false);
        let (arrivals, arrived) = watch::channel(0);
        let gate = Gate {
            held: pattern.to_string(),
            open,
            arrived,
        };
        self.holds.push(Hold {
            pattern,
            is_open,
            arrivals,
        });
        gate
    }

    /// The hold that this request runs into, if any.
    pub(crate) fn hold_for(&self, request: &Request) -> Option<Hold> {
        self.holds
            .iter()
            .find(|hold| request.is(&hold.pattern))
            .cloned()
    }
}

/// The fake's side of a gate.
#[derive(Clone)]
pub(crate) struct Hold {
    pattern: Pattern,
    is_open: watch::Receiver<bool>,
    arrivals: watch::Sender<usize>,
}

impl Hold {
    /// Waits until the test opens the gate or throws it away.
    pub(crate) async fn pass(mut self) {
        self.arrivals.send_modify(|arrivals| *arrivals += 1);
        // An error means that the gate is gone, which lets everything through as well.
        let _gone = self.is_open.wait_for(|is_open| *is_open).await;
    }
}

/// The test's side: requests of the kind wait here. Dropping it lets them go.
#[must_use = "a gate that is thrown away holds nothing"]
pub(crate) struct Gate {
    held: String,
    open: watch::Sender<bool>,
    arrived: watch::Receiver<usize>,
}

impl Gate {
    /// Waits until at least one request stands before the gate.
    pub(crate) async fn arrived(&self) {
        let mut arrived = self.arrived.clone();
        let arrival = arrived.wait_for(|arrivals| *arrivals > 0);
        let in_time = timeout(PATIENCE, arrival).await;
        assert!(
            in_time.is_ok(),
            "no {} arrived at the gate within {PATIENCE:?}",
            self.held
        );
    }

    /// Lets the waiting requests, and all that follow, go on.
    pub(crate) fn release(self) {
        self.open.send_replace(true);
    }
}
