//! 'Show me what you know.'

use std::convert::Infallible;

use crate::discord::commands::Context;
use crate::discord::controls::browse::page;
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, Visibility};
use crate::language::Language;

/// Look through everything the FAQ answers
#[poise::command(
    slash_command,
    description_localized("es-ES", "Mira todo lo que responden las preguntas frecuentes"),
    description_localized("es-419", "Mira todo lo que responden las preguntas frecuentes"),
    description_localized("fr", "Parcourez toutes les questions auxquelles je réponds")
)]
pub(super) async fn browse(context: Context<'_>) -> Result<(), Infallible> {
    let bot = &context.framework.user_data.at_present();
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return Ok(());
    };
    let place = bot.place(command.guild_id);
    let voice = bot.desk.voice(&place, Language::of_locale(&command.locale));
    let parts = page(&bot.desk, &voice, 0).unwrap_or_else(|| Parts::text(&voice.gone().text));
    let http = &context.framework.serenity_context.http;
    post::respond(http, command, parts, Visibility::AskerOnly).await;
    Ok(())
}
