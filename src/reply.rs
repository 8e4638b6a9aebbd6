//! From a decision to what a member reads, as plain data. It knows no transport: Discord draws it one way, the terminal
//! another.

use crate::assistant::Decision;
use crate::faq::{CrisisKind, Entry, Id, Library, Topic};
use crate::settings::Settings;

/// Resources in a crisis reply: one or two ways to reach a human, and the emergency number.
const MOST_RESOURCES: usize = 3;

/// Who may see a reply where the way of asking lets us choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// As the asker chose.
    AsAsked,
    /// Only the asker, always: it is about their safety or their health.
    AskerOnly,
}

/// An entry to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The entry.
    pub entry: Id,
    /// Its question.
    pub question: String,
}

/// What a member reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The question that is answered; replies without an answer have none.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// Where the answer comes from.
    pub source: Option<String>,
    /// What the choices are, in words; empty when there are none.
    pub choices_label: &'static str,
    /// Entries to go on with.
    pub choices: Vec<Choice>,
    /// Who may see it.
    pub audience: Audience,
}

/// The reply to a decision; none where the bot stays silent.
///
/// An id that the library doesn't have (the FAQ changed in between) gets the same reply as no answer.
pub fn reply(decision: &Decision, library: &Library, settings: &Settings) -> Option<Reply> {
    let reply = match decision {
        Decision::StaySilent => return None,
        Decision::Crisis(kind) => library
            .kind(kind)
            .map(|kind| crisis(kind, library, settings)),
        Decision::Answer(entry) => library.entry(entry).map(|entry| answer(entry, library)),
        Decision::Suggest(entries) => suggestion(entries, library, settings),
        Decision::Refer(topic) => library.topic(topic).map(|topic| referral(topic, settings)),
        Decision::NoAnswer => None,
    };
    Some(reply.unwrap_or_else(|| no_answer(settings)))
}

/// The answer of one entry, with the entries that go with it.
pub fn answer(entry: &Entry, library: &Library) -> Reply {
    let source = entry
        .article
        .as_ref()
        .map(|article| format!("From “{}”, reviewed {}", article.title, article.reviewed_on));
    let related: Vec<Id> = entry.related.iter().map(|id| id.value.clone()).collect();
    Reply {
        title: Some(entry.question.value.clone()),
        source,
        choices_label: "Related questions",
        choices: choices(&related, library),
        ..Reply::plain(entry.answer.clone())
    }
}

/// What to say to somebody who called the bot and asked nothing.
pub fn greeting(settings: &Settings) -> Reply {
    Reply::plain(format!(
        "Ask me in your own words, for example: is it normal to cry during a massage? I answer from the clinic's FAQ. \
         For anything else: {}",
        settings.contact
    ))
}

fn crisis(kind: &CrisisKind, library: &Library, settings: &Settings) -> Reply {
    let resources = library.resources(&kind.id.value, settings.country.as_deref());
    let lines = resources
        .into_iter()
        .take(MOST_RESOURCES)
        .map(|resource| format!("• {}", resource.text));
    let text = std::iter::once(kind.reply.clone())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n");
    Reply {
        audience: Audience::AskerOnly,
        ..Reply::plain(text)
    }
}

fn suggestion(entries: &[Id], library: &Library, settings: &Settings) -> Option<Reply> {
    let choices = choices(entries, library);
    (!choices.is_empty()).then(|| Reply {
        choices_label: "Did you mean",
        choices,
        ..Reply::plain(format!(
            "I'm not sure I understood you. None of these? {}",
            settings.contact
        ))
    })
}

fn referral(topic: &Topic, settings: &Settings) -> Reply {
    Reply {
        audience: Audience::AskerOnly,
        ..Reply::plain(format!("{}\n\n{}", topic.reply, settings.contact))
    }
}

fn no_answer(settings: &Settings) -> Reply {
    Reply::plain(format!(
        "I don't have an answer to that in the clinic's FAQ. {}",
        settings.contact
    ))
}

fn choices(entries: &[Id], library: &Library) -> Vec<Choice> {
    let found = entries.iter().filter_map(|id| library.entry(id));
    found
        .map(|entry| Choice {
            entry: entry.id.value.clone(),
            question: entry.question.value.clone(),
        })
        .collect()
}

impl Reply {
    /// A text and nothing else.
    pub fn plain(text: String) -> Self {
        Self {
            title: None,
            text,
            source: None,
            choices_label: "",
            choices: Vec::new(),
            audience: Audience::AsAsked,
        }
    }

    /// The reply as plain text, for the terminal and for `--json`.
    pub fn plain_text(&self) -> String {
        let mut parts: Vec<String> = self
            .title
            .iter()
            .cloned()
            .chain([self.text.clone()])
            .collect();
        if !self.choices.is_empty() {
            let lines = self
                .choices
                .iter()
                .map(|choice| format!("  • {}", choice.question));
            let lines: Vec<String> = lines.collect();
            parts.push(format!("{}:\n{}", self.choices_label, lines.join("\n")));
        }
        parts.extend(self.source.iter().cloned());
        parts.join("\n\n")
    }
}
