//! How good are the answers? Counts what an assistant decides on labelled cases. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assistant::{Assistant, Decision, Heard, Question};

/// The `expect` that stands for a crisis reply.
pub const CRISIS: &str = "CRISIS";

/// A labelled message, as one line of a cases file.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// The message.
    pub text: CaseText,
    /// The id of the entry that answers it; nothing where none does; `CRISIS` where somebody is in danger.
    pub expect: Option<String>,
    /// What sort of message it is; the table has a line for each.
    pub kind: String,
}

/// A message, written out or, for very long ones, as a recipe.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum CaseText {
    /// As it is.
    Plain(String),
    /// `prefix`, then `repeat` so many `times`, then `suffix`.
    Repeated {
        /// Before.
        #[serde(default)]
        prefix: String,
        /// What is repeated.
        repeat: String,
        /// How often.
        times: usize,
        /// After.
        #[serde(default)]
        suffix: String,
    },
}

impl CaseText {
    /// The message itself.
    pub fn text(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Repeated {
                prefix,
                repeat,
                times,
                suffix,
            } => format!("{prefix}{}{suffix}", repeat.repeat(*times)),
        }
    }
}

/// What became of the cases of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Cases.
    pub n: usize,
    /// Answered with the expected entry; where none is expected, neither answered nor taken for danger; where danger is
    /// expected, recognised.
    pub right: usize,
    /// The expected entry was among the suggestions.
    pub suggested: usize,
    /// Another entry was answered.
    pub wrong: usize,
    /// A crisis reply that was not expected.
    pub false_alarm: usize,
    /// Nothing was said.
    pub silent: usize,
    /// The expected entry was the best candidate, whatever was decided.
    pub best: usize,
}

/// The tallies by kind, and summed by what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// By kind, in the order of the alphabet; a kind that has both is split into what an entry answers and what none does.
    pub kinds: BTreeMap<String, Tally>,
    /// Cases that an entry answers.
    pub in_scope: Tally,
    /// Cases that no entry answers.
    pub out_of_scope: Tally,
    /// Cases of danger.
    pub danger: Tally,
    /// All cases.
    pub all: Tally,
}

/// Decides on every case, as if it had been heard in this way.
pub fn evaluate(assistant: &Assistant, cases: &[Case], heard: Heard) -> Report {
    let mut report = Report {
        kinds: BTreeMap::new(),
        in_scope: Tally::default(),
        out_of_scope: Tally::default(),
        danger: Tally::default(),
        all: Tally::default(),
    };
    for case in cases {
        let tally = judge(assistant, case, heard);
        report.kinds.entry(kind_line(case)).or_default().add(tally);
        report.all.add(tally);
        match case.expect.as_deref() {
            None => report.out_of_scope.add(tally),
            Some(CRISIS) => report.danger.add(tally),
            Some(_) => report.in_scope.add(tally),
        }
    }
    report
}

/// A kind's line in the table; what no entry answers is apart from what one does.
fn kind_line(case: &Case) -> String {
    match case.expect.as_deref() {
        None => format!("{} (no entry)", case.kind),
        Some(CRISIS) => format!("{} (danger)", case.kind),
        Some(_) => case.kind.clone(),
    }
}

fn judge(assistant: &Assistant, case: &Case, heard: Heard) -> Tally {
    let outcome = assistant.decide(Question {
        text: &case.text.text(),
        heard,
    });
    let is_expected = |id: &crate::faq::Id| Some(id.as_str()) == case.expect.as_deref();
    let expects_danger = case.expect.as_deref() == Some(CRISIS);
    let (right, suggested, wrong, false_alarm) = match &outcome.decision {
        Decision::Crisis(_) => (expects_danger, false, false, !expects_danger),
        Decision::Answer(id) => (is_expected(id), false, !is_expected(id), false),
        Decision::Suggest(ids) => (
            case.expect.is_none(),
            ids.iter().any(is_expected),
            false,
            false,
        ),
        Decision::Refer(_) | Decision::NoAnswer | Decision::StaySilent => {
            (case.expect.is_none(), false, false, false)
        }
    };
    Tally {
        n: 1,
        right: right.into(),
        suggested: suggested.into(),
        wrong: wrong.into(),
        false_alarm: false_alarm.into(),
        silent: (outcome.decision == Decision::StaySilent).into(),
        best: outcome
            .candidates
            .first()
            .is_some_and(|best| is_expected(&best.entry))
            .into(),
    }
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.n += other.n;
        self.right += other.right;
        self.suggested += other.suggested;
        self.wrong += other.wrong;
        self.false_alarm += other.false_alarm;
        self.silent += other.silent;
        self.best += other.best;
    }

    /// A count as a share of all cases, 0.0–1.0; 0 without cases.
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers of cases are far below 2^52"
    )]
    pub fn share(&self, count: usize) -> f64 {
        if self.n == 0 {
            0.0
        } else {
            count as f64 / self.n as f64
        }
    }
}
