//! Kernel ridge regression over the phrasings, one target a class.
//!
//! All phrasings of a class vote for it, each weighted so that the training targets (1 for its own class, 0 for the
//! others) are met; that pools an entry's evidence where 'nearest phrasing' would trust a single one. From the same
//! inverse come, in closed form, the scores each phrasing gets when it, or its whole class, is taken out: what
//! [`confidence`](super::confidence) learns from, without any labelled question.
//!
//! The inverse is in single precision: with the ridge, the matrix's condition is a few thousand, so scores are exact to
//! about four digits, in half the time and memory of double precision.
//!
//! Source of the method and its constants: `matching-notes` measurements on BANKING77, CLINC150 and HWU64; leave-one-out
//! and leave-group-out in closed form: Rifkin & Lippert, "Notes on Regularized Least Squares" (2007).

use faer::linalg::solvers::Solve;
use faer::{Mat, Side};

use super::Role;
use super::inverse::InverseFactor;

/// Ridge on the kernel's diagonal. Flat optimum: 0.1 to 1 (measured); higher smooths more over phrasings.
const RIDGE: f32 = 0.3;

/// The trained votes: one row a phrasing, one column a class.
#[derive(Debug)]
pub(super) struct KernelRidge {
    votes: Vec<Vec<f64>>,
    classes: usize,
}

/// Scores that the teaching texts get from machines that have not seen them. One row a text, one column a class.
#[derive(Debug)]
pub(super) struct HeldOut {
    /// With only the text itself taken out.
    pub(super) without_text: Vec<Vec<f64>>,
    /// With all texts of its class taken out: how a question that no class covers scores. Zero for the background.
    pub(super) without_class: Vec<Vec<f64>>,
}

impl KernelRidge {
    /// Trains on the kernel among the teaching texts, symmetric, row by row; `class_of[i]` is row i's class.
    ///
    /// With no texts, every score is zero. Cost: cubic in the number of texts (6,000 texts: some seconds), and no more
    /// memory than the matrix itself.
    pub(super) fn train(kernel: Vec<f32>, class_of: &[usize], roles: &[Role]) -> (Self, HeldOut) {
        let classes = roles.len();
        // Positive definite, since the ridge is added to a positive semi-definite kernel; were rounding to break that, nothing
        // is known rather than something wrong.
        let Some(inverse) = InverseFactor::of(kernel, class_of.len(), RIDGE) else {
            let nothing = vec![vec![0.0; classes]; class_of.len()];
            let held_out = HeldOut {
                without_text: nothing.clone(),
                without_class: nothing.clone(),
            };
            return (
                Self {
                    votes: nothing,
                    classes,
                },
                held_out,
            );
        };
        let votes = votes(&inverse, class_of, classes);
        let held_out = HeldOut {
            without_text: without_text(&inverse, &votes, class_of),
            without_class: without_class(&inverse, &votes, class_of, roles),
        };
        (Self { votes, classes }, held_out)
    }

    /// One score a class for a text with these kernel values to the teaching texts; near 1 for the class it belongs to.
    pub(super) fn scores(&self, to_lessons: &[f32]) -> Vec<f64> {
        let mut scores = vec![0.0; self.classes];
        for (votes, &strength) in self.votes.iter().zip(to_lessons) {
            let strength = f64::from(strength);
            for (score, vote) in scores.iter_mut().zip(votes) {
                *score += strength * vote;
            }
        }
        scores
    }
}

/// `K⁻¹ · targets`.
fn votes(inverse: &InverseFactor, class_of: &[usize], classes: usize) -> Vec<Vec<f64>> {
    let targets = Mat::from_fn(class_of.len(), classes, |i, class| {
        f32::from(u8::from(class_of[i] == class))
    });
    let votes = inverse.times(&targets);
    let row = |i| {
        (0..classes)
            .map(|class| f64::from(votes[(i, class)]))
            .collect()
    };
    (0..class_of.len()).map(row).collect()
}

