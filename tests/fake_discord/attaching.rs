//! Puts files on messages, as a request says: new ones, those that stay, those that an embed shows.

use serde_json::{Value, json};

use super::answer::Answer;
use super::attachments::{
    EMBEDDED, FILE_BYTES, FILES, File, Files, OnMessage, PICTURE_URL, cleansed,
};
use super::messages::EPHEMERAL;
use super::multipart::SentFile;
use super::recorder::Request;
use super::snowflake::Snowflake;
use super::world::World;

/// How an embed names a file of its message.
const REFERENCE: &str = "attachment://";

/// What a request says about a message.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    /// The JSON about the message; of a callback only a part of the body.
    pub(crate) body: &'a Value,
    pub(crate) request: &'a Request,
}

impl<'a> Sent<'a> {
    /// A request that is all about a message.
    pub(crate) fn new(request: &'a Request) -> Self {
        let body = &request.body;
        Self { body, request }
    }

    /// A callback.
    pub(crate) fn in_callback(request: &'a Request) -> Self {
        let body = &request.body["data"];
        Self { body, request }
    }

    /// Does it bring files?
    pub(crate) fn has_files(&self) -> bool {
        !self.request.files.is_empty()
    }

    /// The list of files that the message has afterwards, if the request has one.
    fn listed(&self) -> Option<&'a [Value]> {
        let listed = self.body.get("attachments")?;
        Some(listed.as_array().map_or(&[], Vec::as_slice))
    }

    /// The file that comes with the request under that number.
    fn file(&self, placeholder: &str) -> Option<&'a SentFile> {
        let number = placeholder.parse().ok();
        let mut files = self.request.files.iter();
        files.find(|file| file.placeholder().is_some_and(|file| Some(file) == number))
    }
}

/// Why Discord takes no such files, if so. A new message has no id yet.
pub(crate) fn reason_to_refuse(
    world: &World,
    message: Option<Snowflake>,
    sent: Sent<'_>,
) -> Option<Answer> {
    let mut files = sent.request.files.iter();
    if files.any(|file| file.bytes.len() > FILE_BYTES) {
        return Some(Answer::error(413, 40005, "Request entity too large"));
    }
    let before = message.map_or(&[][..], |message| on_message(&world.files, message));
    let listed = sent.listed();
    let added = || before.len() + sent.request.files.len();
    if listed.map_or_else(added, <[Value]>::len) > FILES {
        let message = "Maximum number of attachments in a message reached (10).";
        return Some(Answer::error(400, 30015, message));
    }
    let is_there = |id: &str| {
        let id = Snowflake::parse(id);
        before.iter().any(|kept| Some(kept.file) == id)
    };
    let mut ids = listed.unwrap_or_default().iter().map(id_of);
    ids.any(|id| sent.file(&id).is_none() && !is_there(&id))
        .then(|| Answer::error(400, 50146, "Uploaded file not found."))
}

/// Puts the files of a request on a message and takes off those that it leaves out. Tells which names embeds
/// give to files that are not there: Discord drops such a picture without a word.
pub(crate) fn attach(world: &mut World, message: Snowflake, sent: Sent<'_>) -> Vec<String> {
    let Some(mut stored) = world.messages.remove(&message) else {
        return Vec::new();
    };
    let mut attached = attached(world, message, &stored, sent);
    let mut missing = Vec::new();
    if sent.body.get("embeds").is_some() {
        for file in &mut attached {
            file.is_in_embed = false;
        }
        let embeds = stored["embeds"].as_array_mut().into_iter().flatten();
        for embed in embeds {
            missing.extend(show_in(embed, &world.files, &mut attached));
        }
    }
    let listed = attached.iter().filter(|file| !file.is_in_embed);
    let listed = listed.filter_map(|file| world.files.known.get(&file.file));
    stored["attachments"] = listed.map(|file| world.files.json(file)).collect();
    world.files.on_messages.insert(message, attached);
    world.messages.insert(message, stored);
    missing
}

/// The files that the message has afterwards. Where the request has no list, what it brings is added to what is
/// there; where it has one, a file that is not on it is left out.
fn attached(
    world: &mut World,
    message: Snowflake,
    stored: &Value,
    sent: Sent<'_>,
) -> Vec<OnMessage> {
    let before = on_message(&world.files, message).to_vec();
    let Some(listed) = sent.listed() else {
        let files = sent.request.files.iter();
        let added = files.map(|file| upload(world, stored, file, &Value::Null));
        return before.iter().copied().chain(added).collect();
    };
    let after = listed.iter().filter_map(|entry| {
        let id = id_of(entry);
        if let Some(file) = sent.file(&id) {
            return Some(upload(world, stored, file, entry));
        }
        let id = Snowflake::parse(&id)?;
        describe(world.files.known.get_mut(&id)?, entry);
        before.iter().copied().find(|kept| kept.file == id)
    });
    after.collect()
}

/// Keeps a file that came with a request; `entry` is what the list of attachments says about it.
fn upload(world: &mut World, message: &Value, sent: &SentFile, entry: &Value) -> OnMessage {
    let place = message["channel_id"].as_str().and_then(Snowflake::parse);
    let mut file = File {
        id: world.ids.next(),
        name: cleansed(entry["filename"].as_str().unwrap_or(&sent.name)),
        description: None,
        content_type: sent.content_type.clone(),
        bytes: sent.bytes.clone(),
        place: place.expect("a message is in a channel"),
        is_ephemeral: message["flags"].as_u64().unwrap_or_default() & EPHEMERAL != 0,
        is_gone: false,
    };
    describe(&mut file, entry);
    let id = file.id;
    world.files.known.insert(id, file);
    OnMessage {
        file: id,
        is_in_embed: false,
    }
}

/// Gives a file the description that a list of attachments has for it, if it has one.
fn describe(file: &mut File, entry: &Value) {
    if let Some(description) = entry.get("description") {
        file.description = description.as_str().map(str::to_owned);
    }
}

/// Puts the files' addresses where an embed names them. Tells which names stand for nothing.
fn show_in(embed: &mut Value, files: &Files, attached: &mut [OnMessage]) -> Vec<String> {
    let mut missing = Vec::new();
    for (part, field) in EMBEDDED {
        let Some(name) = embed[part][field]
            .as_str()
            .and_then(|url| url.strip_prefix(REFERENCE))
            .map(str::to_owned)
        else {
            continue;
        };
        let is_meant = |file: &OnMessage| files.known[&file.file].name == cleansed(&name);
        if let Some(found) = attached.iter_mut().find(|file| is_meant(file)) {
            found.is_in_embed = true;
            embed[part][field] = json!(files.url(&files.known[&found.file]));
        } else {
            drop_picture(embed, part, field);
            missing.push(name);
        }
    }
    missing
}

fn drop_picture(embed: &mut Value, part: &str, field: &str) {
    let (owner, name) = if field == PICTURE_URL {
        (embed, part)
    } else {
        (&mut embed[part], field)
    };
    if let Some(owner) = owner.as_object_mut() {
        owner.remove(name);
    }
}

fn on_message(files: &Files, message: Snowflake) -> &[OnMessage] {
    files.on_messages.get(&message).map_or(&[], Vec::as_slice)
}

/// An id or a placeholder, which may also be written as a number.
fn id_of(entry: &Value) -> String {
    match &entry["id"] {
        Value::String(id) => id.clone(),
        id => id.to_string(),
    }
}
