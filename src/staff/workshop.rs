//! Where staff's changes are ordered, and what comes of them. A [`Worker`](super::Worker) on a thread of its own takes one
//! order after the other, so that two people's changes never meet halfway.

use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};

use tokio::sync::oneshot;

use super::kept::NotKept;
use super::preview::Preview;
use super::wish::{Seen, Wish};
use crate::faq::edit::CannotEdit;
use crate::store::RecordedChange;

/// Why nothing was changed.
#[derive(Debug)]
pub enum Refusal {
    /// The change makes no sense.
    CannotEdit(CannotEdit),
    /// It was not written.
    NotKept(NotKept),
    /// Somebody else changed the same words in the meantime; this is what they wrote.
    Conflict(Seen),
    /// What it would do is no longer what was shown: this is.
    ShowAgain(Box<Preview>),
    /// A second person has to agree to it.
    NeedsTwo,
    /// The files on the disk are not those in use, and can't be used; these lines say why.
    BrokenFolder(String),
    /// Learning it failed.
    Unlearned(String),
    /// The bot is stopping, or has no folder that it may write.
    Closed,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CannotEdit(why) => {
                let why = why.to_string();
                let stop = if why.ends_with('?') { "" } else { "." };
                write!(f, "Nothing was changed: {why}{stop}")
            }
            Self::NotKept(why) => why.fmt(f),
            Self::Conflict(_) => {
                f.write_str("Somebody else has changed the same words in the meantime.")
            }
            Self::ShowAgain(_) => f.write_str(
                "It would no longer do what was shown to you. This is what it would do now.",
            ),
            Self::NeedsTwo => f.write_str("A second person has to agree to this change."),
            Self::BrokenFolder(why) => write!(
                f,
                "The files of the FAQ were changed by hand, and something is wrong there. It has to be mended first:\n{why}"
            ),
            Self::Unlearned(why) => write!(f, "I could not learn it: {why}."),
            Self::Closed => {
                f.write_str("I can't change the FAQ at this moment. Please try again in a minute.")
            }
        }
    }
}

impl std::error::Error for Refusal {}

impl From<NotKept> for Refusal {
    fn from(why: NotKept) -> Self {
        Self::NotKept(why)
    }
}

impl From<CannotEdit> for Refusal {
    fn from(why: CannotEdit) -> Self {
        Self::CannotEdit(why)
    }
}

/// Who wants a change, and who confirmed it where two are needed. Discord's ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// Whose idea it is.
    pub who: u64,
    /// The second person.
    pub confirmed_by: Option<u64>,
}

/// A change that is in use.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// Its number in the history.
    pub number: i64,
    /// What it did.
    pub preview: Preview,
}

type Answer<T> = oneshot::Sender<Result<T, Refusal>>;

/// Something that the worker is to do.
#[derive(Debug)]
pub enum Order {
    /// Show what a change would do.
    Preview(Wish, Option<Seen>, Answer<Preview>),
    /// Make it, if it still does what was shown.
    Save(Wish, Option<Seen>, By, Answer<Saved>),
    /// Tell of changes below a number, newest first, at most so many.
    History(Option<i64>, u32, Answer<Vec<RecordedChange>>),
}

/// Where orders are given. Clones give them to the same worker.
#[derive(Debug, Clone)]
pub struct Workshop(Sender<Order>);

impl Workshop {
    /// A workshop, and the orders that a worker takes from it.
    pub fn open() -> (Self, Receiver<Order>) {
        let (sender, orders) = channel();
        (Self(sender), orders)
    }

    /// What a change would do. Takes as long as learning the FAQ. `seen` is what the person had before them who wrote it.
    ///
    /// # Errors
    /// When it can't be made.
    pub async fn preview(&self, wish: Wish, seen: Option<Seen>) -> Result<Preview, Refusal> {
        self.order(|answer| Order::Preview(wish, seen, answer))
            .await
    }

    /// Makes a change, and gives back what it did when it is in use. Quick where it was previewed of late.
    ///
    /// # Errors
    /// When it was not made.
    pub async fn save(&self, wish: Wish, seen: Option<Seen>, by: By) -> Result<Saved, Refusal> {
        self.order(|answer| Order::Save(wish, seen, by, answer))
            .await
    }

    /// Changes below a number, or the newest, newest first.
    ///
    /// # Errors
    /// When the history can't be read.
    pub async fn history(
        &self,
        below: Option<i64>,
        at_most: u32,
    ) -> Result<Vec<RecordedChange>, Refusal> {
        self.order(|answer| Order::History(below, at_most, answer))
            .await
    }

    async fn order<T>(&self, order: impl FnOnce(Answer<T>) -> Order) -> Result<T, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.0.send(order(answer)).map_err(|_| Refusal::Closed)?;
        answered.await.map_err(|_| Refusal::Closed)?
    }
}
