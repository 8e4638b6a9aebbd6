//! 'I press long on a message and let the FAQ answer it': a member sees the answer alone, staff pick one to be posted.

use std::convert::Infallible;

use serenity::all::Message;

use super::Context;
use super::ask::{considered, reply};
use crate::discord::bot::Bot;
use crate::discord::events::Way;
use crate::discord::messages::is_serious;
use crate::discord::picker;
use crate::discord::post::{self, Visibility};

/// Its name in the menu.
#[poise::command(
    context_menu_command = "Answer from the FAQ",
    interaction_context = "Guild|BotDm",
    name_localized("es-ES", "Responder con las preguntas"),
    name_localized("es-419", "Responder con las preguntas"),
    name_localized("fr", "Répondre avec la FAQ")
)]
pub(super) async fn answer_message(
    context: Context<'_>,
    #[description = "The message to answer"] message: Message,
) -> Result<(), Infallible> {
    let bot = context.framework.user_data;
    if let Some(_turn) = bot.take_up(context.interaction.id.get()) {
        answer(context, bot, &message).await;
    }
    Ok(())
}

async fn answer(context: Context<'_>, bot: &Bot, message: &Message) {
    let command = context.interaction;
    let http = &context.framework.serenity_context.http;
    let place = bot.place(command.guild_id);
    let outcome = considered(bot, command, &message.content, Way::Menu).await;
    let member = command.member.as_ref();
    let asker_only = Visibility::AskerOnly;
    let parts = match &outcome {
        Some(outcome) if member.is_some_and(|member| place.is_staff(member)) => {
            if is_serious(outcome) {
                picker::warning(&bot.desk.reply(&place, Some(outcome)))
            } else {
                picker::offer(&bot.desk, &place, outcome, message)
            }
        }
        _ => {
            // Somebody else's words are not the member's to pass on.
            let own = (message.author.id == command.user.id).then_some(message.content.as_str());
            reply(bot, command, outcome.as_ref(), own, asker_only).0
        }
    };
    post::respond(http, command, parts, asker_only).await;
}
