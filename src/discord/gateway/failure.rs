//! Why the bot could not go on, in words for the operator: what Discord refused, and what to click.

use std::fmt;
use std::io;
use std::time::Duration;

use serenity::all::{GatewayError, HttpError};

use crate::discord::gateway::connection::PORTAL;
use crate::store::StoreFailure;

/// Why serving ended, though nobody asked for it.
#[derive(Debug)]
pub enum ServeFailure {
    /// Discord doesn't know the token (any more).
    TokenRejected,
    /// Discord grants the application fewer intents than the bot asked for.
    IntentsRefused,
    /// The bot was started too often today.
    NoStartsLeft {
        /// When it may start again, from now.
        again_in: Duration,
    },
    /// Discord answers with an error, or not at all. Boxed, as it is large.
    Discord(Box<serenity::Error>),
    /// What staff set in Discord can't be read.
    Store(StoreFailure),
    /// The operating system gave us no thread, or no memory.
    System(io::Error),
    /// The gateway client ended, and did not say why; after a panic, that is on standard error.
    Ended,
}

impl ServeFailure {
    /// Would trying again be of no use, until a person has done something?
    pub(crate) fn is_final(&self) -> bool {
        match self {
            Self::TokenRejected | Self::IntentsRefused => true,
            Self::NoStartsLeft { .. }
            | Self::Discord(_)
            | Self::Store(_)
            | Self::System(_)
            | Self::Ended => false,
        }
    }
}

impl From<StoreFailure> for ServeFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

impl From<serenity::Error> for ServeFailure {
    fn from(error: serenity::Error) -> Self {
        match &error {
            serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Self::TokenRejected,
            serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal))
                if refusal.status_code.as_u16() == 401 =>
            {
                Self::TokenRejected
            }
            serenity::Error::Gateway(
                GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
            ) => Self::IntentsRefused,
            _ => Self::Discord(Box::new(error)),
        }
    }
}

impl fmt::Display for ServeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TokenRejected => write!(
                f,
                "Discord rejected the token. Open {PORTAL}, choose your application, click Bot, then Reset Token, and \
                 start the bot with the new one."
            ),
            Self::IntentsRefused => write!(
                f,
                "Discord refused the intents that the bot asks for. Open {PORTAL}, choose your application, click Bot, \
                 and switch on what the bot needs under Privileged Gateway Intents; then save and start it again."
            ),
            Self::NoStartsLeft { again_in } => write!(
                f,
                "Discord allows no more starts of this bot for the next {} minutes: it was started too often. Does \
                 something start it again and again?",
                again_in.as_secs().div_ceil(60)
            ),
            Self::Discord(error) => write!(f, "Discord can't be reached, or is ill: {error}"),
            Self::Store(failure) => write!(f, "{failure}"),
            Self::System(error) => write!(f, "the system can't run the bot: {error}"),
            Self::Ended => f.write_str("the connection to Discord ended without a reason"),
        }
    }
}

impl std::error::Error for ServeFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Discord(error) => Some(error),
            Self::Store(failure) => Some(failure),
            Self::System(error) => Some(error),
            _ => None,
        }
    }
}
