//! 'Who changed what, and how do I take it back?'

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::Editor;
use super::differs::plain;
use super::flow::named;
use crate::discord::controls::Control;
use crate::discord::draw::limits::{self, cut};
use crate::discord::draw::render::{Parts, button};
use crate::discord::post::{self, fitting};
use crate::staff::Refusal;
use crate::store::{ChangeState, FileSplice, RecordedChange};

/// Changes on a page.
const PAGE: u32 = 10;
/// Most characters that are shown of what went, or came, in a file.
const LONGEST_TEXT: usize = 600;
/// Most files that are shown of a change.
const MOST_FILES: usize = 3;

const NOTHING: &str = "No changes yet.";
const GONE: &str = "There is no such change.";

/// Brings a page of changes: the newest, or those below a number.
pub(crate) async fn page(editor: Editor<'_>, below: Option<i64>) {
    post::hold(editor.http, editor.deed).await;
    let parts = drawn_page(editor, below).await;
    post::bring(editor.http, editor.deed, parts).await;
}

/// 'Older' was pressed: the page takes the place of the one before.
pub(crate) async fn older(editor: Editor<'_>, below: i64) {
    post::hold_update(editor.http, editor.deed).await;
    let parts = drawn_page(editor, Some(below)).await;
    post::bring(editor.http, editor.deed, parts).await;
}

/// A change was chosen to be looked at.
pub(crate) async fn look(editor: Editor<'_>, number: Option<i64>) {
    post::hold(editor.http, editor.deed).await;
    let parts = match number {
        Some(number) => drawn_change(editor, number).await,
        None => Parts::text(GONE),
    };
    post::bring(editor.http, editor.deed, parts).await;
}

async fn drawn_page(editor: Editor<'_>, below: Option<i64>) -> Parts {
    match editor.bot.desks.workshop().history(below, PAGE).await {
        Ok(changes) if changes.is_empty() => Parts::text(NOTHING),
        Ok(changes) => list(&changes),
        Err(refusal) => Parts::text(&refusal.to_string()),
    }
}

async fn drawn_change(editor: Editor<'_>, number: i64) -> Parts {
    let found = editor
        .bot
        .desks
        .workshop()
        .history(Some(number.saturating_add(1)), 1)
        .await;
    match found.as_deref() {
        Ok([change]) if change.number == number => one(change),
        Ok(_) => Parts::text(GONE),
        Err(refusal) => Parts::text(&Refusal::to_string(refusal)),
    }
}

fn list(changes: &[RecordedChange]) -> Parts {
    let lines: Vec<String> = changes.iter().map(line).collect();
    let options = changes.iter().map(|change| {
        let label = cut(
            &format!("{}: {}", change.number, what(change)),
            limits::OPTION,
        );
        CreateSelectMenuOption::new(label, change.number.to_string())
    });
    let kind = CreateSelectMenuKind::String {
        options: options.collect(),
    };
    let menu =
        CreateSelectMenu::new(Control::Look.custom_id(), kind).placeholder("Look at a change");
    let mut rows = vec![CreateActionRow::SelectMenu(menu)];
    let last = changes
        .last()
        .map(|change| change.number)
        .filter(|last| *last > 1);
    rows.extend(
        last.map(|last| CreateActionRow::Buttons(vec![button(&Control::History(last), "Older")])),
    );
    Parts {
        content: fitting(&lines.join("\n")),
        rows,
        ..Parts::default()
    }
}

/// A change, whole: in which file which words went, and which came.
fn one(change: &RecordedChange) -> Parts {
    let files: Vec<String> = change.files.iter().take(MOST_FILES).map(file).collect();
    let more = change.files.len().saturating_sub(MOST_FILES);
    let more = if more > 0 {
        format!("\n… and {more} more files.")
    } else {
        String::new()
    };
    let can_be_undone = change.state == ChangeState::Done && change.number > 1;
    let buttons = can_be_undone.then(|| {
        let undo = button(&Control::Undo(change.number), "Take it back");
        CreateActionRow::Buttons(vec![undo.style(ButtonStyle::Primary)])
    });
    Parts {
        content: fitting(&format!("{}\n{}{more}", line(change), files.join("\n"))),
        rows: buttons.into_iter().collect(),
        ..Parts::default()
    }
}

fn file(splice: &FileSplice) -> String {
    let part = |mark: &str, text: &str| {
        let text = text.trim();
        let lines = text.lines().map(|line| format!("{mark} {line}"));
        cut(&lines.collect::<Vec<_>>().join("\n"), LONGEST_TEXT)
    };
    let (went, came) = (part("-", &splice.removed), part("+", &splice.added));
    // Nothing in the text may end the block that it is shown in.
    let both = format!("{went}\n{came}").replace("```", "ˋˋˋ");
    format!("`{}`\n```diff\n{}\n```", splice.file, both.trim())
}

fn line(change: &RecordedChange) -> String {
    let by = match (change.who, change.confirmed_by) {
        (None, _) => "by hand".to_owned(),
        (Some(who), None) => named(who),
        (Some(who), Some(other)) => format!("{} and {}", named(who), named(other)),
    };
    let state = match change.state {
        ChangeState::Done => "",
        ChangeState::Pending => " (not finished yet)",
        ChangeState::Abandoned => " (never came into use)",
    };
    format!(
        "**{}** <t:{}:f> {by}: {}{state}",
        change.number,
        change.at,
        plain(&what(change))
    )
}

fn what(change: &RecordedChange) -> String {
    let subject = &change.subject;
    match (change.deed.as_str(), change.undoes) {
        (_, Some(undone)) => format!("took change {undone} back"),
        ("found", _) => "the FAQ as I found it".to_owned(),
        ("by-hand", _) => {
            let files: Vec<&str> = change.files.iter().map(|file| file.file.as_str()).collect();
            format!("saved {}", files.join(", "))
        }
        ("add", _) => format!("new entry {subject}"),
        ("edit", _) => format!("changed {subject}"),
        ("phrasing", _) => format!("ways of asking {subject}"),
        ("retire", _) => format!("retired {subject}"),
        ("not-for-the-bot", _) => "a message that is not for me".to_owned(),
        (deed, _) => format!("{deed} {subject}").trim().to_owned(),
    }
}
