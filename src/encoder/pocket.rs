//! The encoder inside the program: `pocket-encoder`, a three-layer `MiniLM` with its weights in the crate.

use super::{EncoderFailure, SentenceModel};

/// The built-in model.
pub(super) struct Pocket {
    encoder: pocket_encoder::Encoder,
    identity: String,
    dimensions: usize,
}

impl Pocket {
    /// Loads the weights; a tenth of a second, once a process.
    pub(super) fn open() -> Result<Self, EncoderFailure> {
        let info = pocket_encoder::model_info();
        Ok(Self {
            encoder: pocket_encoder::Encoder::new().map_err(|error| failure(&error))?,
            identity: format!("{} {}", info.id, info.revision),
            dimensions: info.dimensions,
        })
    }
}

impl SentenceModel for Pocket {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn vector(&self, text: &str) -> Result<Vec<f32>, EncoderFailure> {
        let vectors = self
            .encoder
            .embed(&[text])
            .map_err(|error| failure(&error))?;
        Ok(vectors.into_iter().next().unwrap_or_default())
    }
}

fn failure(error: &pocket_encoder::Error) -> EncoderFailure {
    EncoderFailure(format!("the built-in model: {error}"))
}
