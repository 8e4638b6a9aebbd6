//! Where questions from Discord are answered: the assistant and what was prepared from its FAQ, as one immutable value.
//! Nothing here sends anything.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use toml::value::Date;

use crate::assistant::{Decision, Heard, Outcome, Question};
use crate::discord::complete::Questions;
use crate::discord::events::Way;
use crate::discord::places::Place;
use crate::edition::Edition;
use crate::faq::{Id, Library};
use crate::language::Language;
use crate::reply::{Reply, Voice};
use crate::settings::Settings;
use crate::staff::{Shelf, Workshop};

/// What answering takes.
#[derive(Debug)]
pub struct Desk {
    edition: Arc<Edition>,
    settings: Settings,
    questions: Questions,
    patience: Duration,
}

/// The desk that is in use, and what staff should hear of it. A new version of the FAQ is a new desk, put in the place of
/// the old one as a whole; a question that is being answered stays at the desk where it began.
#[derive(Debug)]
pub struct Desks {
    present: RwLock<Arc<Desk>>,
    workshop: Workshop,
    news: Mutex<Vec<String>>,
    told: Notify,
}

impl Desks {
    /// Begins with this desk. Changes of the FAQ are ordered in the workshop; what comes of them is put here.
    pub fn new(desk: Desk, workshop: Workshop) -> Self {
        Self {
            present: RwLock::new(Arc::new(desk)),
            workshop,
            news: Mutex::default(),
            told: Notify::new(),
        }
    }

    /// The desk that is in use.
    pub fn present(&self) -> Arc<Desk> {
        let present = self.present.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&present)
    }

    /// Where changes of the FAQ are ordered.
    pub(super) fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// Waits until there is something to tell staff, and takes it.
    pub(crate) async fn news(&self) -> Vec<String> {
        loop {
            let waiting = {
                let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
                std::mem::take(&mut *news)
            };
            if !waiting.is_empty() {
                return waiting;
            }
            self.told.notified().await;
        }
    }
}

impl Shelf for Desks {
    fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.present().edition)
    }

    fn publish(&self, edition: Arc<Edition>) {
        let before = self.present();
        let desk = Desk::new(edition, before.settings.clone()).with_patience(before.patience);
        let mut present = self.present.write().unwrap_or_else(PoisonError::into_inner);
        *present = Arc::new(desk);
    }

    fn tell_staff(&self, news: String) {
        let mut waiting = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(news);
        self.told.notify_one();
    }
}

/// Discord waits 3 seconds for the first response; one of them is left for the way.
const PATIENCE: Duration = Duration::from_secs(2);

/// What somebody asked, and what is known of the talk it belongs to.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    /// As it was typed.
    pub(super) text: String,
    /// How it came.
    pub(super) way: Way,
    /// The entry that was answered last to this asker in this place.
    pub(super) previous: Option<Id>,
}

impl Desk {
    /// Prepares a desk: makes the index for autocomplete from a version of the FAQ.
    pub fn new(edition: Arc<Edition>, settings: Settings) -> Self {
        let questions = Questions::of(edition.library());
        Self {
            edition,
            settings,
            questions,
            patience: PATIENCE,
        }
    }

    /// The same desk, with a command's answer allowed to take that long before the bot asks Discord for more time; 2 s
    /// unless it is set.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The version of the FAQ.
    pub(super) fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// How long a command's answer may take before the bot asks Discord for more time.
    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    /// What the settings file says.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The FAQ.
    pub(crate) fn library(&self) -> &Library {
        self.edition.library()
    }

    /// The questions that autocomplete offers.
    pub(super) fn questions(&self) -> &Questions {
        &self.questions
    }

    /// What speaks to members in a language.
    pub(super) fn voice<'a>(&'a self, place: &'a Place, language: Language) -> Voice<'a> {
        Voice {
            library: self.library(),
            clinic: &place.clinic,
            language,
            today: crate::clock::today(),
        }
    }

    /// The reply to a question that somebody put to the bot: they see something, whatever was decided and even if that
    /// went wrong.
    pub(super) fn reply(&self, place: &Place, outcome: Option<&Outcome>) -> Reply {
        let language = outcome.map_or(Language::English, |outcome| outcome.language);
        let voice = self.voice(place, language);
        let reply = outcome.and_then(|outcome| voice.reply(outcome));
        reply.unwrap_or_else(|| voice.trouble())
    }

    /// Decides on a question. A choice of the autocomplete is answered with its entry; danger comes before that as
    /// before anything else. What was not reviewed in time answers no more.
    fn decide(&self, asking: &Asking, today: Date) -> Outcome {
        let question = Question {
            text: &asking.text,
            heard: asking.way.heard(),
        };
        let outcome = match &asking.previous {
            Some(previous) => self.edition.assistant.follow_up(question, previous),
            None => self.edition.assistant.decide(question),
        };
        let chosen = match question.heard {
            Heard::Addressed => self.questions.chosen(question.text),
            Heard::Overheard => None,
        };
        let decision = match (outcome.decision, chosen) {
            (Decision::Crisis(kind), _) => Decision::Crisis(kind),
            (_, Some(entry)) => Decision::Answer(entry.clone()),
            (decision, None) => decision,
        };
        let outcome = Outcome {
            decision,
            ..outcome
        };
        outcome.as_of(self.library(), question.heard, today)
    }
}

/// Decides on a thread for long computing, so that the gateway is served meanwhile; none if that panicked. The log gets
/// the decision's name and id, never the text, and nothing of what was merely overheard and left alone.
pub(super) async fn consider(desk: &Arc<Desk>, asking: Asking) -> Option<Outcome> {
    let begun = Instant::now();
    let thinking = Arc::clone(desk);
    let way = asking.way.name();
    let decided =
        tokio::task::spawn_blocking(move || thinking.decide(&asking, crate::clock::today())).await;
    let milliseconds = begun.elapsed().as_millis();
    let Ok(outcome) = decided else {
        tracing::error!(way, "deciding panicked");
        return None;
    };
    if outcome.decision != Decision::StaySilent {
        let id = outcome.decision.id().map(Id::as_str);
        let decision = outcome.decision.name();
        tracing::info!(way, decision, id, milliseconds, "decided");
    }
    Some(outcome)
}
