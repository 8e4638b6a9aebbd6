//! What staff see of a change: what members will see, what differs, what keeps it from being saved, and what would be
//! answered differently.

use serenity::all::{ButtonStyle, CreateActionRow, CreateEmbed, UserId};

use super::differs::{changes, plain};
use super::flow::named;
use super::{Draft, Editor};
use crate::discord::controls::Control;
use crate::discord::draw::limits::{self, cut, length};
use crate::discord::draw::render::{Frame, Parts, button, render};
use crate::discord::draw::words::words;
use crate::discord::post::fitting;
use crate::faq::edit::Change;
use crate::language::Language;
use crate::staff::{By, Preview, Seen, Touched, Wish};

/// Most messages of which it is told that they would be answered differently.
const MOST_DIFFERENCES: usize = 5;
/// Most lines of what is wrong, or to be thought about.
const MOST_LINES: usize = 5;
/// Grey, beside a text that is given back.
const GIVEN_BACK: u32 = 0x0080_8080;

/// For whom a preview is drawn, and of which draft.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown {
    /// For the person who wrote it.
    ToItsWriter(i64),
    /// For the others, who may agree to what this person wrote.
    ToTheTeam(i64, UserId),
}

/// Draws what a change would do.
pub(super) fn preview(editor: Editor<'_>, preview: &Preview, shown: Shown) -> Parts {
    let sections = [
        head(preview, shown),
        obstacles(preview),
        changes(preview),
        differences(preview),
        remarks(preview),
    ];
    let sections: Vec<String> = sections
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Parts {
        content: fitting(&sections.join("\n\n")),
        embed: as_members_see_it(editor, preview),
        rows: vec![CreateActionRow::Buttons(buttons(preview, shown))],
        ..Parts::default()
    }
}

/// What is said when it is in use.
pub(super) fn done(number: i64, preview: &Preview, by: By) -> String {
    let agreed = by
        .confirmed_by
        .map(|other| format!(" {} wrote it, {} agreed.", named(by.who), named(other)));
    let what = match &preview.wish {
        Wish::Undo(Some(undone)) => format!("Change {undone} is taken back"),
        _ => "Saved".to_owned(),
    };
    format!(
        "{what}, and in use from now on. It is change {number}: `/faq undo change:{number}` takes it back.{}",
        agreed.unwrap_or_default()
    )
}

/// A text that was not saved, given back to whoever wrote it.
pub(super) fn given_back(why: &str, draft: &Draft, id: Option<i64>) -> Parts {
    let mut buttons = Vec::new();
    if let Some(id) = id {
        if has_form(&draft.wish) {
            buttons.push(button(&Control::Revise(id), "Change it").style(ButtonStyle::Primary));
        }
        buttons.push(button(&Control::Save(id), "Try again"));
        buttons.push(button(&Control::Discard(id), "Don't save"));
    }
    Parts {
        content: fitting(why),
        embed: text_of(&draft.wish),
        rows: rows(buttons),
        ..Parts::default()
    }
}

/// Two people changed the same words: both texts, and the way to one.
pub(super) fn conflict(why: &str, theirs: &Seen, draft: &Draft, id: Option<i64>) -> Parts {
    let head = format!(
        "{why} Yours is below. This is what is there now:\n**{}**\n",
        plain(&theirs.question)
    );
    let tail = "\nPress *Change it*, and write one text out of both.";
    let room = limits::CONTENT.saturating_sub(length(&head) + length(tail));
    let both = format!("{head}{}{tail}", cut(&plain(&theirs.answer), room));
    to_be_changed(&both, draft, id)
}

/// A text that can't be saved as it is, given back to whoever wrote it.
pub(super) fn to_be_changed(why: &str, draft: &Draft, id: Option<i64>) -> Parts {
    let buttons = id.map(|id| {
        vec![
            button(&Control::Revise(id), "Change it").style(ButtonStyle::Primary),
            button(&Control::Discard(id), "Don't save"),
        ]
    });
    Parts {
        rows: rows(buttons.unwrap_or_default()),
        ..given_back(why, draft, None)
    }
}

fn rows(buttons: Vec<serenity::all::CreateButton>) -> Vec<CreateActionRow> {
    let row = (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons));
    row.into_iter().collect()
}

/// Is it written in a form, so that it can be changed in one?
pub(super) fn has_form(wish: &Wish) -> bool {
    matches!(
        wish,
        Wish::Change(Change::Add { .. } | Change::Rewrite { .. })
    )
}

fn text_of(wish: &Wish) -> Option<CreateEmbed> {
    let (title, text) = match wish {
        Wish::Change(Change::Add { entry, .. }) => (entry.question.as_str(), entry.answer.clone()),
        Wish::Change(Change::Rewrite {
            question, answer, ..
        }) => (question.as_str(), answer.clone()),
        Wish::Change(Change::Teach { phrasings, .. }) => ("Ways of asking", phrasings.join("\n")),
        Wish::Change(Change::Background { message }) => ("Not for the bot", message.clone()),
        _ => return None,
    };
    let embed = CreateEmbed::new()
        .colour(GIVEN_BACK)
        .title(cut(title, limits::EMBED_TITLE));
    Some(embed.description(cut(&text, limits::EMBED_DESCRIPTION)))
}

