//! What happens to messages after they were written: members edit them, and Discord unfurls their links. The
//! bot gets `MESSAGE_UPDATE` with the whole message, as Discord documents it today.

use serde_json::{Value, json};

use super::FakeDiscord;
use super::mentions;
use super::messages;
use super::snowflake::Snowflake;
use super::world::World;

impl FakeDiscord {
    /// The author edits a message; whom the new text mentions counts as mentioned.
    pub(crate) fn edits(&self, message: Snowflake, text: &str) {
        self.changes(message, |world, stored| {
            stored["mentions"] = mentions::after_edit(world, stored, text).into();
            stored["content"] = json!(text);
            // An id carries the time of its making, which is now.
            stored["edited_timestamp"] = json!(world.ids.next().made_at());
        });
    }

    /// The author edits a message, which then begins with `@Aftercare`.
    pub(crate) fn edits_mentioning_bot(&self, message: Snowflake, text: &str) {
        let mention = self.bot().mention();
        self.edits(message, &format!("{mention} {text}"));
    }

    /// Discord shows what a link in the message leads to. Nobody edited anything, but the event is the same.
    pub(crate) fn unfurls(&self, message: Snowflake) {
        let preview = json!({
            "type": "link",
            "url": "https://example.org/",
            "title": "Example",
            "description": "what the link leads to",
        });
        self.changes(message, |_, stored| stored["embeds"] = json!([preview]));
    }

    fn changes(&self, message: Snowflake, change: impl FnOnce(&mut World, &mut Value)) {
        self.shared.with(|state| {
            let stored = state.world.messages.get(&message).cloned();
            let mut stored = stored.expect("the message exists");
            change(&mut state.world, &mut stored);
            let event = messages::as_event(&state.world, &stored);
            state.world.messages.insert(message, stored);
            state.dispatch("MESSAGE_UPDATE", event);
        });
    }
}
