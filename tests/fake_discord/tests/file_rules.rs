//! How files are sent, and what may be said about them.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::checks::{message, violations};
use super::wire::{check, good_message};
use crate::fake_discord::multipart::SentFile;
use crate::fake_discord::rules;

fn sent(part: &str, name: &str) -> SentFile {
    SentFile {
        part: part.to_owned(),
        name: name.to_owned(),
        content_type: None,
        bytes: Bytes::new(),
    }
}

fn listed(attachment: &Value) -> Value {
    let mut body = good_message("a file");
    body["attachments"] = json!([attachment]);
    body
}

#[test]
fn good_file_breaks_nothing_even_if_its_number_is_not_a_text() {
    for id in [json!(0), json!("0")] {
        let attachment = json!({ "id": id, "filename": "a", "description": "d".repeat(1024) });
        let mut request = message(listed(&attachment));
        request.files = vec![sent("files[0]", "a")];
        check(&violations(&request), &[]);
    }
}

#[test]
fn files_are_numbered_and_named() {
    let mut request = message(good_message("files"));
    request.files = vec![
        sent("file", "a"),
        sent("files[1]", ""),
        sent("files[1]", "b"),
    ];
    check(
        &rules::violations(&request),
        &["called files[n], not file", "has a name", "two files"],
    );
}

#[test]
fn edit_lists_the_files_that_it_brings() {
    let mut edit = message(good_message("a file"));
    "PATCH".clone_into(&mut edit.method);
    edit.files = vec![sent("files[0]", "a")];
    check(&rules::violations(&edit), &["lists the files"]);
    edit.body["attachments"] = json!([{ "id": "0" }]);
    check(&rules::violations(&edit), &[]);
}

#[test]
fn description_of_a_file_is_limited() {
    let attachment = json!({ "id": "0", "description": "d".repeat(1025) });
    let request = message(listed(&attachment));
    check(
        &rules::violations(&request),
        &["description has at most 1024"],
    );
}

#[test]
fn deferral_says_no_more_than_who_will_see_the_answer() {
    let deferral = |data: Value| {
        let body = json!({ "type": 5, "data": data });
        let mut request = message(body);
        request.path = "/interactions/1/token/callback".to_owned();
        rules::violations(&request)
    };
    check(&deferral(Value::Null), &[]);
    check(
        &deferral(json!({ "flags": 64, "tts": false, "embeds": [] })),
        &[],
    );
    for stray in [json!({ "flags": 4 }), json!({ "content": "soon" })] {
        check(&deferral(stray), &["no more than the flag EPHEMERAL"]);
    }
}
