//! Sentence encoders: which one is used, and how it is opened.
//!
//! [`matching`](crate::matching) asks for vectors and knows no model; here are the models, and the disk they come from.
//! Whatever is chosen is opened wholly or refused with a reason: a better model that can't be used is never silently
//! replaced by a lesser one.

mod cache;
mod folder;
mod pocket;
mod remembering;

use crate::settings::Model;

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

/// Opens a model; nothing for [`Model::Off`].
///
/// # Errors
/// When the folder lacks a file, the files don't fit together, or a first sentence can't be encoded.
pub fn open(model: &Model) -> Result<Option<Remembering>, EncoderFailure> {
    let model: Box<dyn SentenceModel> = match model {
        Model::Off => return Ok(None),
        Model::BuiltIn => Box::new(pocket::Pocket::open()?),
        Model::Folder(folder) => Box::new(folder::FolderModel::open(folder)?),
    };
    Ok(Some(Remembering::new(model)?))
}
