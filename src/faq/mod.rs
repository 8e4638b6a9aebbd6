//! The clinic's FAQ: what staff write, read into checked types, with every mistake named and placed.
//!
//! `folder` is the only file that reads the disk, and `watch` sees that it was changed; `parse` turns one file's text into its good parts and its
//! problems, `reader` is what that takes; `library` joins the
//! files, hands out what `more` has, and checks what only shows across them; `drafts` keeps apart what is not finished;
//! `edit` makes new texts of them, as staff want them; `schema` describes the files to editors.
//! Nothing here knows how questions are matched.

#[cfg(feature = "store")]
pub mod disk;
mod drafts;
pub mod edit;
pub mod entry;
pub mod folder;
pub mod library;
mod more;
pub mod parse;
pub mod problem;
pub mod raw;
mod reader;
pub mod schema;
#[cfg(feature = "store")]
pub mod watch;

pub use drafts::Draft;
pub use entry::{
    Article, CrisisKind, Entry, EntryTranslation, Expire, Id, Place, Placed, ReplyTranslation,
    Resource, Tests, Topic, Wording,
};
pub use library::Library;
pub use more::More;
pub use problem::{Problem, ProblemKind, Severity};
