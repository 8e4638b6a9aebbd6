//! The trained matcher: lessons in, a ranking of classes for any text out.

use std::sync::Arc;

use super::calibrate::HeldOutRows;
use super::confidence::{ConfidenceModel, Evidence};
use super::decide::Thresholds;
use super::index::Index;
use super::kernel::KernelRidge;
use super::likeness::{Kernel, Likeness};
use super::meaning::Encoder;
use super::spelling::Mended;
use super::{Class, Lesson, Role};

/// From this similarity on two texts have the same words in the same order; below 1 for rounding.
const VERBATIM: f32 = 1.0 - 1e-5;

/// Lessons that are named as a text's nearest.
const MOST_NEIGHBOURS: usize = 7;

/// A class that a text may belong to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Index of the class.
    pub class: usize,
    /// Kernel-ridge score, near 1 for a class that fits.
    pub score: f64,
    /// Probability that this class is right, 0.0–1.0.
    pub confidence: f64,
    /// Similarity to the nearest lesson of the class, 0.0–1.0.
    pub similarity: f64,
}

/// A lesson that is like a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Index of the lesson.
    pub lesson: usize,
    /// How alike they are, 0.0–1.0.
    pub similarity: f64,
}

impl Neighbour {
    fn nearer_first(&self, other: &Self) -> std::cmp::Ordering {
        other
            .similarity
            .total_cmp(&self.similarity)
            .then(self.lesson.cmp(&other.lesson))
    }
}

/// How well a text fits the background.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Background {
    /// Kernel-ridge score.
    pub score: f64,
    /// Similarity to the nearest background message, 0.0–1.0.
    pub similarity: f64,
}

/// What the matcher makes of one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Every class but the background, best first.
    pub candidates: Vec<Candidate>,
    /// The lessons most like the text, nearest first, whatever their class; those without anything in common left out.
    pub nearest: Vec<Neighbour>,
    /// The class that a lesson of the very same words belongs to, if there is one.
    pub verbatim: Option<usize>,
    /// What speaks for the background, 0.0 in both where there is none.
    pub background: Background,
    /// The words that were matched, and what was mended.
    pub mended: Mended,
}

/// Trained on lessons; immutable from then on.
#[derive(Debug)]
pub struct Matcher {
    roles: Vec<Role>,
    class_of: Vec<usize>,
    index: Index,
    kernel: Kernel,
    machine: KernelRidge,
    confidence: ConfidenceModel,
    thresholds: Thresholds,
    held_out_best: Vec<usize>,
}

