//! What people do with the components of a message: they press buttons and choose from select menus. A
//! component that is not there, or is switched off, fails the test, as no member could have used it; the
//! `stale` deeds are for clients that still show what the message no longer has.

use serde_json::{Value, json};

use super::FakeDiscord;
use super::interactions::{Deed, Interaction};
use super::people::Person;
use super::rest_messages;
use super::snowflake::Snowflake;

/// Component type of a button.
pub(crate) const BUTTON: u64 = 2;
/// Component type of a select menu whose options the bot wrote.
pub(crate) const STRING_SELECT: u64 = 3;

impl FakeDiscord {
    /// Someone presses the button with that label or `custom_id` under a message.
    pub(crate) fn presses(&self, author: &Person, message: Snowflake, button: &str) -> Interaction {
        let stored = self.message_seen_by(author, message);
        let data = pressed(custom_id_of_button(&stored, button));
        self.send_interaction(&Deed::with_component(author, &stored, data))
    }

    /// Someone presses a button that Discord's client still shows, though the message is gone or changed.
    pub(crate) fn presses_stale(
        &self,
        author: &Person,
        message: &Value,
        custom_id: &str,
    ) -> Interaction {
        self.uses_stale(author, message, pressed(custom_id))
    }

    /// Someone chooses the option with that label or value from the select menu that has it.
    pub(crate) fn chooses(&self, author: &Person, message: Snowflake, option: &str) -> Interaction {
        let stored = self.message_seen_by(author, message);
        let data = choice(&stored, option);
        self.send_interaction(&Deed::with_component(author, &stored, data))
    }

    /// Someone chooses from a select menu that Discord's client still shows, though the message is gone or
    /// changed.
    pub(crate) fn chooses_stale(
        &self,
        author: &Person,
        message: &Value,
        custom_id: &str,
        value: &str,
    ) -> Interaction {
        self.uses_stale(author, message, chosen(custom_id, value))
    }

    fn uses_stale(&self, author: &Person, message: &Value, data: Value) -> Interaction {
        self.shared
            .with(|state| rest_messages::restore(state, message));
        self.send_interaction(&Deed::with_component(author, message, data))
    }

    /// A message that the person sees: not one that is only for somebody else.
    fn message_seen_by(&self, person: &Person, id: Snowflake) -> Value {
        let only = self
            .shared
            .with(|state| state.world.seen_by.get(&id).copied());
        assert!(
            only.is_none_or(|only| only == person.id),
            "{} does not see the message {id}",
            person.name
        );
        self.expect_message(id)
    }
}

/// All components of a message, of whichever row.
pub(crate) fn components(message: &Value) -> impl Iterator<Item = &Value> {
    let rows = message["components"].as_array().into_iter().flatten();
    rows.filter_map(|row| row["components"].as_array())
        .flatten()
}

/// The select menus of a message.
pub(crate) fn selects(message: &Value) -> impl Iterator<Item = &Value> {
    components(message).filter(|component| component["type"] == STRING_SELECT)
}

/// The options of a select menu.
pub(crate) fn options(select: &Value) -> impl Iterator<Item = &Value> {
    select["options"].as_array().into_iter().flatten()
}

fn pressed(custom_id: &str) -> Value {
    json!({ "component_type": BUTTON, "custom_id": custom_id })
}

fn chosen(custom_id: &str, value: &str) -> Value {
    json!({ "component_type": STRING_SELECT, "custom_id": custom_id, "values": [value] })
}

/// The `custom_id` of the button that a member can press.
fn custom_id_of_button<'a>(message: &'a Value, button: &str) -> &'a str {
    let wanted = |found: &&Value| {
        found["type"] == BUTTON && (found["label"] == button || found["custom_id"] == button)
    };
    let found = components(message).find(wanted).unwrap_or_else(|| {
        let all: Vec<&Value> = components(message).collect();
        panic!("no button {button:?}; there are {all:?}")
    });
    usable(found)
}

/// What is sent when a member picks an option.
fn choice(message: &Value, wanted: &str) -> Value {
    let offered: Vec<(&Value, &Value)> = selects(message)
        .flat_map(|select| options(select).map(move |option| (select, option)))
        .collect();
    let is_wanted = |option: &Value| option["label"] == wanted || option["value"] == wanted;
    let found = offered.iter().find(|(_, option)| is_wanted(option));
    let (select, option) = found.unwrap_or_else(|| {
        let all: Vec<&Value> = offered.iter().map(|(_, option)| *option).collect();
        panic!("no option {wanted:?}; there are {all:?}")
    });
    chosen(usable(select), option["value"].as_str().unwrap_or_default())
}

/// The `custom_id` of a component that is not switched off.
fn usable(component: &Value) -> &str {
    assert!(
        component["disabled"] != true,
        "this is switched off: {component}"
    );
    component["custom_id"].as_str().unwrap_or_default()
}
