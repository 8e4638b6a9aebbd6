//! `/faq`: what members look through, and all by which staff keep it. A file each; whoever isn't staff is told so.

mod archive;
mod browse;
mod change;
mod files;
mod inspect;
mod past;

use std::convert::Infallible;

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse};

use super::Context;
use crate::discord::bot::Bot;
use crate::discord::draw::limits::{self, cut};
use crate::discord::draw::render::Parts;
use crate::discord::editing::{Editor, Person};
use crate::discord::post::{self, Visibility};
use crate::faq::{Entry, Id};

use browse::browse;
use change::{add, edit, phrasing, retire};
use files::{export, import};
use inspect::{check, digest, why};
use past::{history, undo};

const NO_SUCH_ENTRY: &str =
    "There is no such entry. Please choose one from the list that appears while you type.";

/// Look through the FAQ, or keep it
#[poise::command(
    slash_command,
    subcommands(
        "browse", "add", "edit", "phrasing", "retire", "history", "undo", "check", "why", "digest",
        "export", "import"
    ),
    subcommand_required,
    interaction_context = "Guild|BotDm",
    description_localized("es-ES", "Mira las preguntas frecuentes, o cuídalas"),
    description_localized("es-419", "Mira las preguntas frecuentes, o cuídalas"),
    description_localized("fr", "Parcourir la FAQ, ou la tenir à jour")
)]
#[expect(clippy::unused_async, reason = "poise calls it as an async function")]
pub(super) async fn faq(_: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// Lets staff do something; tells others that they can't.
async fn for_staff(context: Context<'_>, act: impl AsyncFnOnce(Editor<'_>)) {
    let bot = &context.framework.user_data.at_present();
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return;
    };
    let http = &context.framework.serenity_context.http;
    let place = bot.place(command.guild_id);
    let person = Person {
        guild: command.guild_id,
        member: command.member.as_deref(),
        user: &command.user,
    };
    match Editor::admitted(http, bot, &place, person, command) {
        Ok(editor) => act(editor).await,
        Err(why) => post::respond(http, command, Parts::text(why), Visibility::AskerOnly).await,
    }
}

/// The entry that was chosen from the list, or named by its id or its question.
fn entry<'a>(bot: &'a Bot, chosen: &str) -> Option<&'a Entry> {
    let library = bot.desk.library();
    let by_id = Id::new(chosen).and_then(|id| library.entry(&id));
    by_id.or_else(|| {
        let mut entries = library.entries.iter();
        entries.find(|entry| cut(&entry.question.value, limits::CHOICE) == chosen)
    })
}

async fn tell(editor: Editor<'_>, text: &str) {
    let parts = Parts::text(text);
    post::respond(editor.http, editor.deed, parts, Visibility::AskerOnly).await;
}

/// Entries by what was typed so far.
async fn matching_entries(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let bot = context.framework.user_data.at_present();
    let questions = bot.desk.questions().matching_entries(typed);
    let choices = questions
        .into_iter()
        .map(|(entry, question)| AutocompleteChoice::new(question, entry.as_str()));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}
