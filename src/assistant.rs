//! Decides what to do with a question: danger first, then the FAQ.
//!
//! An [`Assistant`] is one immutable value: the library and everything learned from it. A new version of the FAQ is a
//! new assistant. It reads no disk and no clock, and knows no transport.

mod expiry;
mod follow_up;

use std::collections::HashMap;
use std::sync::Arc;

use crate::crisis::{Danger, Detector, Finding, Sign};
use crate::faq::{Id, Library, Placed};
use crate::language::{Language, Languages};
use crate::matching::consider::consider;
use crate::matching::decide::{Verdict, decide};
use crate::matching::explain::{Explanation, explain};
use crate::matching::markup::own_words;
use crate::matching::meaning::Encoder;
use crate::matching::{self, Alike, Candidate, Lesson, Matcher, Ranking, Role};

/// How a question reached the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A command, mention, direct message, reply to the bot or context menu: it always gets a visible outcome.
    Addressed,
    /// Said in a channel that is watched: only a confident answer or a crisis reply breaks the silence.
    Overheard,
}

/// What somebody said, and how it reached the bot. Nothing about who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'a> {
    /// As it was typed.
    pub text: &'a str,
    /// How it came.
    pub heard: Heard,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Signs of this kind of danger: never an FAQ answer.
    Crisis(Id),
    /// This entry answers it.
    Answer(Id),
    /// One of these entries, best first, not sure which.
    Suggest(Vec<Id>),
    /// A question on this topic, which only a person at the clinic may answer; or on this entry, whose answer was not reviewed
    /// in time.
    Refer(Id),
    /// Nothing fits.
    NoAnswer,
    /// Nobody asked the bot.
    StaySilent,
}

impl Decision {
    /// The decision's name in JSON and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Crisis(_) => "crisis",
            Self::Answer(_) => "answer",
            Self::Suggest(_) => "suggest",
            Self::Refer(_) => "refer",
            Self::NoAnswer => "no_answer",
            Self::StaySilent => "silent",
        }
    }

    /// The entry, topic or kind that was decided on, if it is one.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Crisis(id) | Self::Answer(id) | Self::Refer(id) => Some(id),
            Self::Suggest(_) | Self::NoAnswer | Self::StaySilent => None,
        }
    }
}

/// An entry that may answer a question.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryCandidate {
    /// The entry.
    pub entry: Id,
    /// Probability that it is the right one, 0.0–1.0.
    pub confidence: f64,
}

/// A decision, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What to do.
    pub decision: Decision,
    /// How sure that is, 0.0–1.0: the best candidate's confidence, 1 for words that always mean danger.
    pub confidence: f64,
    /// The three entries that fit best, whatever the decision.
    pub candidates: Vec<EntryCandidate>,
    /// The entry that answers a second question of the same message.
    pub also: Option<Id>,
    /// The kind of danger that it may tell of, though that is not sure enough to answer nothing else.
    pub concern: Option<Id>,
    /// The language it was asked in.
    pub language: Language,
}

/// A text that taught the matcher and is like the question.
#[derive(Debug, Clone, PartialEq)]
pub struct NearLesson<'a> {
    /// As staff wrote it.
    pub text: &'a str,
    /// The entry or topic it teaches, or `not-for-the-bot`.
    pub owner: &'a Id,
    /// How alike they are, 0.0–1.0.
    pub similarity: f64,
}

/// A text that teaches, judged as if it had not been taught.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldOut<'a> {
    /// As staff wrote it.
    pub text: &'a str,
    /// The entry or topic it teaches.
    pub owner: &'a Id,
    /// The entry or topic that is best for it.
    pub best: &'a Id,
}

/// Everything a decision rests on, with names in the place of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Why<'a> {
    /// The danger, or the concern, if one was found.
    pub danger: Option<Finding>,
    /// The lessons most like the question, nearest first.
    pub nearest: Vec<NearLesson<'a>>,
    /// Entries and topics, best first.
    pub candidates: Vec<(&'a Id, Candidate)>,
    /// The matcher's own account.
    pub explanation: Explanation,
}

/// How many entries are named in an [`Outcome`].
const CANDIDATES: usize = 3;

