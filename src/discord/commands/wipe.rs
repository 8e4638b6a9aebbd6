//! `/aftercare wipe`: deletes what came from members, after asking.

use std::convert::Infallible;

use super::Context;
use crate::discord::controls::wipe::{NOT_A_KEEPER, offer};
use crate::discord::draw::render::Parts;
use crate::discord::places::is_keeper;
use crate::discord::post::{self, Visibility};

/// Delete what members sent and what was counted of them
#[poise::command(
    slash_command,
    description_localized(
        "es-ES",
        "Borra lo que enviaron los miembros y lo que se contó de ellos"
    ),
    description_localized(
        "es-419",
        "Borra lo que enviaron los miembros y lo que se contó de ellos"
    ),
    description_localized(
        "fr",
        "Supprimer ce que les membres ont envoyé et ce qui en a été compté"
    )
)]
pub(super) async fn wipe(context: Context<'_>) -> Result<(), Infallible> {
    let bot = &context.framework.user_data.at_present();
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return Ok(());
    };
    let http = &context.framework.serenity_context.http;
    let keeper = command.member.as_ref().filter(|member| is_keeper(member));
    let parts = match (command.guild_id, keeper) {
        (Some(server), Some(_)) => offer(bot, server).await,
        _ => Parts::text(NOT_A_KEEPER),
    };
    post::respond(http, command, parts, Visibility::AskerOnly).await;
    Ok(())
}
