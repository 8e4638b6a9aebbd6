//! How far the answering of one interaction has come. Discord takes exactly one first response, within
//! three seconds; follow-ups and edits only after it.

use std::time::{Duration, Instant};

use super::snowflake::Snowflake;

/// After this Discord no longer takes the first response.
pub(crate) const FIRST_RESPONSE_WITHIN: Duration = Duration::from_secs(3);

/// What someone did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Command,
    Component,
    Autocomplete,
    Modal,
}

impl Kind {
    /// Discord's number for it.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }

    /// May this be answered with a callback of that type?
    pub(crate) fn takes(self, callback: u64, has_message: bool) -> bool {
        match callback {
            8 => self == Self::Autocomplete,
            4 | 5 => self != Self::Autocomplete,
            6 | 7 => self != Self::Autocomplete && has_message,
            9 => matches!(self, Self::Command | Self::Component),
            _ => false,
        }
    }
}

/// How far it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Waiting,
    /// The bot asked for more time; the message that it promised is still empty.
    Deferred,
    Answered,
}

/// One interaction as Discord remembers it.
#[derive(Clone, Debug)]
pub(crate) struct InteractionState {
    pub(crate) id: Snowflake,
    pub(crate) token: String,
    pub(crate) kind: Kind,
    /// Who did it.
    pub(crate) author: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) sent_at: Instant,
    pub(crate) phase: Phase,
    /// The message whose button was pressed.
    pub(crate) source: Option<Snowflake>,
    /// The message that `@original` means.
    pub(crate) original: Option<Snowflake>,
    pub(crate) follow_ups: Vec<Snowflake>,
    /// The token's fifteen minutes are over.
    pub(crate) is_expired: bool,
    /// The test does not mind if it is never answered.
    pub(crate) may_stay_unanswered: bool,
}
