//! What the bot does about what it [`Heard`]: an arm of [`handle`] each, a function each. Commands are not here; poise
//! hands them to [`commands`].

use std::convert::Infallible;
use std::io::Write;

use poise::{BoxFuture, FrameworkContext};
use serenity::all::{
    ComponentInteraction, Context, Event, FullEvent, Http, RawEventHandler, Ready, async_trait,
};

use super::bot::Bot;
use super::buttons::Button;
use super::commands;
use super::desk::consider;
use super::events::{Asked, Heard, Said};
use super::post;
use crate::language::Language;

/// Handles one event. It can't fail: what goes wrong is logged where it happens, and the next event is handled.
pub(super) fn handle<'a>(
    framework: FrameworkContext<'a, Bot, Infallible>,
    event: &'a FullEvent,
) -> BoxFuture<'a, Result<(), Infallible>> {
    Box::pin(async move {
        let bot = framework.user_data;
        let http = &framework.serenity_context.http;
        match Heard::from_event(event, framework.bot_id()) {
            Heard::Ready(ready) => on_ready(framework, ready).await,
            Heard::Resumed => tracing::info!("the gateway session was resumed"),
            Heard::Asked(asked) => answer_message(http, bot, asked).await,
            Heard::Pressed(press, button) => answer_press(http, bot, press, button).await,
            Heard::NotForUs => {}
        }
        Ok(())
    })
}

async fn on_ready(framework: FrameworkContext<'_, Bot, Infallible>, ready: &Ready) {
    let bot = framework.user_data;
    tracing::info!(guilds = ready.guilds.len(), "the gateway is ready");
    if bot.memory.is_first_ready() {
        tell_operator(&format!(
            "READY as {}, {} entries",
            ready.user.tag(),
            bot.desk.entry_count()
        ));
    }
    commands::register(framework.serenity_context, bot, &framework.options.commands).await;
}

async fn answer_message(http: &Http, bot: &Bot, asked: Asked) {
    let Some(_turn) = bot.take_up(asked.message.get()) else {
        return;
    };
    let reply = match &asked.said {
        Said::Text(text) => {
            let talk = bot.memory.talks.with(asked.asker, asked.channel);
            consider(&bot.desk, text.clone(), asked.way, talk).await
        }
        Said::Nothing => bot.desk.voice(Language::English).greeting(),
        Said::Withheld => bot.desk.voice(Language::English).unreadable(),
    };
    post::reply_to(http, &asked, &reply).await;
}

async fn answer_press(
    http: &Http,
    bot: &Bot,
    press: &ComponentInteraction,
    button: Option<Button>,
) {
    let Some(_turn) = bot.take_up(press.id.get()) else {
        return;
    };
    // A press carries no words, but the language that the presser's Discord speaks.
    let language = Language::of_locale(&press.locale);
    let reply = match &button {
        Some(Button::Entry(id)) => bot.desk.entry(id, language),
        None => bot.desk.voice(language).gone(),
    };
    post::respond_to_press(http, press, &reply).await;
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
