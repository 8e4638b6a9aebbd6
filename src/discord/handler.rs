//! What the bot does about what it [`Heard`]: an arm of [`handle`] each, a function each. Commands are not here; poise
//! hands them to [`commands`].

use std::convert::Infallible;
use std::io::Write;

use poise::{BoxFuture, FrameworkContext};
use serenity::all::{Context, Event, FullEvent, RawEventHandler, Ready, async_trait};

use crate::discord::bot::Bot;
use crate::discord::controls::{forms, presses};
use crate::discord::events::{Ears, Heard};
use crate::discord::{commands, messages};

/// Handles one event. It can't fail: what goes wrong is logged where it happens, and the next event is handled.
pub(super) fn handle<'a>(
    framework: FrameworkContext<'a, Bot, Infallible>,
    event: &'a FullEvent,
) -> BoxFuture<'a, Result<(), Infallible>> {
    Box::pin(async move {
        let bot = &framework.user_data.at_present();
        let http = &framework.serenity_context.http;
        let ears = Ears {
            bot: framework.bot_id(),
            watches: &|guild, channel| bot.place(Some(guild)).watches(channel),
        };
        match Heard::from_event(event, ears) {
            Heard::Ready(ready) => on_ready(framework, ready).await,
            Heard::Resumed => tracing::info!("the gateway session was resumed"),
            Heard::Joined(server, name) => bot.memory.is_called(server, name),
            Heard::Left(server) => bot.memory.left(server),
            Heard::Asked(asked) => messages::answer(http, bot, asked).await,
            Heard::Edited(asked) => messages::edited(http, bot, asked).await,
            Heard::Deleted(gone) => messages::deleted(http, bot, &gone).await,
            Heard::Pressed(press, control) => presses::answer(http, bot, press, control).await,
            Heard::Filled(form, control) => forms::answer(http, bot, form, control).await,
            Heard::NotForUs => {}
        }
        Ok(())
    })
}

async fn on_ready(framework: FrameworkContext<'_, Bot, Infallible>, ready: &Ready) {
    let bot = framework.user_data;
    tracing::info!(guilds = ready.guilds.len(), "the gateway is ready");
    ready
        .guilds
        .iter()
        .for_each(|guild| bot.memory.joined(guild.id));
    if bot.memory.is_first_ready() {
        tell_operator(&format!(
            "READY as {}, {} entries",
            ready.user.tag(),
            bot.desk.library().entries.len()
        ));
        tell_operator(&format!(
            "to invite it to a server: {}",
            crate::discord::examine::invite::link(ready.application.id)
        ));
    }
    commands::register(framework.serenity_context, bot, &framework.options.commands).await;
}

/// Says a line to whoever started the bot. If nobody listens any more, nothing is lost.
fn tell_operator(line: &str) {
    let _nobody_listens = writeln!(std::io::stderr().lock(), "aftercare: {line}");
}

/// Sees every event before it is dispatched, to notice those that serenity could not read: it drops them silently.
#[derive(Debug)]
pub(super) struct UnparsedEvents(pub(super) Bot);

#[async_trait]
impl RawEventHandler for UnparsedEvents {
    async fn raw_event(&self, _: Context, event: Event) {
        if let Event::Unknown(unknown) = event
            && self.0.memory.is_new_unparsed_kind(&unknown.kind)
        {
            tracing::warn!(
                kind = unknown.kind,
                "serenity can't read this kind of event"
            );
        }
    }
}
