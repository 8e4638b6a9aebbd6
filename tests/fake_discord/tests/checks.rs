//! What the schema and our own rules complain about.

use serde_json::{Value, json};

use super::wire::{check, good_message};
use crate::fake_discord::{Request, contract, rules};

/// What both complain about.
pub(super) fn violations(request: &Request) -> Vec<String> {
    let mut found = rules::violations(request);
    if contract::is_available() {
        found.extend(contract::violations(request));
    }
    found
}

/// The request that posts a message.
pub(super) fn message(body: Value) -> Request {
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
fn what_only_the_asker_sees_replies_to_nothing() {
    let mut body = good_message("hi");
    body["flags"] = json!(64);
    check(&rules::violations(&message(body.clone())), &[]);
    body["message_reference"] = json!({ "message_id": "1" });
    let callback = json!({ "type": 4, "data": body });
    let callback = Request::new("POST", "/interactions/1/token/callback").with_body(callback);
    let follow_up = Request::new("POST", "/webhooks/1/token").with_body(body.clone());
    for request in [message(body), callback, follow_up] {
        check(&rules::violations(&request), &["no message_reference"]);
    }
}
