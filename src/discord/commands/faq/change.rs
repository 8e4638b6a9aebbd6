//! 'I write a new entry; I change one; I teach it another way of asking; I take it out.'

use std::convert::Infallible;

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse, ResolvedValue};

use super::{NO_SUCH_ENTRY, entry, for_staff, matching_entries, tell};
use crate::discord::commands::Context;
use crate::discord::draw::limits::{self, cut};
use crate::discord::editing::{self, Draft};
use crate::faq::edit::Change;
use crate::language::Language;
use crate::staff::Wish;

const NOTHING_GIVEN: &str =
    "Please fill in `add` or `remove`: a way of asking that comes, or one that goes.";
const BOTH_GIVEN: &str =
    "Please fill in only one of `add` and `remove`, then use the command once more for the other.";

/// The language in which an entry is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, poise::ChoiceParameter)]
pub(super) enum In {
    #[name = "English"]
    English,
    #[name = "Spanish"]
    Spanish,
    #[name = "French"]
    French,
    #[name = "German"]
    German,
    #[name = "Portuguese"]
    Portuguese,
}

impl In {
    fn language(chosen: Option<Self>) -> Language {
        match chosen {
            None | Some(Self::English) => Language::English,
            Some(Self::Spanish) => Language::Spanish,
            Some(Self::French) => Language::French,
            Some(Self::German) => Language::German,
            Some(Self::Portuguese) => Language::Portuguese,
        }
    }
}

/// Staff: write a new entry
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: escribir una entrada nueva"),
    description_localized("es-419", "Personal: escribir una entrada nueva"),
    description_localized("fr", "Équipe : écrire une nouvelle entrée")
)]
pub(super) async fn add(context: Context<'_>) -> Result<(), Infallible> {
    for_staff(context, async |editor| editing::open_new(editor).await).await;
    Ok(())
}

/// Staff: change an entry's question and answer
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: cambiar la pregunta y la respuesta de una entrada"),
    description_localized(
        "es-419",
        "Personal: cambiar la pregunta y la respuesta de una entrada"
    ),
    description_localized("fr", "Équipe : changer la question et la réponse d'une entrée")
)]
pub(super) async fn edit(
    context: Context<'_>,
    #[description = "Which entry"]
    #[description_localized("es-ES", "Qué entrada")]
    #[description_localized("es-419", "Qué entrada")]
    #[description_localized("fr", "Quelle entrée")]
    #[autocomplete = "matching_entries"]
    #[rename = "entry"]
    chosen: String,
    #[description = "In which language; English unless you choose another"]
    #[description_localized("es-ES", "En qué idioma; inglés si no eliges otro")]
    #[description_localized("es-419", "En qué idioma; inglés si no eliges otro")]
    #[description_localized(
        "fr",
        "Dans quelle langue ; anglais si vous n'en choisissez pas d'autre"
    )]
    language: Option<In>,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| match entry(editor.bot, &chosen) {
        Some(entry) => editing::open_edit(editor, entry, In::language(language)).await,
        None => tell(editor, NO_SUCH_ENTRY).await,
    })
    .await;
    Ok(())
}

