//! Waiting for the bot's messages, and looking at them later.

use serde_json::Value;

use super::FakeDiscord;
use super::forms::Modal;
use super::interaction_state::Phase;
use super::interactions::Interaction;
use super::pattern::Pattern;
use super::recorder::Request;
use super::replies::{Choice, Reply};
use super::shared::State;
use super::snowflake::Snowflake;

impl FakeDiscord {
    /// Waits for the next message that the bot posts into a channel.
    pub(crate) async fn reply_in(&self, channel: Snowflake) -> Reply {
        let request = self
            .next(&format!("POST /channels/{channel}/messages"))
            .await;
        self.answered(request)
    }

    /// Waits until the bot edits a message that it posted, by the message's own address, and gives it as it
    /// stands after.
    pub(crate) async fn reply_edited(&self, message: Snowflake) -> Reply {
        let request = self
            .next(&format!("PATCH /channels/*/messages/{message}"))
            .await;
        self.answered(request)
    }

    /// Waits until the bot has edited a message of its own by whatever road that is not a first response, and
    /// gives it as it stands after.
    pub(crate) async fn edited(&self, message: Snowflake) -> Reply {
        let id = message.to_string();
        let wanted = |request: &Request| {
            request.method == "PATCH"
                && request.status == Some(200)
                && request.answer["id"] == id.as_str()
        };
        let found = |state: &mut State| state.recorder.take(wanted);
        let request = self.shared.wait_for("an edit of a message", found).await;
        self.answered(request)
    }

    /// A message of the bot as it stands by now, which another request may have changed since; none if it is
    /// gone.
    pub(crate) fn now(&self, reply: &Reply) -> Option<Reply> {
        let message = self.stored_message(reply.id())?;
        Some(self.reply(reply.request.clone(), message))
    }

    /// Waits until the bot deletes a message of a channel, and tells which.
    pub(crate) async fn deleted(&self) -> Snowflake {
        let request = self.next("DELETE /channels/*/messages/*").await;
        let id = request.path.rsplit('/').next().and_then(Snowflake::parse);
        assert_eq!(
            request.status,
            Some(204),
            "the bot could delete it: {request}"
        );
        id.expect("the path ends with an id")
    }

    /// Waits for the message that answers an interaction: the first response, or what fulfils a deferral.
    pub(crate) async fn reply_to(&self, interaction: &Interaction) -> Reply {
        let first = self.callback(interaction).await;
        match first.body["type"].as_u64() {
            Some(5) => {
                let request = self.fulfilment(interaction).await;
                self.original(interaction, request)
            }
            // Nothing is promised here, so a follow-up is a message of its own.
            Some(6) => {
                let request = self.fulfilment(interaction).await;
                match request.method.as_str() {
                    "PATCH" => self.original(interaction, request),
                    _ => self.answered(request),
                }
            }
            _ => self.original(interaction, first),
        }
    }

    /// Waits for the first response to an interaction, whatever its type.
    pub(crate) async fn callback(&self, interaction: &Interaction) -> Request {
        self.next(&format!(
            "POST /interactions/{}/{}/callback",
            interaction.id, interaction.token
        ))
        .await
    }

    /// Waits for the next follow-up message of an interaction.
    pub(crate) async fn follow_up_to(&self, interaction: &Interaction) -> Reply {
        let request = self
            .next(&format!("POST /webhooks/*/{}", interaction.token))
            .await;
        self.answered(request)
    }

    /// Waits for the choices that answer an autocomplete.
    pub(crate) async fn choices(&self, interaction: &Interaction) -> Vec<Choice> {
        let request = self.callback(interaction).await;
        assert_eq!(
            request.body["type"], 8,
            "an autocomplete is answered with choices: {request}"
        );
        Choice::all(&request.body["data"])
    }

    /// Waits for the modal that answers an interaction.
    pub(crate) async fn modal(&self, interaction: &Interaction) -> Modal {
        let request = self.callback(interaction).await;
        assert_eq!(
            request.body["type"], 9,
            "this is answered with a modal: {request}"
        );
        let data = &request.body["data"];
        Modal {
            custom_id: data["custom_id"].as_str().unwrap_or_default().to_owned(),
            title: data["title"].as_str().unwrap_or_default().to_owned(),
            rows: data["components"].clone(),
            channel: interaction.channel,
            source: interaction.source,
        }
    }

    /// After a deferral: the edit or follow-up that brings the message.
    async fn fulfilment(&self, interaction: &Interaction) -> Request {
        let token = &interaction.token;
        let edit = Pattern::new(&format!("PATCH /webhooks/*/{token}/messages/@original"));
        let follow_up = Pattern::new(&format!("POST /webhooks/*/{token}"));
        let wanted = |request: &Request| request.is(&edit) || request.is(&follow_up);
        let found = |state: &mut State| state.recorder.take(wanted);
        self.shared.wait_for("what fulfils a deferral", found).await
    }

    /// The message that answers an interaction, as it is now.
    fn original(&self, interaction: &Interaction, request: Request) -> Reply {
        let message = self.shared.with(|state| {
            let known = state
                .world
                .interactions
                .iter()
                .find(|known| known.id == interaction.id);
            let known = known.expect("the fake sent it");
            assert_eq!(
                known.phase,
                Phase::Answered,
                "the answer was refused or is not a message"
            );
            let message = known.original.and_then(|id| state.world.messages.get(&id));
            message.expect("the answer is a message").clone()
        });
        self.reply(request, message)
    }

    /// The message with which Discord answered a request.
    fn answered(&self, request: Request) -> Reply {
        let message = request.answer.clone();
        self.reply(request, message)
    }

    fn reply(&self, request: Request, message: Value) -> Reply {
        let files = self.shared.with(|state| state.world.files.of(&message));
        Reply {
            request,
            message,
            files,
        }
    }
}
