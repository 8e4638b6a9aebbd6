//! Any BERT-style sentence model in a local folder: `config.json`, `tokenizer.json`, `model.safetensors`.
//!
//! The way of `sentence-transformers` models with mean pooling: word pieces, the model, the mean of its last layer over
//! all pieces, unit length.

use std::fs;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokenizers::{Tokenizer, TruncationParams};

use super::{EncoderFailure, SentenceModel};

/// Word pieces that are read of a text, the special ones included: as the models were trained, and as the built-in does.
const MOST_PIECES: usize = 128;

/// A model that was read from a folder.
pub(super) struct FolderModel {
    model: BertModel,
    tokenizer: Tokenizer,
    identity: String,
    dimensions: usize,
}

/// What a folder of `sentence-transformers` may say about pooling (`1_Pooling/config.json`).
#[derive(Deserialize)]
struct Pooling {
    #[serde(default)]
    pooling_mode_mean_tokens: bool,
}

impl FolderModel {
    /// Reads the folder.
    pub(super) fn open(folder: &Path) -> Result<Self, EncoderFailure> {
        let told =
            |what: String| EncoderFailure(format!("the model in {}: {what}", folder.display()));
        let read = |name: &str| {
            fs::read(folder.join(name))
                .map_err(|error| told(format!("{name} can't be read: {error}")))
        };
        let (config, tokenizer, weights) = (
            read("config.json")?,
            read("tokenizer.json")?,
            read("model.safetensors")?,
        );
        check_pooling(folder).map_err(told)?;
        let identity = identity(&[&config, &tokenizer, &weights]);
        let config: Config = serde_json::from_slice(&config)
            .map_err(|error| told(format!("config.json is not a BERT model's: {error}")))?;
        let dimensions = config.hidden_size;
        let tokenizer = read_tokenizer(&tokenizer)
            .map_err(|error| told(format!("tokenizer.json can't be used: {error}")))?;
        let weights = VarBuilder::from_buffered_safetensors(weights, DType::F32, &Device::Cpu)
            .and_then(|weights| BertModel::load(weights, &config))
            .map_err(|error| {
                told(format!(
                    "model.safetensors doesn't fit config.json: {error}"
                ))
            })?;
        Ok(Self {
            model: weights,
            tokenizer,
            identity,
            dimensions,
        })
    }

    fn run(&self, text: &str) -> candle_core::Result<Vec<f32>> {
        let pieces = self
            .tokenizer
            .encode(text, true)
            .map_err(|error| candle_core::Error::Msg(error.to_string()))?;
        let ids = Tensor::new(pieces.get_ids(), &Device::Cpu)?.unsqueeze(0)?;
        let layer = self.model.forward(&ids, &ids.zeros_like()?, None)?;
        let mean = layer.mean(1)?.squeeze(0)?;
        let length = mean.sqr()?.sum_all()?.sqrt()?;
        mean.broadcast_div(&length)?.to_vec1()
    }
}

impl SentenceModel for FolderModel {
    fn identity(&self) -> &str {
        &self.identity
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn vector(&self, text: &str) -> Result<Vec<f32>, EncoderFailure> {
        self.run(text)
            .map_err(|error| EncoderFailure(format!("the model can't encode: {error}")))
    }
}

/// Refuses a model that says it wants another pooling than the mean; without the file, the mean is taken.
fn check_pooling(folder: &Path) -> Result<(), String> {
    let Ok(text) = fs::read(folder.join("1_Pooling/config.json")) else {
        return Ok(());
    };
    let pooling: Pooling = serde_json::from_slice(&text)
        .map_err(|error| format!("1_Pooling/config.json can't be read: {error}"))?;
    if pooling.pooling_mode_mean_tokens {
        Ok(())
    } else {
        Err("1_Pooling/config.json asks for another pooling than the mean, which is the only one known here".into())
    }
}

fn read_tokenizer(json: &[u8]) -> tokenizers::Result<Tokenizer> {
    let mut tokenizer = Tokenizer::from_bytes(json)?;
    tokenizer.with_padding(None);
    tokenizer.with_truncation(Some(TruncationParams {
        max_length: MOST_PIECES,
        ..TruncationParams::default()
    }))?;
    Ok(tokenizer)
}

/// The same for the same files, and for no others.
fn identity(files: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(Sha256::digest(file));
    }
    format!(
        "folder sha256:{}",
        super::cache::hexadecimal(&hash.finalize())
    )
}