impl Matcher {
    /// Trains on the lessons; `classes[c]` says what class `c` is. Without an encoder, meaning has no say.
    ///
    /// Cost: cubic in the number of lessons (1,500: about half a second, once), and one run of the encoder a lesson.
    pub fn learn(
        classes: &[Class<'_>],
        lessons: &[Lesson<'_>],
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Self {
        let roles: Vec<Role> = classes.iter().map(|class| class.role).collect();
        // Names come after the lessons: they teach, but nobody asks in these words, so nothing is calibrated on them.
        let texts = lessons.iter().copied().chain(names(classes));
        let (texts, class_of): (Vec<&str>, Vec<usize>) =
            texts.map(|lesson| (lesson.text, lesson.class)).unzip();
        let index = Index::learn(texts.into_iter(), encoder);
        let kernel = Kernel::for_lessons(lessons.len(), classes.len());
        let (among, nearest) = index.among_lessons(&kernel, |lesson, likeness| {
            nearest_by_class(likeness, &class_of, roles.len(), |other| other != lesson)
        });
        let (machine, held_out) = KernelRidge::train(among, &class_of, &roles);
        let rows = HeldOutRows {
            roles: &roles,
            class_of: &class_of[..lessons.len()],
            nearest: &nearest,
            held_out: &held_out,
        };
        let confidence = ConfidenceModel::fit(&rows.trials());
        let thresholds = Thresholds::calibrate(&rows.outcomes(&confidence));
        let held_out_best = rows.best_without_text();
        Self {
            roles,
            class_of,
            index,
            kernel,
            machine,
            confidence,
            thresholds,
            held_out_best,
        }
    }

    /// Ranks all classes for a text.
    pub fn rank(&self, text: &str) -> Ranking {
        let mended = self.index.read(text);
        let likeness = self.index.likeness(&mended);
        let scores = self.machine.scores(&self.kernel.of(&likeness));
        let scene = Scene {
            roles: &self.roles,
            scores: &scores,
            nearest: nearest_by_class(&likeness, &self.class_of, self.roles.len(), |_| true),
        };
        let verbatim = likeness.text[..self.lessons()]
            .iter()
            .position(|&similarity| similarity > VERBATIM)
            .map(|lesson| self.class_of[lesson]);
        let mut classes = scene.ranked();
        // What staff wrote down for a class is that class, whatever the statistics say.
        classes.sort_by_key(|&class| verbatim != Some(class));
        let candidates = classes.into_iter().map(|class| {
            let candidate = self.candidate(&scene, class);
            if verbatim == Some(class) {
                Candidate {
                    confidence: 1.0,
                    ..candidate
                }
            } else {
                candidate
            }
        });
        Ranking {
            candidates: candidates.collect(),
            nearest: self.nearest_lessons(&likeness),
            verbatim,
            background: scene.background(),
            mended,
        }
    }

    fn nearest_lessons(&self, likeness: &Likeness) -> Vec<Neighbour> {
        let mut nearest = neighbours(likeness);
        nearest.retain(|neighbour| neighbour.lesson < self.lessons());
        nearest
    }

    /// Number of lessons, names not counted.
    fn lessons(&self) -> usize {
        self.held_out_best.len()
    }

    fn candidate(&self, scene: &Scene<'_>, class: usize) -> Candidate {
        Candidate {
            class,
            score: scene.scores[class],
            confidence: self.confidence.confidence(scene.evidence(class)),
            similarity: scene.nearest[class],
        }
    }

    /// What a class is for.
    pub fn role(&self, class: usize) -> Role {
        self.roles[class]
    }

    /// The thresholds that this FAQ's own texts gave.
    pub fn thresholds(&self) -> &Thresholds {
        &self.thresholds
    }

    /// For each lesson, in their order, the class that would be best for it had it not been taught.
    pub fn held_out_best(&self) -> &[usize] {
        &self.held_out_best
    }

    /// What was learned from the lessons, one by one.
    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// How rare a word is among the lessons; rare words decide.
    pub(super) fn rarity(&self, word: &str) -> f64 {
        self.index.rarity(word)
    }
}

/// The names of the classes that are no background, as lessons.
fn names<'a>(classes: &'a [Class<'a>]) -> impl Iterator<Item = Lesson<'a>> {
    let named = classes.iter().enumerate();
    let named = named.filter(|(_, class)| class.role != Role::Background && !class.name.is_empty());
    named.map(|(number, class)| Lesson {
        text: class.name,
        class: number,
    })
}

/// For each class the likeness to its nearest lesson among those that `counts`, 0.0–1.0; 0 for a class that has none.
pub(super) fn nearest_by_class(
    likeness: &Likeness,
    class_of: &[usize],
    classes: usize,
    counts: impl Fn(usize) -> bool,
) -> Vec<f64> {
    let mut nearest = vec![0.0; classes];
    for (lesson, &class) in class_of.iter().enumerate() {
        if counts(lesson) {
            nearest[class] = f64::max(nearest[class], likeness.blend(lesson));
        }
    }
    nearest
}

/// All that is known of one text: for each class a score, and the similarity to its nearest lesson.
pub(super) struct Scene<'a> {
    pub(super) roles: &'a [Role],
    pub(super) scores: &'a [f64],
    pub(super) nearest: Vec<f64>,
}

impl Scene<'_> {
    /// The classes that can be a decision, best first; equal scores keep the classes' order.
    pub(super) fn ranked(&self) -> Vec<usize> {
        let mut classes: Vec<usize> = (0..self.roles.len())
            .filter(|&c| self.roles[c] != Role::Background)
            .collect();
        classes.sort_by(|&a, &b| self.scores[b].total_cmp(&self.scores[a]));
        classes
    }

    /// What speaks for and against one class.
    pub(super) fn evidence(&self, class: usize) -> Evidence {
        let rivals =
            (0..self.roles.len()).filter(|&c| c != class && self.roles[c] != Role::Background);
        let background = self.background();
        Evidence {
            score: self.scores[class],
            runner_up: rivals.map(|c| self.scores[c]).fold(0.0, f64::max),
            background: background.score,
            similarity: self.nearest[class],
            background_similarity: background.similarity,
        }
    }

    fn background(&self) -> Background {
        let of_role = (0..self.roles.len()).filter(|&class| self.roles[class] == Role::Background);
        of_role.fold(Background::default(), |so_far, class| Background {
            score: so_far.score.max(self.scores[class]),
            similarity: so_far.similarity.max(self.nearest[class]),
        })
    }
}

/// The lessons most like a text, nearest first.
pub(super) fn neighbours(likeness: &Likeness) -> Vec<Neighbour> {
    let mut all: Vec<Neighbour> = (0..likeness.lessons())
        .map(|lesson| Neighbour {
            lesson,
            similarity: likeness.blend(lesson),
        })
        .collect();
    let nearest = MOST_NEIGHBOURS.min(all.len());
    if nearest < all.len() {
        all.select_nth_unstable_by(nearest, Neighbour::nearer_first);
        all.truncate(nearest);
    }
    all.sort_by(Neighbour::nearer_first);
    all.retain(|neighbour| neighbour.similarity > 0.0);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher(name: &str) -> Matcher {
        let entry = |name| Class {
            role: Role::Entry,
            name,
        };
        let texts = [
            ("can i give a massage as a present", 0),
            ("something nice for my sister's birthday", 0),
            ("where can i leave the car", 1),
            ("is there a space behind the house", 1),
        ];
        let lessons = texts.map(|(text, class)| Lesson { text, class });
        Matcher::learn(&[entry(name), entry("parking")], &lessons, None)
    }

    #[test]
    fn what_a_class_is_called_teaches_and_is_no_lesson() {
        let score = |name| {
            let ranking = matcher(name).rank("gift voucher");
            let of_first = ranking.candidates.iter().find(|found| found.class == 0);
            (of_first.map_or(0.0, |found| found.score), ranking.verbatim)
        };
        let ((named, verbatim), (unnamed, _)) = (score("gift voucher"), score(""));
        assert!(named > unnamed + 0.3, "{named} {unnamed}");
        assert_eq!(verbatim, None, "nobody wrote it down as a question");
        assert_eq!(matcher("gift voucher").held_out_best().len(), 4);
    }
}
