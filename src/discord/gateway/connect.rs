//! From a [`Connection`] to a client that is ready to start: the HTTP client, a first look at Discord, then serenity.
//!
//! The first look is needed because serenity takes a failing `GET /gateway` for a warning and goes to the real
//! gateway's address; here a failure is a failure, and says what to do about it.

use std::convert::Infallible;
use std::time::Duration;

use poise::{Framework, FrameworkOptions, PrefixFrameworkOptions};
use serenity::all::{Client, ClientBuilder, GatewayIntents, Http, HttpBuilder};

use crate::discord::bot::{Bot, Memory};
use crate::discord::commands;
use crate::discord::examine::doctor;
use crate::discord::gateway::connection::{Api, Connection, PORTAL};
use crate::discord::gateway::failure::ServeFailure;
use crate::discord::handler::{UnparsedEvents, handle};

/// What the bot is told about. The text of messages is not among it: direct messages, mentions and replies carry theirs
/// without.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

/// Discord answers in well under a second; after this an answer is of no use to anyone.
const REQUEST_PATIENCE: Duration = Duration::from_secs(15);

/// What it is told about as well where a channel is watched, if the developer portal allows it.
const WATCHING: GatewayIntents = INTENTS.union(GatewayIntents::MESSAGE_CONTENT);

/// A gateway that Discord told us of.
#[derive(Debug)]
pub(crate) struct Gateway {
    url: String,
    /// As many as Discord recommends.
    pub(crate) shards: u32,
}

/// The HTTP client for this connection.
pub(crate) fn http(connection: &Connection) -> Result<Http, ServeFailure> {
    let web = reqwest::Client::builder().timeout(REQUEST_PATIENCE);
    let token = connection.token.secret();
    let http = match &connection.api {
        Api::Discord => HttpBuilder::new(token).client(web.build().map_err(serenity::Error::from)?),
        // With its rate limiter on, serenity ignores the address; with the environment's proxies, requests to loopback
        // might leave the machine.
        Api::Loopback(address) => HttpBuilder::new(token)
            .client(web.no_proxy().build().map_err(serenity::Error::from)?)
            .proxy(address.as_str())
            .ratelimiter_disabled(true),
    };
    Ok(http.build())
}

/// Looks whether Discord takes the token and lets the bot start.
pub(crate) async fn probe(http: &Http) -> Result<Gateway, ServeFailure> {
    http.get_current_user().await?;
    let gateway = http.get_bot_gateway().await?;
    let limit = &gateway.session_start_limit;
    if limit.remaining < u64::from(gateway.shards) {
        return Err(ServeFailure::NoStartsLeft {
            again_in: Duration::from_millis(limit.reset_after),
        });
    }
    Ok(Gateway {
        url: gateway.url,
        shards: gateway.shards.max(1),
    })
}

/// What the bot asks to be told about. If staff let it watch a channel, but nobody switched the intent on, it does without:
/// Discord would take in nobody who asks for what they may not have.
async fn intents(http: &Http, memory: &Memory) -> Result<GatewayIntents, ServeFailure> {
    if !memory.places.watch_anything() {
        return Ok(INTENTS);
    }
    if doctor::reads_content(&http.get_current_application_info().await?) {
        return Ok(WATCHING);
    }
    tracing::warn!(
        "a channel is to be watched, but the bot may not read it: switch on Message Content Intent in {PORTAL}, your \
         application, Bot"
    );
    Ok(INTENTS)
}

/// Builds the client, with all that it does when something happens.
pub(crate) async fn client(
    http: Http,
    gateway: &Gateway,
    bot: Bot,
) -> Result<Client, ServeFailure> {
    let intents = intents(&http, &bot.memory).await?;
    let reads_content = intents.contains(GatewayIntents::MESSAGE_CONTENT);
    bot.memory.reads_content(reads_content);
    let client = ClientBuilder::new_with_http(http, intents)
        .raw_event_handler(UnparsedEvents(bot.clone()))
        .framework(framework(bot))
        .await?;
    // Serenity asked for it itself; if that failed it would now go to the real gateway.
    client.ws_url.lock().await.clone_from(&gateway.url);
    Ok(client)
}

fn framework(bot: Bot) -> Framework<Bot, Infallible> {
    let options = FrameworkOptions {
        commands: commands::all(),
        on_error: |error| Box::pin(commands::on_error(error)),
        event_handler: handle,
        // There are no commands in messages: what follows a mention is a question.
        prefix_options: PrefixFrameworkOptions {
            mention_as_prefix: false,
            ..PrefixFrameworkOptions::default()
        },
        initialize_owners: false,
        ..FrameworkOptions::default()
    };
    Framework::builder()
        .options(options)
        .setup(|_, _, _| Box::pin(async move { Ok(bot) }))
        .build()
}
