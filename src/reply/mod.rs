//! From a decision to what a member reads, as plain data. It knows no transport: Discord draws it one way, the terminal
//! another.

mod phrases;

use toml::value::Date;

use crate::assistant::{Decision, Outcome};
use crate::faq::{CrisisKind, Entry, Id, Library, Topic};
use crate::language::Language;
use crate::settings::Clinic;
use phrases::{Phrases, phrases};

/// Resources in a crisis reply: one or two ways to reach a human, and the emergency number.
const MOST_RESOURCES: usize = 3;

/// Who may see a reply where the way of asking lets us choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// As the asker chose.
    AsAsked,
    /// Only the asker, always: it is about their safety or their health, or it says nothing to anybody else.
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

/// What a reply leaves open, and so what may be done with it next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This entry answered; it may not be what was asked. Then it was perhaps one of the others, best first.
    Judge {
        /// The entry.
        entry: Id,
        /// The entries that came next.
        others: Vec<Id>,
    },
    /// Nothing answered yet; one of the choices may, or a person.
    Ask,
    /// Nothing.
    Done,
}

/// What a member reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The question that is answered; replies without an answer have none.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// Where help is, for somebody who may be in danger: it goes below the text and is never cut.
    pub help: Option<String>,
    /// Where the answer comes from.
    pub source: Option<String>,
    /// What the choices are, in words; empty when there are none.
    pub choices_label: &'static str,
    /// Entries to go on with.
    pub choices: Vec<Choice>,
    /// Who may see it.
    pub audience: Audience,
    /// What may be done with it.
    pub next: Next,
}

/// What a reply is made from, beside the decision.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// What staff wrote.
    pub library: &'a Library,
    /// Its country and contact.
    pub clinic: &'a Clinic,
    /// The language to speak; what isn't translated is said in English.
    pub language: Language,
    /// The day: answers that were not reviewed in time may not be shown on it.
    pub today: Date,
}

impl<'a> Voice<'a> {
    /// How to reach the clinic.
    pub fn contact(self) -> &'a str {
        let own = self.clinic.contact.as_deref();
        own.unwrap_or(self.phrases().default_contact)
    }
}

