//! Turns the held-out scores of the lessons into what calibration learns from.
//!
//! Each lesson is looked at twice: without itself (as if a member had just asked it), and, where it belongs to an entry
//! or a referral, without its whole class (as if nobody had written that entry: every candidate is then wrong).

use super::Role;
use super::confidence::{ConfidenceModel, Trial};
use super::kernel::HeldOut;
use super::rank::Scene;

/// How much a 'nobody covers this' trial counts beside an ordinary one. Raised, the bot answers less and errs less: on the
/// clinic's dev cases 1.0 gave 0.52 right and 0.04 wrong, 0.1 gave 0.68 and 0.05; on CLINC150 0.51/0.03 and 0.65/0.05.
const UNCOVERED_WEIGHT: f64 = 0.1;

/// What became of one held-out lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// Its class was the best candidate.
    Found,
    /// Another class was.
    Mistaken,
    /// It is background: no candidate is right.
    Background,
    /// Its class was taken out: no candidate is right.
    Uncovered,
}

/// The best candidate's confidence for one held-out lesson, and the truth.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeldOutOutcome {
    pub(super) confidence: f64,
    pub(super) truth: Truth,
}

/// The held-out scores with what is needed to read them.
pub(super) struct HeldOutRows<'a> {
    pub(super) roles: &'a [Role],
    pub(super) class_of: &'a [usize],
    /// For each lesson, for each class: the likeness to its nearest lesson, itself not counted.
    pub(super) nearest: &'a [Vec<f64>],
    pub(super) held_out: &'a HeldOut,
}

/// One lesson as it looks when something was taken out: the best candidate, and the truth about it.
struct Look<'a> {
    scene: Scene<'a>,
    best: usize,
    truth: Truth,
}

impl HeldOutRows<'_> {
    /// What the confidence is fitted on.
    pub(super) fn trials(&self) -> Vec<Trial> {
        let trial = |look: Look<'_>| Trial {
            evidence: look.scene.evidence(look.best),
            is_right: look.truth == Truth::Found,
            weight: if look.truth == Truth::Uncovered {
                UNCOVERED_WEIGHT
            } else {
                1.0
            },
        };
        self.looks().map(trial).collect()
    }

    /// What the thresholds are set on.
    pub(super) fn outcomes(&self, model: &ConfidenceModel) -> Vec<HeldOutOutcome> {
        let outcome = |look: Look<'_>| HeldOutOutcome {
            confidence: model.confidence(look.scene.evidence(look.best)),
            truth: look.truth,
        };
        self.looks().map(outcome).collect()
    }

    /// The best class of each lesson when it is taken out, in the lessons' order; its own where no class can be a decision.
    pub(super) fn best_without_text(&self) -> Vec<usize> {
        let best = |row| self.without_text(row).map(|look| look.best);
        (0..self.class_of.len())
            .map(|row| best(row).unwrap_or(self.class_of[row]))
            .collect()
    }

    /// Each lesson, looked at both ways.
    fn looks(&self) -> impl Iterator<Item = Look<'_>> {
        let rows = 0..self.class_of.len();
        rows.flat_map(|row| [self.without_text(row), self.without_class(row)])
            .flatten()
    }

    fn without_text(&self, row: usize) -> Option<Look<'_>> {
        let scene = Scene {
            roles: self.roles,
            scores: &self.held_out.without_text[row],
            nearest: self.nearest[row].clone(),
        };
        let best = scene.ranked().first().copied()?;
        let truth = self.truth(self.class_of[row], best);
        Some(Look { scene, best, truth })
    }

    /// None for the background, which is no class that could be missing, and where another referral is best: that is no
    /// mistake, since both send the member to the clinic.
    fn without_class(&self, row: usize) -> Option<Look<'_>> {
        let own = self.class_of[row];
        if self.roles[own] == Role::Background {
            return None;
        }
        let mut nearest = self.nearest[row].clone();
        nearest[own] = 0.0;
        let scene = Scene {
            roles: self.roles,
            scores: &self.held_out.without_class[row],
            nearest,
        };
        let best = scene.ranked().into_iter().find(|&class| class != own)?;
        (!self.both_refer(own, best)).then_some(Look {
            scene,
            best,
            truth: Truth::Uncovered,
        })
    }

    fn truth(&self, own: usize, best: usize) -> Truth {
        match self.roles[own] {
            Role::Background => Truth::Background,
            _ if own == best || self.both_refer(own, best) => Truth::Found,
            _ => Truth::Mistaken,
        }
    }

    fn both_refer(&self, own: usize, best: usize) -> bool {
        self.roles[own] == Role::Referral && self.roles[best] == Role::Referral
    }
}
