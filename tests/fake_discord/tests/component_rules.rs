//! What buttons, select menus and their rows must not be.

use serde_json::{Value, json};

use super::checks::{message, violations};
use super::wire::{check, good_message};
use crate::fake_discord::rules;

fn option(value: &str) -> Value {
    json!({ "label": value, "value": value })
}

fn select() -> Value {
    json!({ "type": 3, "custom_id": "entry", "options": [option("a"), option("b")] })
}

fn button() -> Value {
    json!({ "type": 2, "style": 1, "label": "b", "custom_id": "b" })
}

fn with_row(components: &[Value]) -> Value {
    let mut body = good_message("hi");
    body["components"] = json!([{ "type": 1, "components": components }]);
    body
}

/// A component with one field changed is complained about in this way.
#[track_caller]
fn check_changed(mut component: Value, field: &str, value: Value, expected: &[&str]) {
    component[field] = value;
    check(
        &rules::violations(&message(with_row(&[component]))),
        expected,
    );
}

#[test]
fn good_menu_and_buttons_break_nothing() {
    let mut several = select();
    several["max_values"] = json!(2);
    several["options"][0]["default"] = json!(true);
    several["options"][1]["default"] = json!(true);
    several["placeholder"] = json!("p".repeat(150));
    check(&violations(&message(with_row(&[several]))), &[]);
    let emoji = json!({ "type": 2, "style": 2, "emoji": { "name": "👍" }, "custom_id": "up" });
    check(&violations(&message(with_row(&[button(), emoji]))), &[]);
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
fn button_shows_something_short() {
    let nothing = "a button has a label or an emoji";
    check_changed(button(), "label", json!(""), &[nothing]);
    check_changed(button(), "label", Value::Null, &[nothing]);
    check_changed(
        button(),
        "label",
        json!("l".repeat(81)),
        &["label has at most 80"],
    );
}

#[test]
fn select_menu_has_some_options_and_a_short_placeholder() {
    let options: Vec<Value> = (0..26).map(|number| option(&number.to_string())).collect();
    check_changed(select(), "options", json!([]), &["25 options, not 0"]);
    check_changed(select(), "options", json!(options), &["25 options, not 26"]);
    check_changed(
        select(),
        "placeholder",
        json!("p".repeat(151)),
        &["at most 150"],
    );
    check_changed(
        select(),
        "custom_id",
        json!(""),
        &["a custom_id of 1 to 100"],
    );
}

#[test]
fn options_are_short_and_differ() {
    let cases = [
        ("label", json!(""), "label has 1 to 100"),
        ("label", json!("l".repeat(101)), "label has 1 to 100"),
        ("value", json!(""), "value has 1 to 100"),
        ("value", json!("v".repeat(101)), "value has 1 to 100"),
        ("value", json!("b"), "twice in a select menu"),
        ("description", json!("d".repeat(101)), "at most 100"),
    ];
    for (field, value, expected) in cases {
        let mut menu = select();
        menu["options"][0][field] = value;
        check(&rules::violations(&message(with_row(&[menu]))), &[expected]);
    }
}

#[test]
fn no_more_is_chosen_than_may_be() {
    let mut menu = select();
    menu["options"][0]["default"] = json!(true);
    menu["options"][1]["default"] = json!(true);
    check_changed(
        menu,
        "max_values",
        Value::Null,
        &["2 default options where 1"],
    );
    check_changed(select(), "max_values", json!(3), &["max_values (3)"]);
    check_changed(select(), "min_values", json!(2), &["min_values (2)"]);
}

#[test]
fn select_menu_is_alone_in_its_row() {
    let together = message(with_row(&[select(), button()]));
    check(&rules::violations(&together), &["alone in its row"]);
}
