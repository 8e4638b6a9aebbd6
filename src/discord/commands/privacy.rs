//! `/aftercare privacy`: 'What do you keep of me?' For everybody, also in direct messages.

use std::convert::Infallible;

use super::Context;
use crate::discord::draw::privacy::privacy_in;
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, Visibility};
use crate::language::Language;

/// What I keep, and for how long
#[poise::command(
    slash_command,
    description_localized("es-ES", "Qué guardo, y por cuánto tiempo"),
    description_localized("es-419", "Qué guardo, y por cuánto tiempo"),
    description_localized("fr", "Ce que je garde, et combien de temps")
)]
pub(super) async fn privacy(context: Context<'_>) -> Result<(), Infallible> {
    let bot = &context.framework.user_data.at_present();
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return Ok(());
    };
    let http = &context.framework.serenity_context.http;
    let text = privacy_in(Language::of_locale(&command.locale));
    post::respond(http, command, Parts::text(&text), Visibility::AskerOnly).await;
    Ok(())
}