/// The name under which `not-for-the-bot` messages appear where classes are shown to staff.
const BACKGROUND: &str = "not-for-the-bot";

/// What a class of the matcher stands for: an entry, a topic, or the background.
#[derive(Debug, Clone)]
struct Class {
    role: Role,
    id: Id,
}

impl Class {
    /// Its id as words.
    fn name(&self) -> String {
        self.id.as_str().replace('-', " ")
    }
}

/// The FAQ and everything learned from it.
#[derive(Debug)]
pub struct Assistant {
    library: Library,
    languages: Languages,
    /// What a question on each entry is about, for those that follow it up.
    subjects: HashMap<Id, String>,
    detector: Detector,
    matcher: Matcher,
    classes: Vec<Class>,
    lessons: Vec<(String, usize)>,
}

impl Assistant {
    /// Learns a library. Without an encoder, questions are matched by their words and letters alone.
    ///
    /// Cost: a second or two for a thousand phrasings, and the encoder's time; both parts are learned at once.
    pub fn learn(library: Library, encoder: Option<&Arc<dyn Encoder>>) -> Self {
        let (classes, lessons) = lessons(&library);
        let names: Vec<String> = classes.iter().map(Class::name).collect();
        let named: Vec<matching::Class<'_>> = classes
            .iter()
            .zip(&names)
            .map(|(class, name)| matching::Class {
                role: class.role,
                name,
            })
            .collect();
        let borrowed: Vec<Lesson<'_>> = lessons
            .iter()
            .map(|(text, class)| Lesson {
                text,
                class: *class,
            })
            .collect();
        let ordinary: Vec<&str> = lessons.iter().map(|(text, _)| text.as_str()).collect();
        let (detector, matcher) = std::thread::scope(|scope| {
            let detector =
                scope.spawn(|| Detector::learn(&library.kinds, &ordinary, encoder.cloned()));
            let matcher = Matcher::learn(&named, &borrowed, encoder.cloned());
            (detector.join(), matcher)
        });
        let detector = detector.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        if let Some(encoder) = encoder {
            encoder.forget_lessons();
        }
        Self {
            languages: Languages::learn(library.texts_by_language()),
            subjects: follow_up::subjects(&library),
            library,
            detector,
            matcher,
            classes,
            lessons,
        }
    }

    /// Decides on a question.
    pub fn decide(&self, question: Question<'_>) -> Outcome {
        // Danger is looked for in all of it: whoever quotes it may be telling of themselves.
        let own = asked_words(question);
        let language = self.languages.of(&own);
        let finding = consider(&self.matcher, &own);
        let candidates = self.entry_candidates(&finding.ranking);
        let concern = match self.danger(question.text) {
            Some(Finding::Danger(danger)) => return self.crisis(&danger, candidates, language),
            Some(Finding::Concern(kind)) => Some(self.library.kinds[kind].id.value.clone()),
            None => None,
        };
        let decision = match finding.verdict {
            Verdict::Answer(class) => Decision::Answer(self.class_id(class)),
            Verdict::Refer(class) => Decision::Refer(self.class_id(class)),
            Verdict::Suggest(classes) => {
                Decision::Suggest(classes.into_iter().map(|c| self.class_id(c)).collect())
            }
            Verdict::Nothing => Decision::NoAnswer,
        };
        let decision = match (question.heard, decision) {
            (Heard::Overheard, Decision::Answer(entry)) => Decision::Answer(entry),
            (Heard::Overheard, _) => Decision::StaySilent,
            (Heard::Addressed, decision) => decision,
        };
        let best = finding.ranking.candidates.first();
        Outcome {
            decision,
            confidence: best.map_or(0.0, |best| best.confidence),
            candidates,
            also: finding.also.map(|class| self.class_id(class)),
            concern,
            language,
        }
    }

