//! 'Who changed what? Take it back.'

use std::convert::Infallible;

use super::for_staff;
use crate::discord::commands::Context;
use crate::discord::editing::{self, Draft};
use crate::staff::Wish;

/// Staff: see who changed what
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: ver quién cambió qué"),
    description_localized("es-419", "Personal: ver quién cambió qué"),
    description_localized("fr", "Équipe : voir qui a changé quoi")
)]
pub(super) async fn history(context: Context<'_>) -> Result<(), Infallible> {
    for_staff(context, async |editor| editing::page(editor, None).await).await;
    Ok(())
}

/// Staff: take a change back
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: deshacer un cambio"),
    description_localized("es-419", "Personal: deshacer un cambio"),
    description_localized("fr", "Équipe : annuler un changement")
)]
pub(super) async fn undo(
    context: Context<'_>,
    #[description = "The change's number in /faq history; the latest unless you name one"]
    #[description_localized("es-ES", "El número del cambio en /faq history; si no, el último")]
    #[description_localized("es-419", "El número del cambio en /faq history; si no, el último")]
    #[description_localized("fr", "Le numéro du changement dans /faq history ; sinon le dernier")]
    #[min = 1]
    change: Option<i64>,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        editing::propose(editor, Draft::of(Wish::Undo(change))).await;
    })
    .await;
    Ok(())
}
