//! What was decided on one case, and how good that was.

use serde::{Deserialize, Serialize};

use super::case::{Case, Expected};
use crate::assistant::{Assistant, Decision, EntryCandidate, Heard, Outcome, Question};
use crate::faq::Id;

/// A case and what became of it: all that the counting, the listing and the plotting need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The message and what it expects.
    #[serde(flatten)]
    pub case: Case,
    /// What was decided.
    pub decision: Decided,
    /// The entry, topic or kind of danger that was decided on, if it is one.
    pub id: Option<String>,
    /// The entries that were suggested, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// How sure the decision was, 0.0–1.0.
    pub confidence: f64,
    /// How good it was.
    pub judgement: Judgement,
    /// The entry that fits best, whatever was decided.
    pub best: Option<Best>,
}

/// The entry that fits a message best.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Best {
    /// Its id.
    pub entry: String,
    /// Probability that it is the right one, 0.0–1.0.
    pub confidence: f64,
}

/// A decision without what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// A crisis reply.
    Crisis,
    /// An entry was answered.
    Answer,
    /// Entries were suggested.
    Suggest,
    /// Referred to a person.
    Refer,
    /// Said that nothing fits.
    NoAnswer,
    /// Nothing was said.
    Silent,
}

impl Decided {
    fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Crisis(_) => Self::Crisis,
            Decision::Answer(_) => Self::Answer,
            Decision::Suggest(_) => Self::Suggest,
            Decision::Refer(_) => Self::Refer,
            Decision::NoAnswer => Self::NoAnswer,
            Decision::StaySilent => Self::Silent,
        }
    }
}

impl std::fmt::Display for Decided {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Crisis => "crisis reply",
            Self::Answer => "answered",
            Self::Suggest => "suggested",
            Self::Refer => "referred",
            Self::NoAnswer => "no answer",
            Self::Silent => "silent",
        })
    }
}

/// How good a decision was, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// Another entry was answered than expected, or one although none was.
    Wrong,
    /// A crisis reply that was not expected.
    FalseAlarm,
    /// What was expected did not come: danger was not recognised, an entry not even suggested.
    Missed,
    /// The expected entry was among the suggestions.
    Suggested,
    /// As expected; where no entry is, neither answered nor taken for danger.
    Right,
}

impl std::fmt::Display for Judgement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Wrong => "wrong",
            Self::FalseAlarm => "false alarm",
            Self::Missed => "missed",
            Self::Suggested => "suggested",
            Self::Right => "right",
        })
    }
}

impl Record {
    /// Decides on a case, as if it had been heard in this way.
    pub fn of(assistant: &Assistant, case: &Case, heard: Heard) -> Self {
        let outcome = assistant.decide(Question {
            text: &case.text.text(),
            heard,
        });
        Self::new(case.clone(), &outcome)
    }

    fn new(case: Case, outcome: &Outcome) -> Self {
        let suggestions = match &outcome.decision {
            Decision::Suggest(ids) => ids.iter().map(Id::to_string).collect(),
            _ => Vec::new(),
        };
        Self {
            judgement: judge(&case, &outcome.decision),
            decision: Decided::of(&outcome.decision),
            id: outcome.decision.id().map(Id::to_string),
            suggestions,
            confidence: outcome.confidence,
            best: outcome.candidates.first().map(Best::of),
            case,
        }
    }

    /// Whether the expected entry is the best candidate.
    pub fn is_best_right(&self) -> bool {
        let best = self.best.as_ref().map(|best| best.entry.as_str());
        self.case.expected() == Expected::Entry && best == self.case.expect.as_deref()
    }
}

impl Best {
    fn of(candidate: &EntryCandidate) -> Self {
        Self {
            entry: candidate.entry.to_string(),
            confidence: candidate.confidence,
        }
    }
}

fn judge(case: &Case, decision: &Decision) -> Judgement {
    let expected = case.expected();
    let is_expected = |id: &Id| Some(id.as_str()) == case.expect.as_deref();
    match decision {
        Decision::Crisis(_) if expected == Expected::Danger => Judgement::Right,
        Decision::Crisis(_) => Judgement::FalseAlarm,
        Decision::Answer(id) if is_expected(id) => Judgement::Right,
        Decision::Answer(_) => Judgement::Wrong,
        _ if expected == Expected::NoEntry => Judgement::Right,
        Decision::Suggest(ids) if ids.iter().any(is_expected) => Judgement::Suggested,
        Decision::Suggest(_) | Decision::Refer(_) | Decision::NoAnswer | Decision::StaySilent => {
            Judgement::Missed
        }
    }
}
