//! What commands must not be called, nor left without.

use serde_json::{Value, json};

use super::checks::violations;
use super::wire::check;
use crate::fake_discord::{Request, rules};

fn command() -> Value {
    let option = json!({
        "type": 3, "name": "pregunta", "description": "What do you ask?",
        "name_localizations": { "es-ES": "qué" },
        "description_localizations": { "es-ES": "¿Qué?" },
    });
    json!({
        "name": "ask", "description": "Ask the FAQ", "options": [option],
        "name_localizations": { "es-ES": "preguntar", "th": "ถาม", "hi": "पूछें" },
        "description_localizations": { "es-ES": "Pregunta" },
    })
}

fn registered(command: &Value) -> Request {
    Request::new("PUT", "/applications/1/commands").with_body(json!([command]))
}

#[test]
fn good_command_breaks_nothing() {
    check(&violations(&registered(&command())), &[]);
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
fn names_follow_the_pattern_in_each_language() {
    let no_name = "is no name for a slash command";
    for name in ["", "Ask", "ask the faq", "ask!", &"a".repeat(33)] {
        let places = [
            "/name",
            "/name_localizations/es-ES",
            "/options/0/name",
            "/options/0/name_localizations/es-ES",
        ];
        for place in places {
            let mut command = command();
            *command.pointer_mut(place).expect("the place") = json!(name);
            check(&rules::violations(&registered(&command)), &[no_name]);
        }
    }
}

#[test]
fn descriptions_are_short_in_each_language() {
    let places = [
        "/description",
        "/description_localizations/es-ES",
        "/options/0/description",
        "/options/0/description_localizations/es-ES",
    ];
    for place in places {
        let mut command = command();
        *command.pointer_mut(place).expect("the place") = json!("d".repeat(101));
        check(
            &rules::violations(&registered(&command)),
            &["description has at most 100"],
        );
    }
    let mut command = command();
    command["description_localizations"]["es-ES"] = json!("");
    check(
        &rules::violations(&registered(&command)),
        &["in some language"],
    );
}

#[test]
fn choices_and_context_menus_are_named_in_each_language() {
    let mut long = command();
    long["options"][0]["choices"] = json!([
        { "name": "a", "value": "a", "name_localizations": { "es-ES": "n".repeat(101) } },
    ]);
    check(&rules::violations(&registered(&long)), &["a choice's name"]);
    let menu = json!({ "type": 3, "name": "m".repeat(33) });
    check(
        &rules::violations(&registered(&menu)),
        &["a context menu's name"],
    );
}