fn head(preview: &Preview, shown: Shown) -> String {
    let merged = if preview.is_merged {
        "Somebody else changed this entry while you were writing. **This is both of your texts together:** please read it once more. "
    } else {
        ""
    };
    let what = match primary(preview) {
        _ if is_blocked(preview) => "**This can't be saved yet.**",
        Some(Touched { after: None, .. }) => {
            "**Not saved yet.** Members will no longer get this answer."
        }
        Some(_) => "**Not saved yet.** This is what members will see.",
        None => "**Not saved yet.**",
    };
    match shown {
        Shown::ToItsWriter(_) => format!("{merged}{what}"),
        Shown::ToTheTeam(_, writer) => format!(
            "<@{writer}> would like to change an entry that two people have to agree to. {what} Somebody else, please read it \
             and press *Agree* or *Decline*."
        ),
    }
}

/// The entry that the change is about: the one that was named, or the only one.
fn primary(preview: &Preview) -> Option<&Touched> {
    let id_of = |touched: &Touched| {
        let entry = touched.after.as_ref().or(touched.before.as_ref());
        entry.map(|entry| entry.id.value.to_string())
    };
    let named = preview.wish.entry();
    let mut touched = preview.touched.iter();
    match &preview.touched[..] {
        [only] => Some(only),
        _ => touched.find(|touched| named.is_some() && id_of(touched).as_deref() == named),
    }
}

fn is_blocked(preview: &Preview) -> bool {
    !preview.obstacles.is_empty()
}

fn obstacles(preview: &Preview) -> String {
    listed("", &preview.obstacles)
}

fn remarks(preview: &Preview) -> String {
    if is_blocked(preview) {
        return String::new();
    }
    listed("**Worth a thought**\n", &preview.remarks)
}

fn listed(head: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    let shown = lines.iter().take(MOST_LINES).cloned();
    let lines: Vec<String> = shown.chain(and_more(more)).collect();
    format!("{head}{}", lines.join("\n"))
}

/// A line for those that are not shown.
fn and_more(number: usize) -> Option<String> {
    (number > 0).then(|| format!("• … and {number} more."))
}

fn differences(preview: &Preview) -> String {
    if is_blocked(preview) {
        return String::new();
    }
    let all = preview.differences.len();
    if preview.tests == 0 {
        return "There are no recorded tests (`should_match`) by which I could tell what would be answered differently.".to_owned();
    }
    if all == 0 {
        return format!(
            "All {} recorded tests are answered as before.",
            preview.tests
        );
    }
    let lines = preview
        .differences
        .iter()
        .take(MOST_DIFFERENCES)
        .map(|difference| {
            format!(
                "• “{}”: {} → {}",
                plain(&difference.text),
                plain(&difference.before),
                plain(&difference.after)
            )
        });
    let lines: Vec<String> = lines
        .chain(and_more(all.saturating_sub(MOST_DIFFERENCES)))
        .collect();
    format!(
        "**What would be answered differently** ({all} of {} recorded tests)\n{}",
        preview.tests,
        lines.join("\n")
    )
}

/// The answer as it would be sent; the old one where it is taken out, so that it is seen what goes.
fn as_members_see_it(editor: Editor<'_>, preview: &Preview) -> Option<CreateEmbed> {
    let Some(touched) = primary(preview) else {
        return text_of(&preview.wish).filter(|_| is_blocked(preview));
    };
    let entry = touched.after.as_ref().or(touched.before.as_ref())?;
    let language = match &preview.wish {
        Wish::Change(Change::Rewrite { language, .. } | Change::Teach { language, .. }) => {
            *language
        }
        _ => Language::English,
    };
    let voice = editor.bot.desk.voice(editor.place, language);
    let frame = Frame {
        words: words(language),
        asker: editor.user.id,
        is_ephemeral: true,
        has_team: false,
        question: None,
    };
    render(&voice.answer(entry), frame).embed
}

fn buttons(preview: &Preview, shown: Shown) -> Vec<serenity::all::CreateButton> {
    let id = match shown {
        Shown::ToTheTeam(id, _) => {
            return vec![
                button(&Control::Agree(id), "Agree").style(ButtonStyle::Primary),
                button(&Control::Decline(id), "Decline"),
            ];
        }
        Shown::ToItsWriter(id) => id,
    };
    let save = if preview.needs_two {
        "Ask for a second person"
    } else {
        "Save"
    };
    let save = button(&Control::Save(id), save).style(ButtonStyle::Primary);
    let change = button(&Control::Revise(id), "Change it");
    let discard = button(&Control::Discard(id), "Don't save");
    let save = (!is_blocked(preview)).then_some(save);
    let change = has_form(&preview.wish).then_some(change);
    save.into_iter().chain(change).chain([discard]).collect()
}
