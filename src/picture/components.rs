//! Rows of buttons, and select menus. A menu is drawn open, since nobody can open it on a picture.

use maud::{Markup, html};
use serde_json::Value;

use super::{list, text_of};

const ACTION_ROW: u64 = 1;
const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
/// The style of a grey button.
const SECONDARY: u64 = 2;
/// The style of a button that opens a page.
const LINK: u64 = 5;
/// What Discord writes into a menu without a placeholder.
const USUAL_PLACEHOLDER: &str = "Make a selection";

/// One row below a message; what is no row of buttons and menus is not drawn.
pub(super) fn row(row: &Value) -> Markup {
    html! {
        @if row["type"] == ACTION_ROW {
            div.row {
                @for component in list(row, "components") {
                    @match component["type"].as_u64() {
                        Some(BUTTON) => (button(component)),
                        Some(STRING_SELECT) => (select(component)),
                        _ => {}
                    }
                }
            }
        }
    }
}

fn button(button: &Value) -> Markup {
    let style = button["style"]
        .as_u64()
        .filter(|style| (1..=LINK).contains(style));
    let style = style.unwrap_or(SECONDARY);
    let label = text_of(button, "label");
    html! {
        span.button.{ "style-" (style) }.disabled[button["disabled"] == true] {
            (emoji(button))
            @if !label.is_empty() { span { (label) } }
            @if style == LINK { (leaves_discord()) }
        }
    }
}

fn select(select: &Value) -> Markup {
    let options = list(select, "options");
    let placeholder = select["placeholder"].as_str().unwrap_or(USUAL_PLACEHOLDER);
    let chosen = options.iter().find(|option| option["default"] == true);
    html! {
        div.select.disabled[select["disabled"] == true] {
            div.box {
                @match chosen {
                    Some(option) => span { (text_of(option, "label")) },
                    None => span.placeholder { (placeholder) },
                }
                (arrow())
            }
            @for option in options { (choice(option)) }
        }
    }
}

fn choice(option: &Value) -> Markup {
    let description = text_of(option, "description");
    html! {
        div.option {
            (emoji(option))
            div {
                div { (text_of(option, "label")) }
                @if !description.is_empty() { div.description { (description) } }
            }
        }
    }
}

/// An emoji of Unicode; a server's own would have to be loaded.
fn emoji(owner: &Value) -> Markup {
    let emoji = &owner["emoji"];
    let is_unicode = emoji["id"].is_null();
    html! {
        @if is_unicode && !text_of(emoji, "name").is_empty() {
            span.emoji { (text_of(emoji, "name")) }
        }
    }
}

fn leaves_discord() -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" {
            path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5" {}
        }
    }
}

fn arrow() -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" {
            path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m6 9 6 6 6-6" {}
        }
    }
}
