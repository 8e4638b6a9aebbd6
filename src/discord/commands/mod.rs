//! The commands, one file each, and their registration with Discord.

mod aftercare;
mod answer_message;
mod ask;
mod faq;
mod privacy;
mod wipe;

use std::convert::Infallible;
use std::pin::pin;

use poise::FrameworkError;
use tokio::time::timeout;

use crate::assistant::Outcome;
use crate::discord::bot::Bot;
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, Visibility};
use crate::language::Language;
use crate::reply::Reply;

/// A command of ours. None can fail: whatever goes wrong is answered and logged where it happens.
type Command = poise::Command<Bot, Infallible>;

/// What a command is given.
type Context<'a> = poise::ApplicationContext<'a, Bot, Infallible>;

/// All commands.
pub(super) fn all() -> Vec<Command> {
    vec![
        ask::ask(),
        faq::faq(),
        answer_message::answer_message(),
        aftercare::aftercare(),
    ]
}

/// Registers the commands with Discord, once in the life of the process: READY comes again after each IDENTIFY, and
/// registering replaces what there is, so a second time would change nothing.
pub(super) async fn register(context: &serenity::all::Context, bot: &Bot, commands: &[Command]) {
    let registered = bot.memory.commands_registered();
    let mut registered = registered.lock().await;
    if *registered {
        return;
    }
    match poise::builtins::register_globally(context, commands).await {
        Ok(()) => *registered = true,
        Err(error) => tracing::warn!(
            code = post::code(&error),
            "the commands were not registered"
        ),
    }
}

/// Answers a command when its question is decided on; where that takes long, asks Discord for more time first, and then
/// shows the answer to the asker alone.
async fn respond_in_time(
    context: Context<'_>,
    thinking: impl Future<Output = Option<Outcome>>,
    visibility: Visibility,
    draw: impl FnOnce(Option<&Outcome>, Visibility) -> (Parts, Visibility),
) {
    let http = &context.framework.serenity_context.http;
    let command = context.interaction;
    let mut thinking = pin!(thinking);
    let patience = context.framework.user_data.desk.patience();
    if let Ok(outcome) = timeout(patience, &mut thinking).await {
        let (parts, visibility) = draw(outcome.as_ref(), visibility);
        post::respond(http, command, parts, visibility).await;
    } else {
        post::defer(http, command).await;
        let outcome = thinking.await;
        let (parts, _) = draw(outcome.as_ref(), Visibility::AskerOnly);
        post::fulfil(http, command, parts).await;
    }
}

/// What poise can't hand to a command: one that is gone, a broken payload, a panic. The asker sees a sentence; the log
/// sees what kind of thing it was, since poise's own words may quote what was typed.
pub(super) async fn on_error(error: FrameworkError<'_, Bot, Infallible>) {
    let asker_only = Visibility::AskerOnly;
    if let FrameworkError::UnknownInteraction {
        framework,
        interaction,
        ..
    } = error
    {
        tracing::warn!(
            interaction = interaction.id.get(),
            "an unknown command was used"
        );
        let http = &framework.serenity_context.http;
        let gone = said(framework.user_data, interaction, |voice| voice.gone());
        return post::respond(http, interaction, gone, asker_only).await;
    }
    let Some(poise::Context::Application(context)) = error.ctx() else {
        return tracing::error!("poise reported an error outside of commands");
    };
    tracing::error!(
        interaction = context.interaction.id.get(),
        "a command could not run"
    );
    if context.interaction_type == poise::CommandInteractionType::Command {
        let bot = &context.framework.user_data.at_present();
        let trouble = said(bot, context.interaction, |voice| voice.trouble());
        let http = &context.framework.serenity_context.http;
        post::respond(http, context.interaction, trouble, asker_only).await;
    }
}

fn said(
    bot: &Bot,
    command: &serenity::all::CommandInteraction,
    say: impl Fn(crate::reply::Voice<'_>) -> Reply,
) -> Parts {
    let place = bot.place(command.guild_id);
    let language = Language::of_locale(&command.locale);
    Parts::text(&say(bot.desk.voice(&place, language)).text)
}
