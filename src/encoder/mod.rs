//! Sentence encoders: which one is used, how it is installed, and how it is opened.
//!
//! [`matching`](crate::matching) asks for vectors and knows no model; here are the models, and the disk they come from.
//! Whatever is chosen is opened wholly or refused with a reason: a better model that can't be used is never silently
//! replaced by a lesser one.

mod cache;
mod carried;
mod folder;
mod hub;
mod install;
mod installed;
mod known;
mod pocket;
mod remembering;

use std::path::Path;

pub use hub::HUB;
pub use install::{Installation, Origin, install};
pub use installed::{Found, Models};
pub use known::{KNOWN, KnownFile, KnownModel};
pub use remembering::{Progress, Remembering};

/// Why a model can't be used, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncoderFailure(String);

impl std::fmt::Display for EncoderFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EncoderFailure {}

/// A model that runs: one text in, one vector out.
trait SentenceModel: Send + Sync {
    /// Names the model and everything that its vectors depend on: vectors of one identity may be compared and kept.
    fn identity(&self) -> &str;

    /// Numbers in a vector.
    fn dimensions(&self) -> usize;

    /// The text's vector, of unit length.
    fn vector(&self, text: &str) -> Result<Vec<f32>, EncoderFailure>;
}

/// Opens a model; nothing for [`Found::Off`].
///
/// # Errors
/// When the folder lacks a file, the files don't fit together, or a first sentence can't be encoded; for an installed model
/// the message names the mend.
pub fn open(found: &Found) -> Result<Option<Remembering>, EncoderFailure> {
    let opened = match found {
        Found::Off => return Ok(None),
        Found::BuiltIn => Remembering::new(Box::new(pocket::Pocket::open()?)),
        Found::Folder(folder) => open_folder(folder),
        Found::Installed { name, folder } => match KnownModel::named(name) {
            Some(known) => known.open(folder).map_err(|why| {
                EncoderFailure(format!(
                    "{why}. Install it again (`aftercare model install {name}`) or remove it (`aftercare model remove {name}`)"
                ))
            }),
            None => open_folder(folder).map_err(|why| {
                EncoderFailure(format!(
                    "{why}. Put it right, or remove it (`aftercare model remove {name}`)"
                ))
            }),
        },
    };
    opened.map(Some)
}

fn open_folder(folder: &Path) -> Result<Remembering, EncoderFailure> {
    Remembering::new(Box::new(folder::FolderModel::open(folder)?))
}
