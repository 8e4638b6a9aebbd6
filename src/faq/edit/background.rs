//! "This message is not for the bot."

use super::list::List;
use super::sheet::{Sheet, Sheets};
use super::splice::Splice;
use super::teach::words;
use super::write::{Look, in_line, plain};
use super::{BACKGROUND_FILE, CannotEdit, FileChange};
use crate::faq::folder::SourceFile;

const MESSAGES: &str = "messages";

/// What a file that is made here begins with.
const FIRST_LINE: &str =
    "# Messages that are not for the bot. One a line, in quotation marks, with a comma after it.";

/// Adds a message to the list, which is made where it isn't there.
pub(super) fn background(
    files: &[SourceFile],
    message: &str,
) -> Result<Vec<FileChange>, CannotEdit> {
    let message = plain(message);
    if message.is_empty() {
        return Err(CannotEdit::Empty("message"));
    }
    let sheets = Sheets::read(files)?;
    let wanted = words(&message);
    let is_known = |sheet: &Sheet<'_>| {
        let list = sheet
            .value(MESSAGES)
            .and_then(|value| List::of(sheet.text, value));
        list.is_some_and(|list| list.position(|text| words(text) == wanted).is_some())
    };
    if sheets.0.iter().any(is_known) {
        return Err(CannotEdit::AlreadyBackground);
    }
    let Some(sheet) = sheets
        .0
        .iter()
        .find(|sheet| **sheet.name == *BACKGROUND_FILE)
    else {
        let list = pair(&message, Look::NEW);
        return Ok(vec![FileChange {
            file: BACKGROUND_FILE.into(),
            before: None,
            after: Some(format!("{FIRST_LINE}\n\n{list}\n")),
        }]);
    };
    let splices = match sheet.value(MESSAGES) {
        Some(value) => List::of(sheet.text, value)
            .ok_or_else(|| sheet.not_a_list(MESSAGES, value))?
            .with(&[in_line(&message)]),
        None => vec![with_list(sheet, &message)],
    };
    Ok(vec![sheet.changed(splices)])
}

/// Makes the list. Below a header it would belong to that table, so it comes above the first one.
fn with_list(sheet: &Sheet<'_>, message: &str) -> Splice {
    let Some(header) = sheet.marks.iter().find(|mark| mark.is_header) else {
        let look = Look::of_file(sheet, sheet.text.len());
        return sheet.with_block(&pair(message, look));
    };
    let place = sheet.block_start(&header.span);
    let look = Look::of_file(sheet, place);
    let new_line = look.line_break;
    Splice::insert(
        place,
        format!("{}{new_line}{new_line}", pair(message, look)),
    )
}

fn pair(message: &str, look: Look) -> String {
    format!("{MESSAGES} = {}", look.list(&[message.to_owned()], ""))
}