impl Voice<'_> {
    /// The reply to what was decided; none where the bot stays silent.
    ///
    /// An id that the library doesn't have (the FAQ changed in between) gets the same reply as no answer.
    pub fn reply(&self, outcome: &Outcome) -> Option<Reply> {
        let reply = match &outcome.decision {
            Decision::StaySilent => return None,
            Decision::Crisis(kind) => self.library.kind(kind).map(|kind| self.crisis(kind)),
            Decision::Answer(entry) => self
                .library
                .entry(entry)
                .map(|entry| self.answer_among(entry, outcome)),
            Decision::Suggest(entries) => self.suggestion(entries),
            Decision::Refer(id) => self.referral(id),
            Decision::NoAnswer => None,
        };
        let reply = reply.unwrap_or_else(|| self.no_answer(outcome));
        let concern = outcome.concern.as_ref();
        Some(match concern.and_then(|kind| self.library.kind(kind)) {
            Some(kind) => self.with_help(reply, kind),
            None => reply,
        })
    }

    /// The answer of one entry, with the entries that go with it; in English, and saying so, where it is not translated. An
    /// expired one's is not given: then the clinic is named instead.
    pub fn answer(&self, entry: &Entry) -> Reply {
        if entry.is_expired(self.today) {
            return self.in_review();
        }
        let article = entry.article.as_ref();
        let source = article.map(|article| {
            let source = self.phrases().source.replace("{title}", &article.title);
            source.replace("{date}", &article.reviewed_on.to_string())
        });
        let related: Vec<Id> = entry.related.iter().map(|id| id.value.clone()).collect();
        let (title, text) = self.wording(entry);
        Reply {
            title: Some(title),
            source,
            choices_label: self.phrases().related_questions,
            choices: self.choices(&related),
            next: Next::Judge {
                entry: entry.id.value.clone(),
                others: Vec::new(),
            },
            ..Reply::plain(text)
        }
    }

    /// Entries to choose from, as they are asked in this language; those that are gone or expired are left out.
    pub fn choices<'i>(&self, entries: impl IntoIterator<Item = &'i Id>) -> Vec<Choice> {
        let found = entries.into_iter().filter_map(|id| self.library.entry(id));
        let found = found.filter(|entry| !entry.is_expired(self.today));
        found
            .map(|entry| {
                let wording = entry.wording(self.language);
                let question = wording.map_or(&entry.question, |wording| &wording.question);
                Choice {
                    entry: entry.id.value.clone(),
                    question: question.value.clone(),
                }
            })
            .collect()
    }

    /// An answer, and what else the question may have meant.
    fn answer_among(&self, entry: &Entry, outcome: &Outcome) -> Reply {
        if entry.is_expired(self.today) {
            return self.in_review();
        }
        let candidates = outcome.candidates.iter().map(|candidate| &candidate.entry);
        let others = candidates.filter(|other| **other != entry.id.value);
        Reply {
            next: Next::Judge {
                entry: entry.id.value.clone(),
                others: others.cloned().collect(),
            },
            ..self.answer_two(entry, outcome.also.as_ref())
        }
    }

    /// The answer to the clearer of two questions, the other one first among the choices, and a sentence that says so.
    fn answer_two(&self, entry: &Entry, also: Option<&Id>) -> Reply {
        let reply = self.answer(entry);
        let mut choices = self.choices(also);
        let Some(also) = choices.first().map(|choice| choice.entry.clone()) else {
            return reply;
        };
        let others = reply.choices.into_iter();
        choices.extend(others.filter(|choice| choice.entry != also));
        Reply {
            text: format!("{}\n\n{}", reply.text, self.phrases().second_question),
            choices,
            ..reply
        }
    }

    /// What to say to somebody who called the bot and asked nothing.
    pub fn greeting(&self) -> Reply {
        Reply::plain(self.with_contact(self.phrases().greeting))
    }

    /// What to say to somebody who pressed a button, or used a command, that belongs to something which is no more.
    pub fn gone(&self) -> Reply {
        Reply::plain(self.phrases().gone.to_owned())
    }

    /// What to say to somebody whose reply the bot was not given to read: Discord keeps what doesn't mention it.
    pub fn unreadable(&self) -> Reply {
        Reply::plain(self.phrases().unreadable.to_owned())
    }

    /// What to say when something of ours broke.
    pub fn trouble(&self) -> Reply {
        Reply::plain(self.with_contact(self.phrases().trouble))
    }

    fn phrases(&self) -> &'static Phrases {
        phrases(self.language)
    }

    fn with_contact(&self, sentence: &str) -> String {
        sentence.replace("{contact}", self.contact())
    }

    /// Question and answer; an English answer to another language's question begins by saying so.
    fn wording(&self, entry: &Entry) -> (String, String) {
        if let Some(wording) = entry.wording(self.language) {
            return (wording.question.value.clone(), wording.answer.clone());
        }
        let text = match self.language {
            Language::English => entry.answer.clone(),
            _ => format!("{}\n\n{}", self.phrases().answer_in_english, entry.answer),
        };
        (entry.question.value.clone(), text)
    }

    fn crisis(&self, kind: &CrisisKind) -> Reply {
        Reply {
            audience: Audience::AskerOnly,
            ..Reply::plain(self.with_resources(kind.reply(self.language), kind))
        }
    }

    /// A reply to somebody who may be in danger, or may not: a few words on where help is, after whatever is answered.
    fn with_help(&self, reply: Reply, kind: &CrisisKind) -> Reply {
        let help = self.with_resources(self.phrases().concern, kind);
        Reply {
            help: Some(help),
            audience: Audience::AskerOnly,
            ..reply
        }
    }

    /// A text and below it the ways to reach a human, for a kind of danger in the clinic's country.
    fn with_resources(&self, text: &str, kind: &CrisisKind) -> String {
        let country = self.clinic.country.as_deref();
        let resources = self.library.resources(&kind.id.value, country);
        let lines = resources
            .into_iter()
            .take(MOST_RESOURCES)
            .map(|resource| format!("• {}", resource.text(self.language)));
        std::iter::once(text.to_owned())
            .chain(lines)
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn suggestion(&self, entries: &[Id]) -> Option<Reply> {
        let choices = self.choices(entries);
        (!choices.is_empty()).then(|| Reply {
            choices_label: self.phrases().did_you_mean,
            choices,
            audience: Audience::AskerOnly,
            next: Next::Ask,
            ..Reply::plain(self.with_contact(self.phrases().not_sure))
        })
    }

    /// To the clinic instead of an answer: for a topic that only a person may answer, or an entry that is not to answer now.
    fn referral(&self, id: &Id) -> Option<Reply> {
        let topic = self
            .library
            .topic(id)
            .map(|topic| self.topic_referral(topic));
        topic.or_else(|| self.library.entry(id).map(|_| self.in_review()))
    }

    fn topic_referral(&self, topic: &Topic) -> Reply {
        Reply {
            audience: Audience::AskerOnly,
            ..Reply::plain(format!(
                "{}\n\n{}",
                topic.reply(self.language),
                self.contact()
            ))
        }
    }

    /// To somebody who would have read an answer that nobody has reviewed in time.
    fn in_review(&self) -> Reply {
        Reply {
            audience: Audience::AskerOnly,
            ..Reply::plain(self.with_contact(self.phrases().in_review))
        }
    }

    /// Says that there is no answer, and which topics come closest.
    fn no_answer(&self, outcome: &Outcome) -> Reply {
        let nearest = outcome.candidates.iter().map(|candidate| &candidate.entry);
        Reply {
            choices_label: self.phrases().closest_topics,
            choices: self.choices(nearest),
            audience: Audience::AskerOnly,
            next: Next::Ask,
            ..Reply::plain(self.with_contact(self.phrases().no_answer))
        }
    }
}

impl Reply {
    /// A text and nothing else.
    pub fn plain(text: String) -> Self {
        Self {
            title: None,
            text,
            help: None,
            source: None,
            choices_label: "",
            choices: Vec::new(),
            audience: Audience::AsAsked,
            next: Next::Done,
        }
    }

    /// The reply as plain text, for the terminal and for `--json`.
    pub fn plain_text(&self) -> String {
        let mut parts: Vec<String> = self
            .title
            .iter()
            .cloned()
            .chain([self.text.clone()])
            .chain(self.help.clone())
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
