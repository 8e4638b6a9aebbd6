//! A sentence model of one layer and eight dimensions, made here: it understands nothing, and has all that a model has.

use std::fs;
use std::path::Path;

use aftercare::encoder::{KnownFile, KnownModel};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

const WORDS: [&str; 12] = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "is", "it", "normal", "to", "cry", "how", "often",
    "massage",
];
const WIDTH: usize = 8;
const POSITIONS: usize = 32;

/// The names of its files, in the order of [`TinyModel::files`].
pub(crate) const NAMES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];

/// The model's files, and their hashes.
pub(crate) struct TinyModel {
    pub(crate) files: [Vec<u8>; 3],
    hashes: [String; 3],
}

impl TinyModel {
    pub(crate) fn new() -> Self {
        let files = [
            config().to_string().into_bytes(),
            tokenizer().to_string().into_bytes(),
            weights(),
        ];
        let hash = |file: &Vec<u8>| {
            let digits = Sha256::digest(file).into_iter();
            let digits = digits.flat_map(|byte| [byte >> 4, byte & 15]);
            digits
                .filter_map(|digit| char::from_digit(digit.into(), 16))
                .collect()
        };
        Self {
            hashes: files.each_ref().map(hash),
            files,
        }
    }

    /// As if it were published.
    pub(crate) fn known(&self) -> KnownModel<'_> {
        let file = |index: usize| KnownFile {
            path: NAMES[index],
            bytes: self.files[index].len() as u64,
            sha256: &self.hashes[index],
        };
        KnownModel {
            name: "tiny",
            repository: "nobody/tiny",
            revision: "0123456789abcdef0123456789abcdef01234567",
            files: [file(0), file(1), file(2)],
        }
    }

    /// Writes the files into a folder.
    pub(crate) fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).expect("a folder");
        for (name, bytes) in NAMES.iter().zip(&self.files) {
            fs::write(folder.join(name), bytes).expect("a file");
        }
    }
}

fn config() -> Value {
    json!({
        "model_type": "bert", "vocab_size": WORDS.len(), "hidden_size": WIDTH, "num_hidden_layers": 1,
        "num_attention_heads": 2, "intermediate_size": WIDTH, "hidden_act": "gelu", "hidden_dropout_prob": 0.0,
        "max_position_embeddings": POSITIONS, "type_vocab_size": 2, "initializer_range": 0.02,
        "layer_norm_eps": 1e-12, "pad_token_id": 0
    })
}

fn tokenizer() -> Value {
    let vocabulary: Map<String, Value> = WORDS
        .iter()
        .enumerate()
        .map(|(id, &word)| (word.to_owned(), id.into()))
        .collect();
    json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": {
            "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]
        },
        "decoder": null,
        "model": { "type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]" }
    })
}

/// The safetensors format: the header's length, the header, the numbers.
fn weights() -> Vec<u8> {
    let (mut header, mut numbers) = (Map::new(), Vec::new());
    let mut seed = 1_u32;
    for (name, shape) in tensors() {
        let begin = numbers.len();
        for _ in 0..shape.iter().product() {
            // Numerical Recipes' generator; its upper bits are good enough to tell words apart.
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let value = f32::from(u16::try_from(seed >> 16).expect("16 bits")) / 65_536.0 - 0.5;
            numbers.extend(value.to_le_bytes());
        }
        let place =
            json!({ "dtype": "F32", "shape": shape, "data_offsets": [begin, numbers.len()] });
        header.insert(name, place);
    }
    let header = Value::Object(header).to_string();
    let length = u64::try_from(header.len()).expect("a length");
    [&length.to_le_bytes(), header.as_bytes(), &numbers].concat()
}

fn tensors() -> Vec<(String, Vec<usize>)> {
    let tables = [
        ("word", WORDS.len()),
        ("position", POSITIONS),
        ("token_type", 2),
    ];
    let mut tensors: Vec<(String, Vec<usize>)> = tables
        .iter()
        .map(|(name, rows)| {
            (
                format!("embeddings.{name}_embeddings.weight"),
                vec![*rows, WIDTH],
            )
        })
        .collect();
    let layer = "encoder.layer.0";
    for norm in [
        "embeddings".into(),
        format!("{layer}.attention.output"),
        format!("{layer}.output"),
    ] {
        tensors.push((format!("{norm}.LayerNorm.weight"), vec![WIDTH]));
        tensors.push((format!("{norm}.LayerNorm.bias"), vec![WIDTH]));
    }
    let maps = [
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    ];
    for map in maps {
        tensors.push((format!("{layer}.{map}.weight"), vec![WIDTH, WIDTH]));
        tensors.push((format!("{layer}.{map}.bias"), vec![WIDTH]));
    }
    tensors
}
