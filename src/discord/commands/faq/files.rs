//! 'I take the FAQ with me as files, and bring it back.'

use std::convert::Infallible;

use serenity::all::{Attachment, CreateAttachment};

use super::for_staff;
use crate::discord::commands::Context;
use crate::discord::draw::render::Parts;
use crate::discord::editing::{self, Draft, Editor};
use crate::discord::post;
use crate::faq::edit::Change;
use crate::faq::folder::LARGEST_FILE;
use crate::staff::Wish;

/// Files that Discord takes with one message.
const FILES_TOGETHER: usize = 10;

const EXPORTED: &str =
    "This is the whole FAQ as it is now. Change a file, and bring it back with `/faq import`.";
const TOO_MANY: &str = "The FAQ has more files than one message can hold; these are the first. Name one with `file:` to get another.";
const NO_SUCH_FILE: &str = "There is no such file in the FAQ.";
const UNREAD: &str = "I could not fetch that file from Discord. Please attach it once more.";
const NO_TEXT: &str = "That file is not UTF-8 text. Please save it again as plain text.";

/// Staff: get the FAQ as files
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: recibir las preguntas como archivos"),
    description_localized("es-419", "Personal: recibir las preguntas como archivos"),
    description_localized("fr", "Équipe : recevoir la FAQ sous forme de fichiers")
)]
pub(super) async fn export(
    context: Context<'_>,
    #[description = "Only this file"]
    #[description_localized("es-ES", "Solo este archivo")]
    #[description_localized("es-419", "Solo este archivo")]
    #[description_localized("fr", "Ce fichier seulement")]
    file: Option<String>,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        post::hold(editor.http, editor.deed).await;
        let parts = exported(editor, file.as_deref());
        post::bring(editor.http, editor.deed, parts).await;
    })
    .await;
    Ok(())
}

/// Staff: bring a file of the FAQ back
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: devolver un archivo de las preguntas"),
    description_localized("es-419", "Personal: devolver un archivo de las preguntas"),
    description_localized("fr", "Équipe : remettre un fichier de la FAQ")
)]
pub(super) async fn import(
    context: Context<'_>,
    #[description = "A .toml file; it takes the place of the file of the same name"]
    #[description_localized("es-ES", "Un archivo .toml; sustituye al del mismo nombre")]
    #[description_localized("es-419", "Un archivo .toml; sustituye al del mismo nombre")]
    #[description_localized("fr", "Un fichier .toml ; il remplace celui du même nom")]
    file: Attachment,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        post::hold(editor.http, editor.deed).await;
        let parts = match fetched(&file).await {
            Ok(text) => {
                let files = vec![(in_place(editor, &file.filename), text)];
                editing::shown(
                    editor,
                    Draft::of(Wish::Change(Change::Import { files })),
                    None,
                )
                .await
            }
            Err(why) => Parts::text(&why),
        };
        post::bring(editor.http, editor.deed, parts).await;
    })
    .await;
    Ok(())
}

fn exported(editor: Editor<'_>, only: Option<&str>) -> Parts {
    let files = &editor.bot.desk.edition().files;
    let chosen = files
        .iter()
        .filter(|file| only.is_none_or(|only| only == file.name.as_ref()));
    let attached: Vec<CreateAttachment> = chosen
        .map(|file| CreateAttachment::bytes(file.text.clone(), flat(&file.name)))
        .collect();
    let text = match attached.len() {
        0 => NO_SUCH_FILE,
        1..=FILES_TOGETHER => EXPORTED,
        _ => TOO_MANY,
    };
    Parts {
        files: attached.into_iter().take(FILES_TOGETHER).collect(),
        ..Parts::text(text)
    }
}

async fn fetched(file: &Attachment) -> Result<String, String> {
    if u64::from(file.size) > LARGEST_FILE {
        return Err(format!(
            "That file is larger than the {LARGEST_FILE} bytes that a file of the FAQ may have."
        ));
    }
    let bytes = post::fetch(file).await.map_err(|_| UNREAD.to_owned())?;
    let text = String::from_utf8(bytes).map_err(|_| NO_TEXT.to_owned())?;
    Ok(text)
}

/// A file's name as Discord keeps it: without folders.
fn flat(name: &str) -> String {
    name.replace('/', "__")
}

/// The file of the FAQ that this name means; a new one, if none does.
fn in_place(editor: Editor<'_>, name: &str) -> String {
    let mut files = editor.bot.desk.edition().files.iter();
    let known = files.find(|file| flat(&file.name) == name);
    known.map_or_else(|| name.to_owned(), |file| file.name.to_string())
}