fn without_text(inverse: &InverseFactor, votes: &[Vec<f64>], class_of: &[usize]) -> Vec<Vec<f64>> {
    let mut scores = Vec::with_capacity(votes.len());
    for (i, (votes, &own)) in votes.iter().zip(class_of).enumerate() {
        let target = |class: usize| if class == own { 1.0 } else { 0.0 };
        let diagonal = inverse.diagonal(i);
        let votes = votes.iter().enumerate();
        scores.push(
            votes
                .map(|(class, vote)| target(class) - vote / diagonal)
                .collect(),
        );
    }
    scores
}

fn without_class(
    inverse: &InverseFactor,
    votes: &[Vec<f64>],
    class_of: &[usize],
    roles: &[Role],
) -> Vec<Vec<f64>> {
    let classes = roles.len();
    let mut scores = vec![vec![0.0; classes]; votes.len()];
    for class in (0..classes).filter(|&class| roles[class] != Role::Background) {
        let members: Vec<usize> = (0..votes.len()).filter(|&i| class_of[i] == class).collect();
        let Ok(factor) = inverse.block(&members).llt(Side::Lower) else {
            continue;
        };
        let right = Mat::from_fn(members.len(), classes, |i, c| votes[members[i]][c]);
        let solved = factor.solve(&right);
        for (i, &member) in members.iter().enumerate() {
            for other in (0..classes).filter(|&other| other != class) {
                scores[member][other] = -solved[(i, other)];
            }
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four texts in two classes: 0 and 1 alike, 2 and 3 alike.
    const SIMILARITIES: [[f32; 4]; 4] = [
        [1.0, 0.7, 0.1, 0.2],
        [0.7, 1.0, 0.0, 0.1],
        [0.1, 0.0, 1.0, 0.6],
        [0.2, 0.1, 0.6, 1.0],
    ];

    fn to_lessons(row: usize, columns: &[usize]) -> Vec<f32> {
        let similarities = columns.iter().map(|&j| SIMILARITIES[row][j]);
        similarities
            .map(|similarity| (similarity - 1.0).exp())
            .collect()
    }

    fn kernel_among(rows: &[usize]) -> Vec<f32> {
        rows.iter().flat_map(|&row| to_lessons(row, rows)).collect()
    }

    /// The slow way: train anew without the rows, then score the row.
    fn retrained(out: &[usize], row: usize) -> Vec<f64> {
        let class_of = [0, 0, 1, 1];
        let kept: Vec<usize> = (0..4).filter(|i| !out.contains(i)).collect();
        let classes: Vec<usize> = kept.iter().map(|&i| class_of[i]).collect();
        let (machine, _) = KernelRidge::train(kernel_among(&kept), &classes, &[Role::Entry; 2]);
        machine.scores(&to_lessons(row, &kept))
    }

    #[track_caller]
    fn assert_close(actual: &[f64], expected: &[f64]) {
        for (a, e) in actual.iter().zip(expected) {
            assert!((a - e).abs() < 1e-5, "{actual:?} is not {expected:?}");
        }
    }

    #[test]
    fn closed_forms_equal_training_anew() {
        let all = kernel_among(&[0, 1, 2, 3]);
        let (_, held_out) = KernelRidge::train(all, &[0, 0, 1, 1], &[Role::Entry; 2]);
        for row in 0..4 {
            assert_close(&held_out.without_text[row], &retrained(&[row], row));
            let own_class = if row < 2 { [0, 1] } else { [2, 3] };
            let other = usize::from(row < 2);
            assert_close(
                &held_out.without_class[row][other..=other],
                &retrained(&own_class, row)[other..=other],
            );
        }
    }

    #[test]
    fn nothing_taught_scores_nothing() {
        let (machine, _) = KernelRidge::train(Vec::new(), &[], &[Role::Entry; 3]);
        assert_eq!(machine.scores(&[]), [0.0, 0.0, 0.0]);
    }
}
