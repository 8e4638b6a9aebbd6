//! Turns the held-out scores of the lessons into what calibration learns from.
//!
//! Each lesson is looked at twice: without itself (as if a member had just asked it), and, where it belongs to an entry
//! or a referral, without its whole class (as if nobody had written that entry: every candidate is then wrong).

use super::Role;
use super::confidence::{ConfidenceModel, Trial};
use super::kernel::HeldOut;
use super::rank::{Scene, nearest_by_class};

/// How much a 'nobody covers this' trial counts beside an ordinary one. Raised, the bot answers less and errs less.
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
    pub(super) similarities: &'a [Vec<f64>],
    pub(super) held_out: &'a HeldOut,
}

impl HeldOutRows<'_> {
    /// What the confidence is fitted on.
    pub(super) fn trials(&self) -> Vec<Trial> {
        self.looks(|scene, class, truth| Trial {
            evidence: scene.evidence(class),
            is_right: truth == Truth::Found,
            weight: if truth == Truth::Uncovered {
                UNCOVERED_WEIGHT
            } else {
                1.0
            },
        })
    }

    /// What the thresholds are set on.
    pub(super) fn outcomes(&self, model: &ConfidenceModel) -> Vec<HeldOutOutcome> {
        self.looks(|scene, class, truth| HeldOutOutcome {
            confidence: model.confidence(scene.evidence(class)),
            truth,
        })
    }

    /// Looks at each lesson both ways and passes on its best candidate.
    fn looks<T>(&self, mut look: impl FnMut(&Scene<'_>, usize, Truth) -> T) -> Vec<T> {
        let mut seen = Vec::new();
        for row in 0..self.class_of.len() {
            let own = self.class_of[row];
            let scene =
                |scores, counts: &dyn Fn(usize) -> bool, look: &mut dyn FnMut(&Scene<'_>)| {
                    let nearest = nearest_by_class(
                        &self.similarities[row],
                        self.class_of,
                        self.roles.len(),
                        counts,
                    );
                    look(&Scene {
                        roles: self.roles,
                        scores,
                        nearest: &nearest,
                    });
                };
            scene(
                &self.held_out.without_text[row],
                &|lesson| lesson != row,
                &mut |scene| {
                    let Some(&best) = scene.ranked().first() else {
                        return;
                    };
                    seen.push(look(scene, best, self.truth(own, best)));
                },
            );
            if self.roles[own] == Role::Background {
                continue;
            }
            scene(
                &self.held_out.without_class[row],
                &|lesson| self.class_of[lesson] != own,
                &mut |scene| {
                    let Some(best) = scene.ranked().into_iter().find(|&class| class != own) else {
                        return;
                    };
                    // Another referral is no mistake: both send the member to the clinic.
                    if !self.both_refer(own, best) {
                        seen.push(look(scene, best, Truth::Uncovered));
                    }
                },
            );
        }
        seen
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
