//! Discord's permission bits, as far as the fake asks for them.

/// May do everything, whatever a channel says.
pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
/// Delete and pin what others wrote.
pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
pub(crate) const EMBED_LINKS: u64 = 1 << 14;
pub(crate) const ATTACH_FILES: u64 = 1 << 15;
/// Without it a reply cannot point at what it replies to.
pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
/// Takes the place of `SEND_MESSAGES` in threads.
pub(crate) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

const ADD_REACTIONS: u64 = 1 << 6;
const MENTION_EVERYONE: u64 = 1 << 17;
const USE_APPLICATION_COMMANDS: u64 = 1 << 31;

/// What members, and bots, may do by default on a new server.
pub(crate) const USUAL: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | SEND_MESSAGES_IN_THREADS
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | ADD_REACTIONS
    | MENTION_EVERYONE
    | USE_APPLICATION_COMMANDS;
