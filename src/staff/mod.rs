//! The rules of the staff tools, still without Discord: what a change would do, how it is kept so that nothing is lost, and
//! how it comes into use.
//!
//! In the order of a change: a `Wish` is ordered in the `Workshop`; the `Worker` makes a `Preview` of it, by
//! comparing two editions of the FAQ; confirmed, the `Keeper` writes it into the files and their history, and the new edition is put on
//! the `Shelf`. Beside it, once a week, the [`digest`].

mod alike;
#[cfg(feature = "store")]
mod bench;
#[cfg(feature = "store")]
mod chronicle;
pub mod digest;
#[cfg(feature = "store")]
mod keeper;
#[cfg(feature = "store")]
mod kept;
#[cfg(feature = "store")]
mod preview;
#[cfg(feature = "store")]
mod splice;
#[cfg(feature = "store")]
mod wish;
#[cfg(feature = "store")]
mod wording;
#[cfg(feature = "store")]
mod worker;
#[cfg(feature = "store")]
mod workshop;

pub use alike::same_question;
#[cfg(feature = "store")]
pub use chronicle::CannotUndo;
#[cfg(feature = "store")]
pub use keeper::Keeper;
#[cfg(feature = "store")]
pub use kept::{Deed, NotKept};
#[cfg(feature = "store")]
pub use preview::{Difference, Preview, Touched};
#[cfg(feature = "store")]
pub use wish::{Seen, Wish};
#[cfg(feature = "store")]
pub use wording::{Piece, difference};
#[cfg(feature = "store")]
pub use worker::{Shelf, Worker, finish_what_was_left};
#[cfg(feature = "store")]
pub use workshop::{By, Order, Refusal, Saved, Workshop};
