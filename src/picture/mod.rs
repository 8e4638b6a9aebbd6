//! A page that shows messages as Discord's dark theme draws them, so that people can see replies without Discord.
//!
//! It takes Discord's own message objects, so it shows what is sent and not what was meant. It draws what this bot sends
//! — content, embeds, buttons, select menus, the note below what only the asker sees — and passes over the rest. Pure: the
//! page holds all it needs, runs nothing, loads nothing, and every text in it is escaped.

mod components;
mod embed;
mod markdown;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

/// The look of the page.
const STYLE: &str = include_str!("page.css");
/// A second lock beside escaping: nothing runs and nothing is loaded, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
/// Discord's flag of a message that only the asker sees.
const EPHEMERAL: u64 = 1 << 6;
/// The circle of a bot.
const BOT_COLOUR: &str = "#5f9e8f";
/// The circles of people, as Discord gives them to those without a picture.
const PEOPLE_COLOURS: [&str; 5] = ["#5865f2", "#757e8a", "#3ba55c", "#d98a1f", "#b0629b"];

/// A message, and what the page must know beside it.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// Who wrote it.
    pub author: &'a str,
    /// A bot has a badge.
    pub is_bot: bool,
    /// Discord's message object: `content`, `embeds`, `components`, `flags`; what is missing is not drawn.
    pub message: Value,
    /// What it answers, in a line above it.
    pub asked_by: Option<AskedBy<'a>>,
}

/// What a message answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy<'a> {
    /// A message, which it replies to.
    Message {
        /// Who wrote that.
        author: &'a str,
        /// Its beginning is shown.
        text: &'a str,
    },
    /// A command.
    Command {
        /// Who used it.
        author: &'a str,
        /// Its name with the slash: `/ask`.
        name: &'a str,
    },
}

/// The messages from first to last, as one HTML page that is 640 pixels wide.
///
/// ```
/// use aftercare::picture::{Shown, page};
/// use serde_json::json;
///
/// let asked = Shown {
///     author: "Mia",
///     is_bot: false,
///     message: json!({ "content": "is crying <b>normal</b>?" }),
///     asked_by: None,
/// };
/// assert!(page(&[asked]).contains("is crying &lt;b&gt;normal&lt;/b&gt;?"));
/// ```
pub fn page(messages: &[Shown<'_>]) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=640";
                title { "Messages as Discord shows them" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main { @for shown in messages { (message(shown)) } }
            }
        }
    };
    page.into_string()
}

fn message(shown: &Shown<'_>) -> Markup {
    let flags = shown.message["flags"].as_u64().unwrap_or_default();
    let only_for_asker = flags & EPHEMERAL != 0;
    html! {
        article.message.private[only_for_asker] {
            @if let Some(asked_by) = shown.asked_by { (occasion(asked_by)) }
            div.body {
                (avatar(shown.author, shown.is_bot))
                (heading(shown))
                (markdown::text(text_of(&shown.message, "content")))
                @for one in list(&shown.message, "embeds") { (embed::embed(one)) }
                @for row in list(&shown.message, "components") { (components::row(row)) }
                @if only_for_asker { (note_for_asker()) }
            }
        }
    }
}

fn heading(shown: &Shown<'_>) -> Markup {
    html! {
        header {
            span.author { (shown.author) }
            @if shown.is_bot { span.badge { "APP" } }
        }
    }
}

fn occasion(asked_by: AskedBy<'_>) -> Markup {
    html! {
        div.asked {
            @match asked_by {
                AskedBy::Message { author, text } => {
                    (avatar(author, false))
                    span.author { (author) }
                    span.quoted { (text) }
                }
                AskedBy::Command { author, name } => {
                    (avatar(author, false))
                    span.author { (author) }
                    span { " used " }
                    span.command { (name) }
                }
            }
        }
    }
}

/// A coloured circle with the first letter; the same name has the same colour on every page.
fn avatar(name: &str, is_bot: bool) -> Markup {
    let letter: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
    // Any small hash would do; this one gives usual short names different colours.
    let hash = name
        .bytes()
        .fold(0, |hash, byte| (hash * 31 + usize::from(byte)) % 1009);
    let own_colour = PEOPLE_COLOURS[hash % PEOPLE_COLOURS.len()];
    let colour = if is_bot { BOT_COLOUR } else { own_colour };
    html! { span.avatar style={ "background:" (colour) } { (letter) } }
}

fn note_for_asker() -> Markup {
    html! {
        footer.note {
            svg viewBox="0 0 24 24" aria-hidden="true" {
                path fill="currentColor" d="M12 5C6.6 5 2.6 9.1 1 12c1.6 2.9 5.6 7 11 7s9.4-4.1 11-7c-1.6-2.9-5.6-7-11-7Zm0 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Zm0-2.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" {}
            }
            span { "Only you can see this • " }
            span.link { "Dismiss message" }
        }
    }
}

fn text_of<'a>(object: &'a Value, field: &str) -> &'a str {
    object[field].as_str().unwrap_or_default()
}

fn list<'a>(object: &'a Value, field: &str) -> &'a [Value] {
    object[field].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;
