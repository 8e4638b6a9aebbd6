//! What a form must not be.

use serde_json::{Value, json};

use super::checks::violations;
use super::wire::check;
use crate::fake_discord::{Request, rules};

fn input() -> Value {
    json!({ "type": 4, "custom_id": "answer", "style": 2, "label": "Answer", "value": "Yes." })
}

fn modal(rows: &[Value]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|input| json!({ "type": 1, "components": [input] }))
        .collect();
    json!({ "custom_id": "edit", "title": "Edit", "components": rows })
}

fn opened(modal: &Value) -> Request {
    let body = json!({ "type": 9, "data": modal });
    Request::new("POST", "/interactions/1/token/callback").with_body(body)
}

#[test]
fn good_modal_breaks_nothing() {
    check(&violations(&opened(&modal(&[input()]))), &[]);
}

#[test]
fn modal_has_an_id_a_title_and_some_rows() {
    let many: Vec<Value> = (0..6)
        .map(|number| {
            let mut input = input();
            input["custom_id"] = json!(number.to_string());
            input
        })
        .collect();
    let cases = [
        ("custom_id", json!(""), &["the modal has a custom_id"][..]),
        ("title", json!(""), &["title has 1 to 45"]),
        ("title", json!("t".repeat(46)), &["title has 1 to 45"]),
        ("components", json!([]), &["1 to 5 rows, not 0"]),
        (
            "components",
            modal(&many)["components"].take(),
            &["1 to 5 rows, not 6", "6 rows of components"],
        ),
    ];
    for (part, value, expected) in cases {
        let mut modal = modal(&[input()]);
        modal[part] = value;
        check(&rules::violations(&opened(&modal)), expected);
    }
}

#[test]
fn text_inputs_are_labelled_and_limited() {
    let cases = [
        ("label", json!(""), "label has 1 to 45"),
        ("label", json!("l".repeat(46)), "label has 1 to 45"),
        ("value", json!("v".repeat(4001)), "value has at most 4000"),
        (
            "placeholder",
            json!("p".repeat(101)),
            "placeholder has at most 100",
        ),
        ("max_length", json!(3), "longer than its max_length"),
        ("custom_id", json!(""), "a custom_id of 1 to 100"),
    ];
    for (field, value, expected) in cases {
        let mut input = input();
        input[field] = value;
        check(&rules::violations(&opened(&modal(&[input]))), &[expected]);
    }
}

#[test]
fn row_of_a_modal_holds_one_text_input() {
    let button = json!({ "type": 2, "style": 1, "label": "b", "custom_id": "b" });
    check(
        &rules::violations(&opened(&modal(&[button]))),
        &["holds a text input"],
    );
    let mut two = modal(&[input()]);
    let mut second = input();
    second["custom_id"] = json!("second");
    two["components"][0]["components"] = json!([input(), second]);
    check(&rules::violations(&opened(&two)), &["alone in its row"]);
}
