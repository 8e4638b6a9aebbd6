//! A bot on a real serenity client that answers nothing by itself: the test takes what arrived, as serenity
//! understands it, and answers with serenity's own builders.

use std::fmt::Debug;
use std::str::FromStr;
use std::sync::Arc;

use serenity::all::{
    Command, CommandInteraction, ComponentInteraction, Context, CreateCommand,
    CreateInteractionResponse, CreateInteractionResponseFollowup, CreateInteractionResponseMessage,
    EditInteractionResponse, EventHandler, Http, Interaction, ModalInteraction, Ready, async_trait,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::client::{UNPRIVILEGED, client};
use super::commands::silent;
use crate::fake_discord::shared::PATIENCE;
use crate::fake_discord::{FakeDiscord, Snowflake};

/// A running bot; it ends with this value.
pub(super) struct Listener {
    pub(super) http: Arc<Http>,
    heard: UnboundedReceiver<Interaction>,
    client: JoinHandle<serenity::Result<()>>,
}

impl Listener {
    /// Connects to a new fake and registers commands.
    pub(super) async fn start(commands: Vec<CreateCommand>) -> (FakeDiscord, Self) {
        let fake = FakeDiscord::start().await;
        let (tell, heard) = unbounded_channel();
        let mut client = client(&fake, UNPRIVILEGED, Handler { commands, tell }).await;
        let listener = Self {
            http: Arc::clone(&client.http),
            heard,
            client: tokio::spawn(async move { client.start().await }),
        };
        fake.started().await;
        (fake, listener)
    }

    /// The next slash command, menu or autocomplete.
    pub(super) async fn command(&mut self) -> CommandInteraction {
        match self.next().await {
            Interaction::Command(command) | Interaction::Autocomplete(command) => command,
            other => panic!("no command: {other:?}"),
        }
    }

    /// The next press or choice.
    pub(super) async fn component(&mut self) -> ComponentInteraction {
        match self.next().await {
            Interaction::Component(component) => component,
            other => panic!("no component: {other:?}"),
        }
    }

    /// The next form that was sent.
    pub(super) async fn modal(&mut self) -> ModalInteraction {
        match self.next().await {
            Interaction::Modal(modal) => modal,
            other => panic!("no modal: {other:?}"),
        }
    }

    async fn next(&mut self) -> Interaction {
        let heard = timeout(PATIENCE, self.heard.recv()).await;
        heard
            .expect("something arrives")
            .expect("the bot is running")
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.client.abort();
    }
}

struct Handler {
    commands: Vec<CreateCommand>,
    tell: UnboundedSender<Interaction>,
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, _: Ready) {
        let registered = Command::set_global_commands(&context, self.commands.clone()).await;
        registered.expect("commands");
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        // The test may be over and its end of the channel gone.
        drop(self.tell.send(interaction));
    }
}

/// A command, for tests that need none in particular.
pub(super) fn any_command() -> Vec<CreateCommand> {
    vec![CreateCommand::new("ask").description("Ask the FAQ")]
}

/// One of serenity's ids.
pub(super) fn id<T: FromStr<Err: Debug>>(snowflake: Snowflake) -> T {
    snowflake.to_string().parse().expect("an id")
}

/// The contents of a first response.
pub(super) fn message(text: &str) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(text)
        .allowed_mentions(silent())
}

/// "The bot is thinking".
pub(super) fn deferral() -> CreateInteractionResponse {
    CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new())
}

/// The same, for the one who asked alone.
pub(super) fn private_deferral() -> CreateInteractionResponse {
    CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new().ephemeral(true))
}

/// An edit of the first response.
pub(super) fn edit(text: &str) -> EditInteractionResponse {
    EditInteractionResponse::new()
        .content(text)
        .allowed_mentions(silent())
}

/// A further message.
pub(super) fn follow_up(text: &str) -> CreateInteractionResponseFollowup {
    CreateInteractionResponseFollowup::new()
        .content(text)
        .allowed_mentions(silent())
}
