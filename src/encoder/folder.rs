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
use crate::hex::hexadecimal;

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
        let hashes = [&config, &tokenizer, &weights].map(|file| hexadecimal(&Sha256::digest(file)));
        let identity = identity(hashes.each_ref().map(String::as_str));
        let config = read_config(&config).map_err(told)?;
        let dimensions = config.hidden_size;
        let tokenizer = read_tokenizer(&tokenizer, config.max_position_embeddings)
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

    /// Whether it is the model of this [`identity`].
    pub(super) fn is(&self, identity: &str) -> bool {
        self.identity == identity
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

fn read_config(json: &[u8]) -> Result<Config, String> {
    let config: Config = serde_json::from_slice(json)
        .map_err(|error| format!("config.json is not a BERT model's: {error}"))?;
    let (hidden, heads) = (config.hidden_size, config.num_attention_heads);
    if heads == 0 || hidden == 0 || !hidden.is_multiple_of(heads) {
        return Err(format!(
            "config.json divides {hidden} dimensions among {heads} attention heads, which doesn't come out even"
        ));
    }
    Ok(config)
}

/// A text is cut where the model ends, too.
fn read_tokenizer(json: &[u8], most_positions: usize) -> tokenizers::Result<Tokenizer> {
    let mut tokenizer = Tokenizer::from_bytes(json)?;
    tokenizer.with_padding(None);
    tokenizer.with_truncation(Some(TruncationParams {
        max_length: MOST_PIECES.min(most_positions),
        ..TruncationParams::default()
    }))?;
    Ok(tokenizer)
}

/// The same for the same files, and for no others. Takes the SHA-256 of `config.json`, `tokenizer.json` and
/// `model.safetensors`.
pub(super) fn identity(hashes: [&str; 3]) -> String {
    let whole = Sha256::digest(hashes.concat());
    format!("folder sha256:{}", hexadecimal(&whole))
}