    /// The FAQ that was learned.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Each text that teaches an entry or a topic, with what it teaches and what would be best for it had it not been
    /// taught: the next best guess at how the bot does on texts that nobody wrote down.
    pub fn held_out(&self) -> impl Iterator<Item = HeldOut<'_>> {
        let best = self.matcher.held_out_best();
        let lessons = self.lessons.iter().zip(best);
        let lessons = lessons.filter(|((_, own), _)| self.classes[*own].role != Role::Background);
        lessons.map(|((text, own), &best)| HeldOut {
            text,
            owner: &self.classes[*own].id,
            best: &self.classes[best].id,
        })
    }

    /// How alike two texts are, by what the FAQ is matched by.
    pub fn alike(&self, one: &str, other: &str) -> Alike {
        let [one, other] = [one, other].map(|text| {
            asked_words(Question {
                text,
                heard: Heard::Addressed,
            })
        });
        self.matcher.alike(&one, &other)
    }

    /// What the decision on a text rests on.
    pub fn explain(&self, text: &str) -> Why<'_> {
        let asked = asked_words(Question {
            text,
            heard: Heard::Addressed,
        });
        let explanation = explain(&self.matcher, &asked);
        let nearest = explanation.ranking.nearest.iter().filter_map(|neighbour| {
            let (lesson, class) = self.lessons.get(neighbour.lesson)?;
            Some(NearLesson {
                text: lesson,
                owner: &self.classes[*class].id,
                similarity: neighbour.similarity,
            })
        });
        let nearest = nearest.collect();
        let candidates = explanation.ranking.candidates.iter();
        let candidates = candidates
            .map(|&candidate| (&self.classes[candidate.class].id, candidate))
            .collect();
        Why {
            danger: self.danger(text),
            nearest,
            candidates,
            explanation,
        }
    }

    fn danger(&self, text: &str) -> Option<Finding> {
        self.detector.detect(text, |part| {
            let ranking = self.matcher.rank(part);
            match decide(&self.matcher, &ranking) {
                Verdict::Answer(_) | Verdict::Refer(_) => ranking
                    .candidates
                    .first()
                    .map_or(0.0, |best| best.confidence),
                _ => 0.0,
            }
        })
    }

    fn crisis(
        &self,
        danger: &Danger,
        candidates: Vec<EntryCandidate>,
        language: Language,
    ) -> Outcome {
        let confidence = match danger.sign {
            Sign::Always(_) => 1.0,
            Sign::Likeness { confidence, .. } => confidence,
        };
        let kind = self.library.kinds[danger.kind].id.value.clone();
        Outcome {
            decision: Decision::Crisis(kind),
            confidence,
            candidates,
            also: None,
            concern: None,
            language,
        }
    }

    fn entry_candidates(&self, ranking: &Ranking) -> Vec<EntryCandidate> {
        ranking
            .candidates
            .iter()
            .filter(|candidate| self.classes[candidate.class].role == Role::Entry)
            .map(|candidate| EntryCandidate {
                entry: self.class_id(candidate.class),
                confidence: candidate.confidence,
            })
            .take(CANDIDATES)
            .collect()
    }

    fn class_id(&self, class: usize) -> Id {
        self.classes[class].id.clone()
    }
}

/// What somebody asks in their own words. Who asks the bot with nothing but a quote or a code block means what stands in it.
fn asked_words(question: Question<'_>) -> String {
    let own = own_words(question.text);
    if own.trim().is_empty() && question.heard == Heard::Addressed {
        return question.text.to_owned();
    }
    own
}

/// The classes of a library, and every text that teaches one of them.
fn lessons(library: &Library) -> (Vec<Class>, Vec<(String, usize)>) {
    let mut classes = Vec::new();
    let mut lessons = Vec::new();
    let mut teach = |role, id: &Id, texts: &mut dyn Iterator<Item = &Placed<String>>| {
        lessons.extend(texts.map(|text| (text.value.clone(), classes.len())));
        classes.push(Class {
            role,
            id: id.clone(),
        });
    };
    for entry in &library.entries {
        teach(Role::Entry, &entry.id.value, &mut entry.lessons());
    }
    for topic in &library.topics {
        teach(Role::Referral, &topic.id.value, &mut topic.lessons());
    }
    if let Some(background) = Id::new(BACKGROUND).filter(|_| !library.background.is_empty()) {
        teach(
            Role::Background,
            &background,
            &mut library.background.iter(),
        );
    }
    (classes, lessons)
}
