//! "This answer should say something else."

use super::add::question_and_answer;
use super::home::{Content, Home};
use super::sheet::{Sheet, Sheets, Value};
use super::splice::Splice;
use super::write::{Look, in_line, plain};
use super::{CannotEdit, FileChange};
use crate::faq::folder::SourceFile;
use crate::language::Language;

/// Puts question and answer in the place of those that are there; what is the same stays as it is written.
pub(super) fn rewrite(
    files: &[SourceFile],
    (id, language): (&str, Language),
    question: &str,
    answer: &str,
) -> Result<Vec<FileChange>, CannotEdit> {
    let (question, answer) = question_and_answer(question, answer)?;
    let sheets = Sheets::read(files)?;
    let (sheet, entry) = sheets.entry(id)?;
    let home = Home::of(sheet, entry, language)?;
    let old_question = home.value("question");
    let old_answer = home.value("answer");
    let mut splices = Vec::new();
    let mut missing = Vec::new();
    match old_question {
        Some(old) => splices.extend(replaced(old, &question, in_line(&question))),
        None => missing.push(("question", Content::Line(&question))),
    }
    match old_answer {
        Some(old) => {
            let look = look_of(sheet, old);
            splices.extend(replaced(old, &answer, look.answer(&answer)));
        }
        None => missing.push(("answer", Content::Lines(&answer))),
    }
    if !missing.is_empty() {
        let above = old_question.map(|old| old.span().end);
        splices.extend(home.put(&missing, above.or(home.header_end())));
    }
    if splices.is_empty() {
        return Err(CannotEdit::SameText(id.to_owned()));
    }
    Ok(vec![sheet.changed(splices)])
}

fn replaced(old: &Value<'_>, new: &str, written: String) -> Option<Splice> {
    let is_same = old.get_ref().as_str().is_some_and(|old| plain(old) == new);
    (!is_same).then(|| Splice::replace(old.span(), written))
}

fn look_of(sheet: &Sheet<'_>, old: &Value<'_>) -> Look {
    let written = sheet.text.get(old.span()).unwrap_or_default();
    Look::of_file(sheet, old.span().start).like(written)
}
