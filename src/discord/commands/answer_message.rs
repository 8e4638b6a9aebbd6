//! 'I press long on a message and let the FAQ answer it': a member sees the answer alone, staff pick one to be posted.

use std::convert::Infallible;

use serenity::all::Message;

use super::ask::reply;
use super::{Context, respond_in_time};
use crate::assistant::{Decision, Outcome};
use crate::discord::bot::Bot;
use crate::discord::desk::{Asking, consider};
use crate::discord::events::Way;

use crate::discord::controls::picker;
use crate::discord::draw::render::Parts;
use crate::discord::places::Place;
use crate::discord::post::Visibility;

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
    let bot = &context.framework.user_data.at_present();
    if let Some(_turn) = bot.take_up(context.interaction.id.get()) {
        answer(context, bot, &message).await;
    }
    Ok(())
}

async fn answer(context: Context<'_>, bot: &Bot, message: &Message) {
    let command = context.interaction;
    let place = bot.place(command.guild_id);
    let member = command.member.as_ref();
    let is_by_staff = member.is_some_and(|member| place.is_staff(member));
    // Whoever wrote it has had no talk with the bot that it could follow up on.
    let asking = Asking {
        text: message.content.clone(),
        way: Way::Menu,
        previous: None,
    };
    let thinking = consider(&bot.desk, asking);
    let asker_only = Visibility::AskerOnly;
    respond_in_time(context, thinking, asker_only, |outcome, visibility| {
        if let Some(outcome) = outcome.filter(|_| is_by_staff) {
            return (for_staff(bot, &place, outcome, message), visibility);
        }
        // Somebody else's words are not the member's to pass on.
        let is_own = message.author.id == command.user.id;
        let question = is_own.then_some(message.content.as_str());
        reply(bot, command, outcome, question, visibility)
    })
    .await;
}

fn for_staff(bot: &Bot, place: &Place, outcome: &Outcome, message: &Message) -> Parts {
    match outcome.decision {
        Decision::Crisis(_) => picker::warning(&bot.desk.reply(place, Some(outcome))),
        _ => picker::offer(&bot.desk, place, outcome, message),
    }
}
