//! Files on the bot's messages, sent by serenity's own builders.

use serde_json::{Value, json};
use serenity::all::{
    ChannelId, CreateAttachment, CreateEmbed, CreateInteractionResponse, CreateMessage,
    EditAttachments, EditMessage, Http, Message,
};

use super::client::http;
use super::commands::silent;
use super::listener::{Listener, any_command, edit, follow_up, id, message};
use super::wire::{check, good_message, request, request_as};
use crate::fake_discord::attachments::FILE_BYTES;
use crate::fake_discord::permissions::ATTACH_FILES;
use crate::fake_discord::{FakeDiscord, Reply};

/// Name, description and contents of each file.
fn told(reply: &Reply) -> Vec<(&str, Option<&str>, &[u8])> {
    let files = reply.files().iter();
    files
        .map(|file| {
            (
                file.name.as_str(),
                file.description.as_deref(),
                &file.bytes[..],
            )
        })
        .collect()
}

fn file(name: &str) -> CreateAttachment {
    CreateAttachment::bytes(name.as_bytes(), name)
}

async fn post(fake: &FakeDiscord, http: &Http, message: CreateMessage) -> (Message, Reply) {
    let channel = fake.channel("staff");
    let message = message.allowed_mentions(silent());
    let posted = id::<ChannelId>(channel).send_message(http, message).await;
    (posted.expect("posted"), fake.reply_in(channel).await)
}

#[tokio::test]
async fn files_are_kept_with_name_description_and_contents() {
    let fake = FakeDiscord::start().await;
    let first = CreateAttachment::bytes(*b"\x00\r\n--\xff", "the FAQ (new).zip");
    let message = CreateMessage::new()
        .add_file(first.description("A copy of the FAQ"))
        .add_file(file("_b.toml"));
    let (posted, reply) = post(&fake, &http(&fake), message).await;
    let expected = [
        (
            "the_FAQ_new.zip",
            Some("A copy of the FAQ"),
            &b"\x00\r\n--\xff"[..],
        ),
        ("b.toml", None, b"_b.toml"),
    ];
    assert_eq!(told(&reply), expected);
    assert_eq!(
        reply.files()[0].content_type.as_deref(),
        Some("application/zip")
    );
    assert_eq!(
        reply.drawn(),
        "(file: the_FAQ_new.zip: A copy of the FAQ)\n(file: b.toml)"
    );
    let known = &posted.attachments[0];
    assert_eq!(
        (known.filename.as_str(), known.size),
        ("the_FAQ_new.zip", 6)
    );
    fake.finish().await;
}

#[tokio::test]
async fn edit_keeps_adds_and_takes_off_files() {
    let fake = FakeDiscord::start().await;
    let http = http(&fake);
    let both = CreateMessage::new().add_file(file("a")).add_file(file("b"));
    let (mut posted, reply) = post(&fake, &http, both.content("two")).await;
    let keeping = EditAttachments::new().keep(posted.attachments[1].id);
    let edits = [
        (EditMessage::new().content("still two"), &["a", "b"][..]),
        (
            EditMessage::new().attachments(keeping.add(file("c"))),
            &["b", "c"],
        ),
        (EditMessage::new().attachments(EditAttachments::new()), &[]),
    ];
    for (edit, expected) in edits {
        let edit = edit.allowed_mentions(silent());
        posted.edit(&http, edit).await.expect("edited");
        let edited = fake.edited(reply.id()).await;
        let names: Vec<&str> = edited.files().iter().map(|file| &*file.name).collect();
        assert_eq!(names, expected);
    }
    fake.finish().await;
}

#[tokio::test]
async fn embed_shows_a_file_which_is_then_not_listed() {
    let fake = FakeDiscord::start().await;
    let http = http(&fake);
    let embed = CreateEmbed::new()
        .title("This week")
        .attachment("chart 1.png");
    let message = CreateMessage::new()
        .embed(embed)
        .add_file(file("chart 1.png"));
    let (mut posted, reply) = post(&fake, &http, message).await;
    assert_eq!(
        told(&reply),
        [("chart_1.png", None, b"chart 1.png".as_slice())]
    );
    assert!(posted.attachments.is_empty());
    let image = posted.embeds[0].image.clone().expect("an image");
    assert!(image.url.starts_with(&fake.url()), "{}", image.url);
    let edit = EditMessage::new().embed(CreateEmbed::new().title("No chart"));
    let edit = edit.allowed_mentions(silent());
    posted.edit(&http, edit).await.expect("edited");
    assert_eq!(posted.attachments[0].filename, "chart_1.png");
    assert_eq!(fake.edited(reply.id()).await.files().len(), 1);
    fake.finish().await;
}

#[tokio::test]
async fn embed_that_names_no_file_breaks_a_rule() {
    let fake = FakeDiscord::start().await;
    let embed = CreateEmbed::new()
        .title("This week")
        .attachment("other.png");
    let message = CreateMessage::new().embed(embed).add_file(file("a.png"));
    let (posted, _) = post(&fake, &http(&fake), message).await;
    assert!(posted.embeds[0].image.is_none());
    check(&fake.problems().await, &["attachment://other.png names"]);
    fake.finish().await;
}

