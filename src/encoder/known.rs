//! The models that can be installed: where each is published, and the exact bytes that it consists of.

use std::path::Path;

use super::folder::{self, FolderModel};
use super::{EncoderFailure, Remembering};

/// The models that `install` knows, the best first: the first that is installed is used where nobody chose.
pub const KNOWN: [KnownModel<'static>; 1] = [KnownModel {
    name: "all-MiniLM-L6-v2",
    repository: "sentence-transformers/all-MiniLM-L6-v2",
    revision: "c9745ed1d9f207416be6d2e6f8de32d1f16199bf",
    files: [
        KnownFile {
            path: "config.json",
            bytes: 612,
            sha256: "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        },
        KnownFile {
            path: "tokenizer.json",
            bytes: 466_247,
            sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        },
        KnownFile {
            path: "model.safetensors",
            bytes: 90_868_376,
            sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        },
    ],
}];

/// A published model, byte for byte.
#[derive(Debug, Clone, Copy)]
pub struct KnownModel<'a> {
    /// What it is called here; also the name of its folder.
    pub name: &'a str,
    /// Its repository on the hub.
    pub repository: &'a str,
    /// The commit of that repository.
    pub revision: &'a str,
    /// `config.json`, `tokenizer.json` and `model.safetensors`, in this order.
    pub files: [KnownFile<'a>; 3],
}

/// One file of a model.
#[derive(Debug, Clone, Copy)]
pub struct KnownFile<'a> {
    /// Its name, in the repository and in the model's folder.
    pub path: &'a str,
    /// Its exact size.
    pub bytes: u64,
    /// Its SHA-256, lower-case hexadecimal.
    pub sha256: &'a str,
}

impl KnownModel<'static> {
    /// The model of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KNOWN.iter().find(|known| known.name == name)
    }
}

impl KnownModel<'_> {
    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// Opens a folder that should hold this model: it does, byte for byte, and it encodes a sentence.
    pub(super) fn open(&self, folder: &Path) -> Result<Remembering, EncoderFailure> {
        let model = FolderModel::open(folder)?;
        if model.is(&folder::identity(self.files.map(|file| file.sha256))) {
            Remembering::new(Box::new(model))
        } else {
            Err(EncoderFailure(format!(
                "the model in {} is not the {} that was published: its files were changed or damaged",
                folder.display(),
                self.name
            )))
        }
    }
}
