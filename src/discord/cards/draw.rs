//! How a question for the team is drawn: its text, how often it was asked, and what can be done about it.

use serenity::all::{ButtonStyle, CreateActionRow, CreateEmbed, CreateEmbedFooter};

use crate::discord::controls::Control;
use crate::discord::draw::render::{Parts, button};
use crate::store::Question;

/// What stands above a question in the team's channel.
const TITLE: &str = "A question from a member";
/// What stands below it.
const NOTE: &str = "They chose to send this. Nobody knows who asked, so answer it in the FAQ, or where all can read it.";
/// Sand, beside questions for the team.
const COLOUR: u32 = 0x00c8_a97e;

/// A question that waits for the team.
pub(super) fn waiting(question: &Question) -> Parts {
    let embed = embed(&question.text);
    let embed = match question.times {
        0 | 1 => embed,
        times => {
            let last = format!("Last on {}", question.last_day);
            embed.field(format!("Asked {times} times"), last, false)
        }
    };
    let buttons = vec![
        button(&Control::AddToEntry(question.id), "Add to entry…").style(ButtonStyle::Primary),
        button(&Control::AnswerNew(question.id), "New entry"),
        button(&Control::NotForTheBot(question.id), "Not for the bot"),
        button(&Control::Dismiss(question.id), "Dismiss"),
    ];
    Parts {
        embed: Some(embed),
        rows: vec![CreateActionRow::Buttons(buttons)],
        ..Parts::default()
    }
}

/// A question that is not kept, so that nothing can be pressed.
pub(super) fn not_kept(text: &str) -> Parts {
    Parts {
        embed: Some(embed(text)),
        ..Parts::default()
    }
}

fn embed(text: &str) -> CreateEmbed {
    CreateEmbed::new()
        .colour(COLOUR)
        .title(TITLE)
        .description(text)
        .footer(CreateEmbedFooter::new(NOTE))
}
