//! What a server and its members close to the bot: threads, channels, their direct messages, words.

use serde_json::json;

use super::FakeDiscord;
use super::people::Person;
use super::snowflake::Snowflake;

impl FakeDiscord {
    /// A moderator closes a thread: it is archived and locked, so that no message opens it again.
    pub(crate) fn archives(&self, thread: Snowflake) {
        self.shared.with(|state| {
            let mut channels = state.world.channels.iter_mut();
            let found = channels.find(|channel| channel.id == thread);
            let found = found.expect("the thread exists");
            assert!(found.parent().is_some(), "only threads are archived");
            found.is_archived = true;
            let updated = state
                .world
                .channel(thread)
                .map(|channel| state.world.channel_json(channel));
            state.dispatch("THREAD_UPDATE", updated.unwrap_or_default());
        });
    }

    /// A channel or thread is deleted, with its threads and messages.
    pub(crate) fn deletes_channel(&self, channel: Snowflake) {
        self.shared.with(|state| {
            let world = &mut state.world;
            let gone = world.channel(channel).expect("the channel exists");
            let (home, parent) = (gone.guild(), gone.parent());
            let (event, data) = match parent {
                None => ("CHANNEL_DELETE", world.channel_json(gone)),
                Some(parent) => (
                    "THREAD_DELETE",
                    json!({ "id": channel, "guild_id": home, "parent_id": parent, "type": 11 }),
                ),
            };
            let goes_too = |id: Snowflake, parent| id == channel || parent == Some(channel);
            world
                .channels
                .retain(|known| !goes_too(known.id, known.parent()));
            let stands = |message: &serde_json::Value| {
                let channel = message["channel_id"].as_str().and_then(Snowflake::parse);
                channel.is_some_and(|id| world.channels.iter().any(|known| known.id == id))
            };
            world.messages.retain(|_, message| stands(message));
            state.dispatch(event, data);
        });
    }

    /// Someone takes no direct messages from the bot any more. Their direct channel can still be opened.
    pub(crate) fn blocks_direct_messages(&self, person: &Person) {
        self.shared.with(|state| {
            state.world.refuses_direct_messages.insert(person.id);
        });
    }

    /// Automatic moderation blocks messages with that word, in whatever case, also the bot's.
    pub(crate) fn automod_blocks(&self, word: &str) {
        self.shared
            .with(|state| state.world.blocked_words.push(word.to_lowercase()));
    }
}