/// Staff: teach an entry another way of asking, or take one out
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: añadir o quitar una forma de preguntar"),
    description_localized("es-419", "Personal: añadir o quitar una forma de preguntar"),
    description_localized("fr", "Équipe : ajouter ou retirer une façon de demander")
)]
pub(super) async fn phrasing(
    context: Context<'_>,
    #[description = "Which entry"]
    #[description_localized("es-ES", "Qué entrada")]
    #[description_localized("es-419", "Qué entrada")]
    #[description_localized("fr", "Quelle entrée")]
    #[autocomplete = "matching_entries"]
    #[rename = "entry"]
    chosen: String,
    #[description = "A way of asking, in a member's words"]
    #[description_localized("es-ES", "Una forma de preguntar, con palabras de un miembro")]
    #[description_localized("es-419", "Una forma de preguntar, con palabras de un miembro")]
    #[description_localized("fr", "Une façon de demander, avec les mots d'un membre")]
    #[max_length = 300]
    add: Option<String>,
    #[description = "A way of asking that is taken out"]
    #[description_localized("es-ES", "Una forma de preguntar que se quita")]
    #[description_localized("es-419", "Una forma de preguntar que se quita")]
    #[description_localized("fr", "Une façon de demander qui est retirée")]
    #[autocomplete = "its_phrasings"]
    remove: Option<String>,
    #[description = "The language of what is added; English unless you choose another"]
    #[description_localized("es-ES", "El idioma de lo que se añade; inglés si no eliges otro")]
    #[description_localized("es-419", "El idioma de lo que se añade; inglés si no eliges otro")]
    #[description_localized("fr", "La langue de ce qui est ajouté ; anglais par défaut")]
    language: Option<In>,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        let Some(entry) = entry(editor.bot, &chosen) else {
            return tell(editor, NO_SUCH_ENTRY).await;
        };
        let id = entry.id.value.to_string();
        let change = match (add, remove) {
            (Some(text), None) => Change::Teach {
                id,
                language: In::language(language),
                phrasings: vec![text],
            },
            (None, Some(text)) => {
                // What was chosen may have been cut to what a choice can hold.
                let whole = entry
                    .lessons()
                    .find(|lesson| cut(&lesson.value, limits::CHOICE) == text);
                let text = whole.map_or(text, |lesson| lesson.value.clone());
                Change::Unteach {
                    id,
                    phrasings: vec![text],
                }
            }
            (None, None) => return tell(editor, NOTHING_GIVEN).await,
            (Some(_), Some(_)) => return tell(editor, BOTH_GIVEN).await,
        };
        editing::propose(editor, Draft::of(Wish::Change(change))).await;
    })
    .await;
    Ok(())
}

/// Staff: take an entry out of the FAQ
#[poise::command(
    slash_command,
    description_localized("es-ES", "Personal: quitar una entrada"),
    description_localized("es-419", "Personal: quitar una entrada"),
    description_localized("fr", "Équipe : retirer une entrée de la FAQ")
)]
pub(super) async fn retire(
    context: Context<'_>,
    #[description = "Which entry"]
    #[description_localized("es-ES", "Qué entrada")]
    #[description_localized("es-419", "Qué entrada")]
    #[description_localized("fr", "Quelle entrée")]
    #[autocomplete = "matching_entries"]
    #[rename = "entry"]
    chosen: String,
) -> Result<(), Infallible> {
    for_staff(context, async |editor| {
        let Some(entry) = entry(editor.bot, &chosen) else {
            return tell(editor, NO_SUCH_ENTRY).await;
        };
        let id = entry.id.value.to_string();
        let retire = Wish::Change(Change::Retire { id });
        editing::propose(editor, Draft::of(retire)).await;
    })
    .await;
    Ok(())
}

/// The ways of asking the entry that was chosen in the same command, which hold what was typed so far.
#[expect(clippy::unused_async, reason = "poise calls it as an async function")]
async fn its_phrasings(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let bot = context.framework.user_data.at_present();
    let chosen = context.args.iter().find_map(|option| match option.value {
        ResolvedValue::String(text) if option.name == "entry" => Some(text),
        _ => None,
    });
    let typed = typed.to_lowercase();
    let phrasings = chosen.and_then(|chosen| entry(&bot, chosen)).into_iter();
    let phrasings = phrasings.flat_map(|entry| entry.lessons().skip(1));
    let fitting = phrasings.filter(|phrasing| phrasing.value.to_lowercase().contains(&typed));
    let choices = fitting.take(limits::CHOICES).map(|phrasing| {
        let text = cut(&phrasing.value, limits::CHOICE);
        AutocompleteChoice::new(text.clone(), text)
    });
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}
