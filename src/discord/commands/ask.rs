//! 'I type /ask, and while I write, the questions that the FAQ knows appear; I choose one or ask in my own words, and I
//! decide whether others see the answer.'

use std::convert::Infallible;
use std::pin::pin;

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse};
use tokio::time::timeout;

use crate::discord::bot::Bot;
use crate::discord::desk::consider;
use crate::discord::events::Way;
use crate::discord::post::{self, Visibility};

type Context<'a> = poise::ApplicationContext<'a, Bot, Infallible>;

/// Ask the clinic's FAQ in your own words
#[poise::command(slash_command, interaction_context = "Guild|BotDm")]
pub(super) async fn ask(
    context: Context<'_>,
    #[description = "What would you like to know?"]
    #[autocomplete = "matching_questions"]
    question: String,
    #[description = "Show the answer only to you"] private: Option<bool>,
) -> Result<(), Infallible> {
    let visibility = match private {
        Some(true) => Visibility::AskerOnly,
        Some(false) | None => Visibility::Everyone,
    };
    answer(context, question, visibility).await;
    Ok(())
}

async fn answer(context: Context<'_>, question: String, visibility: Visibility) {
    let bot = context.framework.user_data;
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return;
    };
    let http = &context.framework.serenity_context.http;
    let talk = bot.memory.talks.with(command.user.id, command.channel_id);
    let mut thinking = pin!(consider(&bot.desk, question, Way::Command, talk));
    if let Ok(reply) = timeout(bot.desk.patience(), &mut thinking).await {
        post::respond(http, command, &reply, visibility).await;
    } else {
        post::defer(http, command).await;
        post::fulfil(http, command, &thinking.await).await;
    }
}

#[expect(clippy::unused_async, reason = "poise calls it as an async function")]
async fn matching_questions(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let questions = context.framework.user_data.desk.questions().matching(typed);
    let choices = questions
        .into_iter()
        .map(|question| AutocompleteChoice::new(question, question));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}
