//! Files: what Discord keeps of them, how a message or an option tells of them, and where they can be
//! downloaded. Nothing that was uploaded is forgotten, so a test can look at what a message no longer has.

use std::collections::{BTreeMap, HashMap};

use axum::body::Bytes;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::snowflake::Snowflake;

/// How many files a message may have.
pub(crate) const FILES: usize = 10;
/// How large a file may be where nobody pays for more. The documentation has said 20 MiB for a while, but the
/// API still refuses more than 10 (discord-api-docs, issue 8572).
pub(crate) const FILE_BYTES: usize = 10 * 1024 * 1024;
/// The name of a file of whose own name nothing is left. Which one Discord takes is not documented.
const NAMELESS: &str = "unknown";

/// A file that was uploaded.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) id: Snowflake,
    /// As Discord made it: see `cleansed`.
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
    /// The channel, or for a file in an option whatever Discord puts there.
    pub(crate) place: Snowflake,
    pub(crate) is_ephemeral: bool,
    /// It can be downloaded no more.
    pub(crate) is_gone: bool,
}

impl File {
    /// The path at which it can be downloaded.
    pub(crate) fn path(&self) -> String {
        let folder = if self.is_ephemeral {
            "ephemeral-attachments"
        } else {
            "attachments"
        };
        format!("/{folder}/{}/{}/{}", self.place, self.id, self.name)
    }

    /// The query without which nothing is downloaded.
    pub(crate) fn signature(&self) -> String {
        format!("ex=7fffffff&is=65c68ede&hm={}", self.id)
    }
}

/// A file on a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnMessage {
    pub(crate) file: Snowflake,
    /// An embed shows it, and `attachments` therefore does not name it.
    pub(crate) is_in_embed: bool,
}

/// All files.
#[derive(Default)]
pub(crate) struct Files {
    /// `http://` address of the server from which they are downloaded.
    pub(crate) address: String,
    pub(crate) known: BTreeMap<Snowflake, File>,
    /// Those on a message, in order.
    pub(crate) on_messages: HashMap<Snowflake, Vec<OnMessage>>,
}

impl Files {
    /// The attachment object.
    pub(crate) fn json(&self, file: &File) -> Value {
        let mut json = json!({
            "id": file.id,
            "filename": file.name,
            "size": file.bytes.len(),
            "url": self.url(file),
            "proxy_url": self.url(file),
        });
        if let Some(description) = &file.description {
            json["description"] = json!(description);
        }
        if let Some(content_type) = &file.content_type {
            json["content_type"] = json!(content_type);
        }
        if file.is_ephemeral {
            json["ephemeral"] = json!(true);
        }
        json
    }

    /// Where it can be downloaded.
    pub(crate) fn url(&self, file: &File) -> String {
        format!("{}{}?{}", self.address, file.path(), file.signature())
    }

    /// The files of a message, as its JSON shows them: those attached, then those in embeds.
    pub(crate) fn of(&self, message: &Value) -> Vec<File> {
        let attached = message["attachments"].as_array().into_iter().flatten();
        let attached = attached.filter_map(|attachment| {
            let id = attachment["id"].as_str().and_then(Snowflake::parse)?;
            self.known.get(&id)
        });
        let embeds = message["embeds"].as_array().into_iter().flatten();
        let in_embeds = embeds.flat_map(|embed| {
            let urls = EMBEDDED.iter().map(|(part, field)| &embed[*part][*field]);
            urls.filter_map(|url| self.known.values().find(|file| *url == self.url(file)))
        });
        attached.chain(in_embeds).cloned().collect()
    }
}

/// Where in an embed a file can stand: the part, and its field with the address.
pub(crate) const EMBEDDED: [(&str, &str); 4] = [
    ("image", PICTURE_URL),
    ("thumbnail", PICTURE_URL),
    ("author", "icon_url"),
    ("footer", "icon_url"),
];
/// The field of a part that is nothing without it.
pub(crate) const PICTURE_URL: &str = "url";

/// What Discord makes of a file's name: plain letters, digits, `.`, `-` and, for blanks, `_`; no `.` or `_`
/// at the ends (discord-api-docs, issue 7754).
pub(crate) fn cleansed(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .map(|letter| match letter {
            '/' | '\\' => ' ',
            letter => letter,
        })
        .filter(|letter| {
            letter.is_ascii_alphanumeric()
                || letter.is_ascii_whitespace()
                || "_.-".contains(*letter)
        })
        .collect();
    let words: Vec<&str> = plain.split_ascii_whitespace().collect();
    let name = words.join("_");
    match name.trim_matches(['.', '_']) {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
    }
}
