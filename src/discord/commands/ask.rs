//! 'I type /ask, and while I write, the questions that the FAQ knows appear; I choose one or ask in my own words, and I
//! decide whether others see the answer.'

use std::convert::Infallible;

use std::time::Instant;

use serenity::all::{AutocompleteChoice, CommandInteraction, CreateAutocompleteResponse};

use super::{Context, respond_in_time};
use crate::assistant::{Decision, Outcome};
use crate::discord::bot::Bot;
use crate::discord::desk::{Asking, consider};
use crate::discord::draw::render::{Frame, Parts, render};
use crate::discord::draw::words::words;
use crate::discord::events::Way;
use crate::discord::messages::{is_serious, too_fast};
use crate::discord::post::Visibility;
use crate::language::Language;

/// Ask the clinic's FAQ in your own words
#[poise::command(
    slash_command,
    interaction_context = "Guild|BotDm",
    description_localized("es-ES", "Pregunta con tus propias palabras"),
    description_localized("es-419", "Pregunta con tus propias palabras"),
    description_localized("fr", "Posez votre question avec vos propres mots")
)]
pub(super) async fn ask(
    context: Context<'_>,
    #[description = "What would you like to know?"]
    #[description_localized("es-ES", "¿Qué te gustaría saber?")]
    #[description_localized("es-419", "¿Qué te gustaría saber?")]
    #[description_localized("fr", "Que souhaitez-vous savoir ?")]
    #[autocomplete = "matching_questions"]
    question: String,
    #[description = "Show the answer only to you"]
    #[description_localized("es-ES", "Muestra la respuesta solo a ti")]
    #[description_localized("es-419", "Muestra la respuesta solo a ti")]
    #[description_localized("fr", "Ne montrer la réponse qu'à vous")]
    private: Option<bool>,
) -> Result<(), Infallible> {
    let visibility = match private {
        Some(true) => Visibility::AskerOnly,
        Some(false) | None => Visibility::Everyone,
    };
    answer(context, question, visibility).await;
    Ok(())
}

async fn answer(context: Context<'_>, question: String, visibility: Visibility) {
    let bot = &context.framework.user_data.at_present();
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return;
    };
    let thinking = considered(bot, command, &question);
    respond_in_time(context, thinking, visibility, |outcome, visibility| {
        reply(bot, command, outcome, Some(&question), visibility)
    })
    .await;
}

/// Decides on a question, and remembers what answers it for the next one of the same talk.
async fn considered(bot: &Bot, command: &CommandInteraction, question: &str) -> Option<Outcome> {
    let talk = (command.user.id, command.channel_id);
    let asking = Asking {
        text: question.to_owned(),
        way: Way::Command,
        previous: bot.memory.talks.get(talk, Instant::now()),
    };
    let outcome = consider(&bot.desk, asking).await;
    if let Some(Decision::Answer(entry)) = outcome.as_ref().map(|outcome| &outcome.decision) {
        bot.memory.talks.put(talk, entry.clone(), Instant::now());
    }
    outcome
}

/// What is shown, and to whom; the asker's own question, if it is theirs, is quoted where it stays open. Somebody who asks too fast is told so, unless they may be in danger.
pub(super) fn reply(
    bot: &Bot,
    command: &CommandInteraction,
    outcome: Option<&Outcome>,
    question: Option<&str>,
    visibility: Visibility,
) -> (Parts, Visibility) {
    let language = outcome.map_or(Language::English, |outcome| outcome.language);
    if !outcome.is_some_and(is_serious) {
        let (asker, channel) = (command.user.id, command.channel_id);
        if let Err(wait) = bot.memory.pace.take(asker, channel, Instant::now()) {
            let parts = Parts::text(&too_fast(wait, language));
            return (parts, Visibility::AskerOnly);
        }
    }
    if let Some(outcome) = outcome {
        bot.count(command.guild_id, outcome);
    }
    let place = bot.place(command.guild_id);
    let reply = bot.desk.reply(&place, outcome);
    let visibility = visibility.of(&reply);
    let is_ephemeral = visibility == Visibility::AskerOnly;
    let frame = Frame {
        words: words(language),
        asker: command.user.id,
        is_ephemeral,
        has_team: place.team_channel().is_some(),
        question: question.filter(|_| is_ephemeral),
    };
    (render(&reply, frame), visibility)
}

#[expect(clippy::unused_async, reason = "poise calls it as an async function")]
async fn matching_questions(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let bot = context.framework.user_data.at_present();
    let questions = bot.desk.questions().matching(typed, crate::clock::today());
    let choices = questions
        .into_iter()
        .map(|question| AutocompleteChoice::new(question, question));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}
