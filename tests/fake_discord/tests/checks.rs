//! What the schema and our own rules complain about.

use serde_json::{Value, json};

use super::wire::{check, good_message};
use crate::fake_discord::{Request, contract, rules};

fn violations(request: &Request) -> Vec<String> {
    let mut found = rules::violations(request);
    if contract::is_available() {
        found.extend(contract::violations(request));
    }
    found
}

fn message(body: Value) -> Request {
    Request::new("POST", "/channels/1/messages").with_body(body)
}

#[test]
fn good_message_breaks_nothing() {
    check(
        &violations(&message(good_message("Yes. It is normal to cry."))),
        &[],
    );
}

#[test]
fn wrong_type_breaks_the_schema() {
    let body = json!({ "content": 5, "allowed_mentions": { "parse": [] } });
    let expected: &[&str] = if contract::is_available() {
        &["at /content"]
    } else {
        &[]
    };
    check(&violations(&message(body)), expected);
}

#[test]
fn error_in_a_callback_is_told_of_the_branch_that_was_meant() {
    let data = json!({ "content": "hi", "flags": "64", "allowed_mentions": { "parse": [] } });
    let body = json!({ "type": 4, "data": data });
    let request = Request::new("POST", "/interactions/1/token/callback").with_body(body);
    let expected: &[&str] = if contract::is_available() {
        &["at /data/flags"]
    } else {
        &[]
    };
    check(&violations(&request), expected);
}

#[test]
fn message_without_allowed_mentions_breaks_our_rule() {
    check(
        &violations(&message(json!({ "content": "hi" }))),
        &["allowed_mentions.parse"],
    );
}

#[test]
fn lengths_and_numbers_are_limited() {
    let mut body = good_message(&"ä".repeat(2001));
    body["embeds"] = json!([{
        "title": "t".repeat(257),
        "description": "d".repeat(4097),
        "fields": vec![json!({ "name": "n", "value": "v".repeat(100) }); 26],
    }]);
    check(
        &rules::violations(&message(body)),
        &[
            "2001",
            "title of 257",
            "description of 4097",
            "26 embed fields",
            "6980 characters in all",
        ],
    );
}

#[test]
fn buttons_need_a_custom_id_of_their_own() {
    let button = |id: &str| json!({ "type": 2, "style": 1, "label": "b", "custom_id": id });
    let link = json!({ "type": 2, "style": 5, "label": "l", "url": "https://example.org" });
    let mut body = good_message("hi");
    let row = json!({ "type": 1, "components": [button("a"), button("a"), button(""), link] });
    body["components"] = json!([row]);
    check(
        &rules::violations(&message(body.clone())),
        &["twice", "custom_id of 1 to 100"],
    );
    body["components"] = vec![json!({ "type": 1, "components": [] }); 6].into();
    let empty = "0 components in a row";
    check(
        &rules::violations(&message(body)),
        &["6 rows", empty, empty, empty, empty, empty, empty],
    );
}

#[test]
fn commands_are_described_and_choices_named() {
    let option = json!({
        "type": 3, "name": "question", "description": "",
        "choices": [{ "name": "", "value": "v" }],
    });
    let commands = json!([
        { "name": "ask", "description": "", "options": [option] },
        { "name": "Ask the FAQ", "type": 3, "description": "" },
    ]);
    let request = Request::new("PUT", "/applications/1/commands").with_body(commands);
    check(
        &rules::violations(&request),
        &["\"ask\"", "\"question\"", "a choice's name"],
    );
}

#[test]
fn modal_has_a_custom_id() {
    let body = json!({ "type": 9, "data": { "title": "Edit", "components": [] } });
    let request = Request::new("POST", "/interactions/1/token/callback").with_body(body);
    check(&rules::violations(&request), &["the modal has a custom_id"]);
}
