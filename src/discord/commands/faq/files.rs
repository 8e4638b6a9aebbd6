//! 'I take the FAQ with me as files, and bring it back.'

use std::convert::Infallible;

use serenity::all::{Attachment, CreateAttachment};

use super::archive::{packed, unpacked};
use super::for_staff;
use crate::discord::commands::Context;
use crate::discord::draw::render::Parts;
use crate::discord::editing::{self, Draft, Editor};
use crate::discord::post;
use crate::faq::edit::Change;
use crate::faq::folder::SourceFile;
use crate::staff::Wish;

/// Most bytes of what is brought back: what Discord takes from anybody.
const LARGEST_ARCHIVE: u64 = 10 * 1024 * 1024;

/// Files that Discord takes with one message.
const FILES_TOGETHER: usize = 10;

/// Its name where it is one file.
const ARCHIVE: &str = "faq.zip";

const EXPORTED: &str =
    "This is the whole FAQ as it is now. Change a file, and bring it back with `/faq import`.";
const NO_SUCH_FILE: &str = "There is no such file in the FAQ.";
const NOT_PACKED: &str =
    "The FAQ is too large to be packed. Name one file with `file:` to get it alone.";
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
    #[description = "A .toml file, or a .zip of several; each takes the place of the one of its name"]
    #[description_localized(
        "es-ES",
        "Un archivo .toml, o un .zip con varios; cada uno sustituye al de su nombre"
    )]
    #[description_localized(
        "es-419",
        "Un archivo .toml, o un .zip con varios; cada uno sustituye al de su nombre"
    )]
    #[description_localized(
        "fr",
        "Un fichier .toml, ou un .zip ; chacun remplace celui du même nom"
    )]
    file: Attachment,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        post::hold(editor.http, editor.deed).await;
        let parts = match fetched(editor, &file).await {
            Ok(files) => {
                let import = Wish::Change(Change::Import { files });
                editing::shown(editor, Draft::of(import), None).await
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
    let chosen: Vec<SourceFile> = chosen.cloned().collect();
    let attached = match chosen.len() {
        0 => return Parts::text(NO_SUCH_FILE),
        1..=FILES_TOGETHER => chosen.iter().map(attached).collect(),
        _ => match packed(&chosen) {
            Ok(bytes) => vec![CreateAttachment::bytes(bytes, ARCHIVE)],
            Err(_) => return Parts::text(NOT_PACKED),
        },
    };
    Parts {
        files: attached,
        ..Parts::text(EXPORTED)
    }
}

fn attached(file: &SourceFile) -> CreateAttachment {
    CreateAttachment::bytes(file.text.clone(), flat(&file.name))
}

/// The files that somebody attached: one, or an archive of several.
///
/// # Errors
/// What is wrong with them, in words.
async fn fetched(editor: Editor<'_>, file: &Attachment) -> Result<Vec<(String, String)>, String> {
    if u64::from(file.size) > LARGEST_ARCHIVE {
        return Err(format!(
            "That file is larger than {LARGEST_ARCHIVE} bytes, which is more than an FAQ has."
        ));
    }
    let bytes = post::fetch(file).await.map_err(|_| UNREAD.to_owned())?;
    let known = editor.bot.desk.edition().files.iter();
    let known: Vec<&str> = known.map(|file| file.name.as_ref()).collect();
    if file.filename.to_lowercase().ends_with(".zip") {
        return unpacked(&bytes, &known);
    }
    let text = String::from_utf8(bytes).map_err(|_| NO_TEXT.to_owned())?;
    Ok(vec![(in_place(&known, &file.filename), text)])
}

/// A file's name as Discord keeps it: without folders.
fn flat(name: &str) -> String {
    name.replace('/', "__")
}

/// The file of the FAQ that this name means; a new one, if none does.
fn in_place(known: &[&str], name: &str) -> String {
    let known = known.iter().find(|known| flat(known) == name);
    known.map_or_else(|| name.to_owned(), ToString::to_string)
}
