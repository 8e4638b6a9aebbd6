//! Embeds: a card with a bar of colour at its left.

use maud::{Markup, html};
use serde_json::Value;

use super::{list, markdown, text_of};

/// The bar of an embed that has no colour.
const NO_COLOUR: u64 = 0x1e_1f22;

/// One embed of a message.
pub(super) fn embed(embed: &Value) -> Markup {
    let colour = embed["color"].as_u64().unwrap_or(NO_COLOUR) & 0xff_ffff;
    let author = text_of(&embed["author"], "name");
    let (title, footer) = (text_of(embed, "title"), text_of(&embed["footer"], "text"));
    html! {
        section.embed style=(format!("border-color:#{colour:06x}")) {
            @if !author.is_empty() { div.embed-author { (author) } }
            @if !title.is_empty() { h2 { (markdown::line(title)) } }
            (markdown::text(text_of(embed, "description")))
            (fields(list(embed, "fields")))
            @if !footer.is_empty() { footer { (footer) } }
        }
    }
}

fn fields(fields: &[Value]) -> Markup {
    html! {
        @if !fields.is_empty() {
            div.fields {
                @for field in fields {
                    div.field.inline[field["inline"] == true] {
                        h3 { (markdown::line(text_of(field, "name"))) }
                        (markdown::text(text_of(field, "value")))
                    }
                }
            }
        }
    }
}
