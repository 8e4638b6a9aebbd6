//! What staff do about a question: they add it to an entry, write a new one, keep it from the bot, or dismiss it.

use std::fmt;

use serenity::all::Http;

use super::settle::{DELETED, empty_card};
use crate::discord::controls::Control;
use crate::discord::controls::picker::ranked;
use crate::discord::desk::{Asking, consider};
use crate::discord::draw::limits;
use crate::discord::draw::render::{Parts, menu};
use crate::discord::editing::{self, Draft, Editor};
use crate::discord::events::Way;
use crate::discord::post::{self, Target, Visibility};
use crate::faq::Id;
use crate::faq::edit::Change;
use crate::language::Language;
use crate::redact::without_marks;
use crate::staff::Wish;
use crate::store::Question;

const WHICH: &str = "To which entry does this question belong? It becomes one of its ways of asking. Those that fit best come first. Only \
     you see this.";
const MORE: &str = "The others are reached with `/faq phrasing`.";
const CHOOSE: &str = "Choose an entry";
const NO_ENTRIES: &str = "There is no entry to choose from. Press *New entry* to write one.";
const NO_SUCH_ENTRY: &str = "That entry is gone. Please press *Add to entry…* once more.";

/// Why nothing can be done about a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// Somebody else was quicker, or it is too old.
    Gone,
    /// The store failed.
    Unreadable,
}

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => {
                "This question is no longer open: somebody else has dealt with it, or it was deleted."
            }
            Self::Unreadable => {
                "I can't look up this question at this moment. Please try again in a minute; whoever runs me finds the reason \
                 in my log."
            }
        })
    }
}

/// One of the staff at a card, or at a menu that a card opened.
#[derive(Clone, Copy)]
pub(crate) struct CardPress<'a> {
    pub(crate) editor: Editor<'a>,
    /// The message under which was pressed.
    pub(crate) under: Target,
    /// What was chosen from the menu.
    pub(crate) chosen: Option<&'a str>,
}

/// Something on a card, or in a menu of it, was pressed.
pub(crate) async fn pressed(press: CardPress<'_>, control: &Control) {
    match *control {
        Control::AddToEntry(id) => press.offer_entries(id).await,
        Control::IntoEntry(id) => press.teach(id).await,
        Control::AnswerNew(id) => press.write_entry(id).await,
        Control::NotForTheBot(id) => press.keep_from_bot(id).await,
        Control::Dismiss(id) => press.dismiss(id).await,
        _ => press.missing(Absent::Gone).await,
    }
}

impl CardPress<'_> {
    /// Shows a menu of entries, to this person alone.
    async fn offer_entries(self, id: i64) {
        let Some(question) = self.question(id).await else {
            return;
        };
        let Editor { http, bot, .. } = self.editor;
        post::hold(http, self.editor.deed).await;
        let asking = Asking {
            text: question.text,
            way: Way::Team,
            previous: None,
        };
        let outcome = consider(&bot.desk, asking).await;
        let entries = outcome
            .as_ref()
            .map(|outcome| ranked(&bot.desk, outcome))
            .unwrap_or_default();
        let is_cut = entries.len() > limits::OPTIONS;
        let voice = bot.desk.voice(self.editor.place, Language::English);
        let menu = menu(&Control::IntoEntry(id), CHOOSE, &voice.choices(entries));
        let said = match (&menu, is_cut) {
            (None, _) => NO_ENTRIES.to_owned(),
            (Some(_), false) => WHICH.to_owned(),
            (Some(_), true) => format!("{WHICH} {MORE}"),
        };
        let parts = Parts {
            rows: menu.into_iter().collect(),
            ..Parts::text(&said)
        };
        post::bring(http, self.editor.deed, parts).await;
    }

    /// An entry was chosen: shows, where the menu stood, what it would do if the question were a way of asking it.
    async fn teach(self, id: i64) {
        let Editor { http, bot, .. } = self.editor;
        let deed = self.editor.deed;
        let question = match self.find(id).await {
            Ok(question) => question,
            Err(why) => return post::update(http, deed, Parts::text(&why.to_string())).await,
        };
        let entry = self.chosen.and_then(Id::new);
        let Some(entry) = entry.filter(|entry| bot.desk.library().has(entry.as_str())) else {
            return post::update(http, deed, Parts::text(NO_SUCH_ENTRY)).await;
        };
        post::hold_update(http, deed).await;
        let asking = Asking {
            text: question.text.clone(),
            way: Way::Team,
            previous: None,
        };
        let outcome = consider(&bot.desk, asking).await;
        let change = Change::Teach {
            id: entry.to_string(),
            language: outcome.map_or(Language::English, |outcome| outcome.language),
            phrasings: vec![without_marks(&question.text)],
        };
        let parts = editing::shown(self.editor, draft_of(change, id), None).await;
        post::bring(http, deed, parts).await;
    }

    /// Opens the form for a new entry, with the question as a way of asking it.
    async fn write_entry(self, id: i64) {
        if let Some(question) = self.question(id).await {
            let phrasing = without_marks(&question.text);
            editing::open_new_for(self.editor, id, &phrasing).await;
        }
    }

    async fn keep_from_bot(self, id: i64) {
        if let Some(question) = self.question(id).await {
            let message = without_marks(&question.text);
            let change = Change::Background { message };
            editing::propose(self.editor, draft_of(change, id)).await;
        }
    }

    async fn dismiss(self, id: i64) {
        let Editor { http, bot, .. } = self.editor;
        let closed = bot.store.close_question(self.editor.guild.get(), id).await;
        match closed {
            Ok(true) => {
                let said = format!("Dismissed by <@{}>.", self.editor.user.id);
                post::update(http, self.editor.deed, Parts::text(&said)).await;
            }
            Ok(false) => self.missing(Absent::Gone).await,
            Err(failure) => {
                tracing::error!(%failure, "a question for the team was not dismissed");
                self.missing(Absent::Unreadable).await;
            }
        }
    }

    /// The question of this card; none if it is gone, and then whoever pressed is told so.
    async fn question(self, id: i64) -> Option<Question> {
        match self.find(id).await {
            Ok(question) => Some(question),
            Err(why) => {
                self.missing(why).await;
                None
            }
        }
    }

    async fn find(self, id: i64) -> Result<Question, Absent> {
        let guild = self.editor.guild.get();
        let found = self.editor.bot.store.question(guild, id).await;
        let found = found.map_err(|failure| {
            tracing::error!(%failure, "a question for the team can't be read");
            Absent::Unreadable
        });
        found?.ok_or(Absent::Gone)
    }

    /// Says why nothing can be done, and takes text and buttons from a card whose question is gone.
    async fn missing(self, why: Absent) {
        let Editor { http, deed, .. } = self.editor;
        let said = Parts::text(&why.to_string());
        post::respond(http, deed, said, Visibility::AskerOnly).await;
        if why == Absent::Gone {
            close_card(http, self.under).await;
        }
    }
}

/// Takes text and buttons from a card whose question is gone, unless it says already what became of it.
async fn close_card(http: &Http, card: Target) {
    let now = card.channel.message(http, card.message).await;
    if now.is_ok_and(|message| message.components.is_empty()) {
        return;
    }
    let card = (card.channel.get(), card.message.get());
    empty_card(http, card, DELETED).await;
}

/// A change that settles a question.
fn draft_of(change: Change, question: i64) -> Draft {
    Draft {
        question: Some(question),
        ..Draft::of(Wish::Change(change))
    }
}
