//! Where questions from Discord are answered: the assistant, the settings, and the index for autocomplete, as one
//! immutable value. Nothing here sends anything.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::complete::Questions;
use super::events::Way;
use super::talks::Talk;
use crate::assistant::{Assistant, Decision, Heard, Outcome, Question};
use crate::faq::Id;
use crate::language::Language;
use crate::reply::{Reply, Voice};
use crate::settings::Settings;

/// What answering takes.
#[derive(Debug)]
pub struct Desk {
    assistant: Arc<Assistant>,
    settings: Settings,
    questions: Questions,
    patience: Duration,
}

/// Discord waits 3 seconds for the first response; one of them is left for the way.
const PATIENCE: Duration = Duration::from_secs(2);

impl Desk {
    /// Prepares a desk: makes the index for autocomplete from the assistant's library.
    pub fn new(assistant: Arc<Assistant>, settings: Settings) -> Self {
        let questions = Questions::of(assistant.library());
        Self {
            assistant,
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

    /// How long a command's answer may take before the bot asks Discord for more time.
    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    /// How many entries it can answer from.
    pub(super) fn entry_count(&self) -> usize {
        self.assistant.library().entries.len()
    }

    /// The questions that autocomplete offers.
    pub(super) fn questions(&self) -> &Questions {
        &self.questions
    }

    /// What speaks to members in a language.
    pub(super) fn voice(&self, language: Language) -> Voice<'_> {
        Voice {
            library: self.assistant.library(),
            settings: &self.settings,
            language,
        }
    }

    /// The answer of one entry; the sentence for what is gone, if it is.
    pub(super) fn entry(&self, id: &Id, language: Language) -> Reply {
        let voice = self.voice(language);
        let entry = self.assistant.library().entry(id);
        entry.map_or_else(|| voice.gone(), |entry| voice.answer(entry))
    }

    /// Decides on a question that somebody asked the bot. A choice of the autocomplete is answered with its entry;
    /// danger comes before that as before anything else.
    fn decide(&self, text: &str, previous: Option<&Id>) -> Outcome {
        let question = Question {
            text,
            heard: Heard::Addressed,
        };
        let outcome = match previous {
            Some(previous) => self.assistant.follow_up(question, previous),
            None => self.assistant.decide(question),
        };
        let decision = match (outcome.decision, self.questions.chosen(text)) {
            (Decision::Crisis(kind), _) => Decision::Crisis(kind),
            (_, Some(entry)) => Decision::Answer(entry.clone()),
            (decision, None) => decision,
        };
        Outcome {
            decision,
            ..outcome
        }
    }
}

/// Answers a question on a thread for long computing, so that the gateway is served meanwhile. The log gets the
/// decision's name and id, never the text. `talk` is what was said last to this asker in this place, and learns what is
/// answered now.
pub(super) async fn consider(desk: &Arc<Desk>, text: String, way: Way, talk: Talk<'_>) -> Reply {
    let begun = Instant::now();
    let thinking = Arc::clone(desk);
    let previous = talk.last_answer(begun);
    let decide = move || thinking.decide(&text, previous.as_ref());
    let decided = tokio::task::spawn_blocking(decide).await;
    let milliseconds = begun.elapsed().as_millis();
    let Ok(outcome) = decided else {
        tracing::error!(way = way.name(), "deciding panicked");
        return desk.voice(Language::English).trouble();
    };
    if let Decision::Answer(entry) = &outcome.decision {
        talk.answered(entry.clone(), Instant::now());
    }
    let id = outcome.decision.id().map(Id::as_str);
    tracing::info!(
        way = way.name(),
        decision = outcome.decision.name(),
        id,
        milliseconds,
        "decided"
    );
    let voice = desk.voice(outcome.language);
    // Silence is for what was overheard; who asked the bot sees something.
    voice.reply(&outcome).unwrap_or_else(|| voice.trouble())
}