#[tokio::test]
async fn answers_to_interactions_bring_files_too() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let used = fake.slash(
        &fake.member("Ana"),
        fake.channel("staff"),
        "ask",
        &json!({}),
    );
    let command = bot.command().await;
    let first = message("one").ephemeral(true).add_file(file("first"));
    let first = CreateInteractionResponse::Message(first);
    let answered = command.create_response(&bot.http, first).await;
    answered.expect("answered");
    let reply = fake.reply_to(&used).await;
    assert_eq!(told(&reply), [("first", None, b"first".as_slice())]);
    assert_eq!(reply.message["attachments"][0]["ephemeral"], true);
    let second = edit("two").new_attachment(file("second"));
    let edited = command.edit_response(&bot.http, second).await;
    assert_eq!(edited.expect("edited").attachments.len(), 1);
    let edited = fake.edited(reply.id()).await;
    assert_eq!(told(&edited), [("second", None, b"second".as_slice())]);
    let third = follow_up("three").add_file(file("third"));
    let sent = command.create_followup(&bot.http, third).await;
    assert_eq!(sent.expect("sent").attachments[0].filename, "third");
    let sent = fake.follow_up_to(&used).await;
    assert_eq!(told(&sent), [("third", None, b"third".as_slice())]);
    fake.finish().await;
}

/// Posts this form body; tells status, error code, and what the finish complains about.
async fn posted(fake: &FakeDiscord, parts: &[String]) -> (u16, Value, Vec<String>) {
    let path = format!("/channels/{}/messages", fake.channel("staff"));
    let body = format!("--b\r\n{}\r\n--b--\r\n", parts.join("\r\n--b\r\n"));
    let content = ("multipart/form-data; boundary=b", body.as_str());
    let mut answer = request_as(fake, &fake.token(), "POST", &path, content).await;
    fake.look_at_all("POST /channels/*/messages");
    (
        answer.status,
        answer.body["code"].take(),
        fake.problems().await,
    )
}

fn json_part(json: &Value) -> String {
    format!("Content-Disposition: form-data; name=\"payload_json\"\r\n\r\n{json}")
}

/// A message that lists files of these numbers.
fn listing(numbers: &[usize]) -> String {
    let ids = numbers.iter().map(ToString::to_string);
    let mut json = good_message("files");
    json["attachments"] = ids.map(|id| json!({ "id": id })).collect();
    json_part(&json)
}

fn file_part(number: usize, contents: &str) -> String {
    format!(
        "Content-Disposition: form-data; name=\"files[{number}]\"; filename=\"a\"\r\n\r\n{contents}"
    )
}

#[tokio::test]
async fn more_than_discord_takes_is_refused_and_told() {
    let fake = FakeDiscord::start().await;
    let message = json_part(&good_message("many"));
    let many = (0..11).map(|number| file_part(number, "x"));
    let many: Vec<String> = [message].into_iter().chain(many).collect();
    let (status, code, problems) = posted(&fake, &many).await;
    assert_eq!((status, code), (400, json!(30015)));
    check(&problems, &["10 files, not 11"]);
    let large = file_part(0, &"x".repeat(FILE_BYTES + 1));
    let (status, code, problems) = posted(&fake, &[listing(&[0]), large]).await;
    assert_eq!((status, code), (413, json!(40005)));
    check(&problems, &["at most 10485760 bytes, not 10485761"]);
    let largest = file_part(0, &"x".repeat(FILE_BYTES));
    let (status, _, problems) = posted(&fake, &[listing(&[0]), largest]).await;
    assert_eq!((status, problems), (200, Vec::new()));
    fake.finish().await;
}

#[tokio::test]
async fn listed_file_must_be_there_and_a_file_that_is_not_listed_is_left_out() {
    let fake = FakeDiscord::start().await;
    let (status, code, _) = posted(&fake, &[listing(&[1]), file_part(0, "x")]).await;
    assert_eq!((status, code), (400, json!(50146)));
    let (status, ..) = posted(
        &fake,
        &[file_part(1, "out"), listing(&[0]), file_part(0, "in")],
    )
    .await;
    assert_eq!(status, 200);
    let answer = fake.recorded("POST /channels/*/messages")[1].answer.clone();
    let listed = answer["attachments"].as_array().expect("a list");
    assert_eq!((listed.len(), &listed[0]["size"]), (1, &json!(2)));
    fake.finish().await;
}

#[tokio::test]
async fn files_need_a_permission_in_a_channel() {
    let fake = FakeDiscord::start().await;
    fake.deny_bot(fake.channel("staff"), ATTACH_FILES);
    let (status, code, _) = posted(&fake, &[listing(&[0]), file_part(0, "x")]).await;
    assert_eq!((status, code), (403, json!(50013)));
    let path = format!("/channels/{}/messages", fake.channel("staff"));
    let plain = request(&fake, "POST", &path, &good_message("no file")).await;
    assert_eq!(plain.status, 200);
    fake.look_at_all("POST /channels/*/messages");
    fake.finish().await;
}
