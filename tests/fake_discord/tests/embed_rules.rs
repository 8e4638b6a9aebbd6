//! What an embed's small parts must not be.

use serde_json::{Value, json};

use super::checks::{message, violations};
use super::wire::{check, good_message};
use crate::fake_discord::rules;

fn with_embed(embed: &Value) -> Value {
    let mut body = good_message("hi");
    body["embeds"] = json!([embed]);
    body
}

fn field(name: &str, value: &str) -> Value {
    json!({ "fields": [{ "name": name, "value": value }] })
}

#[test]
fn full_embed_breaks_nothing() {
    let embed = json!({
        "author": { "name": "a".repeat(256) },
        "fields": [{ "name": "n".repeat(256), "value": "v".repeat(1024) }],
        "footer": { "text": "f".repeat(2048) },
    });
    check(&violations(&message(with_embed(&embed))), &[]);
}

#[test]
fn small_parts_are_limited() {
    let cases = [
        (
            json!({ "footer": { "text": "f".repeat(2049) } }),
            "footer has at most 2048",
        ),
        (
            json!({ "author": { "name": "a".repeat(257) } }),
            "author has at most 256",
        ),
        (field("", "v"), "field's name has 1 to 256"),
        (field(&"n".repeat(257), "v"), "field's name has 1 to 256"),
        (field("n", ""), "field's value has 1 to 1024"),
        (field("n", &"v".repeat(1025)), "field's value has 1 to 1024"),
    ];
    for (embed, expected) in cases {
        check(
            &rules::violations(&message(with_embed(&embed))),
            &[expected],
        );
    }
    let mut many = good_message("hi");
    many["embeds"] = vec![json!({ "title": "t" }); 11].into();
    check(&rules::violations(&message(many)), &["11 embeds"]);
}
