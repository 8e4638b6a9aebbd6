//! A minimal bot on a real serenity client, which does what the text of a message asks for, and tells
//! what it received.

use serenity::all::{
    AutocompleteChoice, Client, ClientBuilder, ComponentInteraction, ComponentInteractionDataKind,
    Context, CreateAutocompleteResponse, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, EventHandler, GatewayIntents, GuildChannel,
    Http, HttpBuilder, Interaction, Message, MessageUpdateEvent, PartialGuildChannel, Ready,
    ResumedEvent, async_trait,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::commands::{self, says, silent};
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::shared::PATIENCE;

/// The intents that need no leave.
pub(super) const UNPRIVILEGED: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

/// A running bot; it ends with this value.
pub(super) struct Bot {
    told: UnboundedReceiver<String>,
    client: JoinHandle<serenity::Result<()>>,
}

impl Bot {
    /// Connects to the fake.
    pub(super) async fn start(fake: &FakeDiscord, intents: GatewayIntents) -> Self {
        let (tell, told) = unbounded_channel();
        let mut client = client(fake, intents, Handler { tell }).await;
        Self {
            told,
            client: tokio::spawn(async move { client.start().await }),
        }
    }

    /// The next thing that it received.
    pub(super) async fn next(&mut self) -> String {
        let told = timeout(PATIENCE, self.told.recv()).await;
        told.expect("the bot receives something")
            .expect("the bot runs")
    }

    /// Waits until it gives up, and tells why.
    pub(super) async fn end(mut self) -> String {
        let ended = timeout(PATIENCE, &mut self.client)
            .await
            .expect("the bot gives up");
        ended
            .expect("it does not panic")
            .expect_err("it fails")
            .to_string()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.client.abort();
    }
}

/// A client of serenity's that talks to the fake.
pub(super) async fn client(
    fake: &FakeDiscord,
    intents: GatewayIntents,
    handler: impl EventHandler + 'static,
) -> Client {
    let client = ClientBuilder::new_with_http(http(fake), intents).event_handler(handler);
    client.await.expect("a client")
}

/// The same, without a gateway.
pub(super) fn http(fake: &FakeDiscord) -> Http {
    let web = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    HttpBuilder::new(fake.token())
        .client(web)
        .proxy(fake.url())
        .ratelimiter_disabled(true)
        .build()
}

struct Handler {
    tell: UnboundedSender<String>,
}

impl Handler {
    fn tell(&self, what: String) {
        // The test may be over and its end of the channel gone.
        drop(self.tell.send(what));
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        let registered =
            serenity::all::Command::set_global_commands(&context, commands::all()).await;
        self.tell(format!(
            "ready as {}, {} commands",
            ready.user.name,
            registered.expect("commands").len()
        ));
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.tell("resumed".to_owned());
    }

    async fn message(&self, context: Context, message: Message) {
        let quoted = message
            .referenced_message
            .as_deref()
            .map_or("", |quoted| &quoted.content);
        let place = if message.guild_id.is_some() {
            "guild"
        } else {
            "direct"
        };
        self.tell(format!(
            "{place} {:?} {:?} quoting {quoted:?}",
            message.kind, message.content
        ));
        if message.content.ends_with("hello") && !message.author.bot {
            let answer = CreateMessage::new()
                .content("hi")
                .allowed_mentions(silent())
                .reference_message(&message);
            message
                .channel_id
                .send_message(&context, answer)
                .await
                .expect("posted");
        }
    }

    async fn message_update(
        &self,
        _: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        self.tell(edit_in_words(&event));
    }

    async fn thread_create(&self, _: Context, thread: GuildChannel) {
        self.tell(format!("thread {} opened", thread.name));
    }

    async fn thread_update(&self, _: Context, _: Option<GuildChannel>, thread: GuildChannel) {
        let archived = thread.thread_metadata.map(|metadata| metadata.archived);
        self.tell(format!(
            "thread {} archived {}",
            thread.name,
            archived.unwrap_or_default()
        ));
    }

    async fn thread_delete(
        &self,
        _: Context,
        thread: PartialGuildChannel,
        _: Option<GuildChannel>,
    ) {
        self.tell(format!("a {:?} is gone", thread.kind));
    }

    async fn channel_delete(&self, _: Context, channel: GuildChannel, _: Option<Vec<Message>>) {
        self.tell(format!("channel {} is gone", channel.name));
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        match interaction {
            Interaction::Command(command) => commands::answer(&context, &command).await,
            Interaction::Autocomplete(asked) => {
                let choices = vec![AutocompleteChoice::new(
                    "Is it normal to cry?",
                    "crying-normal",
                )];
                let answer = CreateAutocompleteResponse::new().set_choices(choices);
                asked
                    .create_response(&context, CreateInteractionResponse::Autocomplete(answer))
                    .await
            }
            Interaction::Component(used) => answer_component(&context, &used).await,
            Interaction::Modal(sent) => sent.create_response(&context, says("thank you")).await,
            _ => Ok(()),
        }
        .expect("answered");
    }
}

fn edit_in_words(event: &MessageUpdateEvent) -> String {
    let how = if event.edited_timestamp.is_some() {
        "edited"
    } else {
        "unfurled"
    };
    let mentioned = event.mentions.iter().flatten().map(|user| &user.name);
    let mentioned: Vec<&String> = mentioned.collect();
    let has_member = matches!(event.member, Some(Some(_)));
    format!(
        "{how} {:?}, {} embeds, mentioning {mentioned:?}, member {has_member}",
        event.content.as_deref().unwrap_or_default(),
        event.embeds.iter().flatten().count(),
    )
}

/// Puts what was chosen in the place of the message; of a button, that it was pressed.
async fn answer_component(context: &Context, used: &ComponentInteraction) -> serenity::Result<()> {
    let text = match &used.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.join(" "),
        _ => "sent".to_owned(),
    };
    let message = CreateInteractionResponseMessage::new()
        .content(text)
        .allowed_mentions(silent());
    let update = CreateInteractionResponse::UpdateMessage(message.components(Vec::new()));
    used.create_response(context, update).await
}
