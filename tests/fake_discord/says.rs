//! Messages that people write. `says` is the plain one; `message` starts a draft that can mention the bot,
//! reply, come from a webhook, be a system message, or hold components that serenity does not know.

use serde_json::{Value, json};

use super::FakeDiscord;
use super::mentions;
use super::messages::{self, blank_message};
use super::people::Person;
use super::rest_messages;
use super::shared::State;
use super::snowflake::Snowflake;

/// The flag of a message that is all components.
const COMPONENTS_V2: u64 = 1 << 15;

/// A message that is still being written; `send` sends it.
#[must_use = "a draft says nothing until it is sent"]
pub(crate) struct Draft<'a> {
    fake: &'a FakeDiscord,
    channel: Snowflake,
    author: Person,
    text: String,
    mentions: Vec<Person>,
    replies_to: Option<Snowflake>,
    /// Fields put over the message in the end.
    extras: Vec<(&'static str, Value)>,
}

impl FakeDiscord {
    /// Someone writes a message; tells its id.
    pub(crate) fn says(&self, channel: Snowflake, author: &Person, text: &str) -> Snowflake {
        self.message(channel, author, text).send()
    }

    /// Starts a message with more to it.
    pub(crate) fn message(&self, channel: Snowflake, author: &Person, text: &str) -> Draft<'_> {
        Draft {
            fake: self,
            channel,
            author: author.clone(),
            text: text.to_owned(),
            mentions: Vec::new(),
            replies_to: None,
            extras: Vec::new(),
        }
    }

    /// Discord sends a message event a second time, as it may after a RESUME.
    pub(crate) fn delivers_again(&self, message: Snowflake) {
        self.shared.with(|state| {
            let stored = state.world.messages.get(&message).cloned();
            state.announce(&stored.expect("the message exists"));
        });
    }

    /// A message is deleted.
    pub(crate) fn deletes(&self, message: Snowflake) {
        self.shared
            .with(|state| rest_messages::remove(state, message));
    }

    /// A message as it is now, edits included.
    pub(crate) fn stored_message(&self, message: Snowflake) -> Option<Value> {
        self.shared
            .with(|state| state.world.messages.get(&message).cloned())
    }

    /// Sends any event; for what has no words of its own here.
    pub(crate) fn dispatch(&self, event: &str, data: Value) {
        self.shared.with(|state| state.dispatch(event, data));
    }
}

impl Draft<'_> {
    /// Begins with `@Aftercare`.
    pub(crate) fn mentioning_bot(mut self) -> Self {
        let bot = self.fake.bot();
        self.text = format!("{} {}", bot.mention(), self.text);
        self.mentions.push(bot);
        self
    }

    /// Replies to a message with the ping that Discord sets by default, so its author counts as mentioned.
    pub(crate) fn replying_to(mut self, message: Snowflake) -> Self {
        let author = self.fake.author_of(message);
        self.mentions.push(author);
        self.replying_silently_to(message)
    }

    /// Replies to a message with the ping switched off: nobody counts as mentioned.
    pub(crate) fn replying_silently_to(mut self, message: Snowflake) -> Self {
        self.replies_to = Some(message);
        self
    }

    /// Comes from a webhook that only looks like the author.
    pub(crate) fn by_webhook(self) -> Self {
        let webhook = self.fake.shared.with(|state| state.world.ids.next());
        self.with("webhook_id", json!(webhook))
    }

    /// Is a message of Discord's own, such as 7 (someone joined) or 6 (something was pinned).
    pub(crate) fn of_system_type(self, kind: u8) -> Self {
        self.with("type", json!(kind))
    }

    /// Holds these components, also kinds that serenity does not know.
    pub(crate) fn with_components(self, components: Value) -> Self {
        self.with("components", components)
    }

    /// Is a message of Components V2, with kinds (9 to 17) that serenity 0.12 does not know, side by side and
    /// inside one another. Such a message really has no content; here it keeps its text, so that a test can
    /// tell messages apart.
    pub(crate) fn with_components_v2(self) -> Self {
        self.with_components(components_v2())
            .with("flags", json!(COMPONENTS_V2))
    }

    /// Any other field of the message object.
    pub(crate) fn with(mut self, field: &'static str, value: Value) -> Self {
        self.extras.push((field, value));
        self
    }

    /// Sends it and tells its id.
    pub(crate) fn send(self) -> Snowflake {
        let shared = &self.fake.shared;
        shared.with(|state| self.post(state))
    }

    fn post(&self, state: &mut State) -> Snowflake {
        let id = state.world.ids.next();
        let mut message = blank_message(id, self.channel, &self.author);
        message["content"] = json!(self.text);
        let mentioned: Vec<Value> = self.mentions.iter().map(Person::user).collect();
        message["mentions"] = mentions::with_text(&state.world, &mentioned, &self.text).into();
        if let Some(target) = self.replies_to {
            messages::point_at(
                &state.world,
                &mut message,
                self.channel,
                &target.to_string(),
            );
        }
        for (field, value) in &self.extras {
            message[field] = value.clone();
        }
        state.world.messages.insert(id, message.clone());
        state.announce(&message);
        id
    }
}

/// A section, media, a file, a separator and a row of buttons, alone and in a container.
fn components_v2() -> Value {
    let media = json!({ "url": "https://example.org/a.png" });
    let thumbnail = json!({ "type": 11, "id": 2, "media": media });
    let text = json!({ "type": 10, "id": 3, "content": "in a section" });
    let button = json!({ "type": 2, "id": 4, "style": 1, "label": "Buy", "custom_id": "buy" });
    let inside = json!([
        { "type": 9, "id": 5, "components": [text], "accessory": thumbnail },
        { "type": 12, "id": 6, "items": [{ "media": media }] },
        { "type": 13, "id": 7, "file": media },
        { "type": 14, "id": 8, "divider": true, "spacing": 1 },
        { "type": 1, "id": 9, "components": [button] },
    ]);
    let container = json!({ "type": 17, "id": 1, "accent_color": null, "components": inside });
    let mut all = vec![container];
    all.extend(inside.as_array().into_iter().flatten().cloned());
    all.into()
}

impl FakeDiscord {
    fn author_of(&self, message: Snowflake) -> Person {
        self.shared.with(|state| {
            let author = state
                .world
                .messages
                .get(&message)
                .and_then(|message| message["author"]["id"].as_str());
            let person = author
                .and_then(Snowflake::parse)
                .and_then(|id| state.world.person(id));
            person.expect("the message and its author exist").clone()
        })
    }
}
