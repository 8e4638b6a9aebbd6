//! The few sentences that only Discord needs: a button whose entry is gone, a reply that Discord shows to everyone but
//! the bot, and the neutral sentence for a failure of ours. Everything else that members read is made by
//! [`reply`](crate::reply).

use crate::reply::Reply;
use crate::settings::Settings;

/// Somebody pressed a button, or used a command, that belongs to something which is no more.
pub(super) fn gone() -> Reply {
    Reply::plain(
        "That question isn't in the FAQ any more: it was changed since. Please ask me again in your own words."
            .to_owned(),
    )
}

/// Somebody replied to the bot with the ping switched off: Discord then keeps the text from it.
pub(super) fn unreadable() -> Reply {
    Reply::plain(
        "I can't read a reply that doesn't mention me. Please mention me in it, or use /ask."
            .to_owned(),
    )
}

/// Something of ours broke. The log has the rest.
pub(super) fn trouble(settings: &Settings) -> Reply {
    Reply::plain(format!(
        "Something went wrong on my side, I'm sorry. {}",
        settings.contact
    ))
}
