//! "Here is a question that the FAQ doesn't answer yet, and its answer."

use std::collections::HashSet;

use super::import::check_name;
use super::sheet::Sheets;
use super::teach::words;
use super::write::{Look, in_line, plain, plain_all};
use super::{CannotEdit, FileChange, NewEntry};
use crate::faq::entry::Id;
use crate::faq::folder::SourceFile;

/// What a file that is made here begins with.
const FIRST_LINE: &str = "# Answers that the team wrote in Discord. They can be changed there, or here: README.md says how.";

/// Writes an entry at the end of a file.
pub(super) fn add(
    files: &[SourceFile],
    file: &str,
    entry: &NewEntry,
) -> Result<Vec<FileChange>, CannotEdit> {
    check_name(file)?;
    let sheets = Sheets::read(files)?;
    if Id::new(&entry.id).is_none() {
        return Err(CannotEdit::BadId(entry.id.clone()));
    }
    if let Some(owner) = sheets.owner(&entry.id) {
        return Err(CannotEdit::IdTaken {
            id: entry.id.clone(),
            file: owner.name.to_string(),
        });
    }
    let change = match sheets.0.iter().find(|sheet| **sheet.name == *file) {
        Some(sheet) => {
            let block = block(entry, Look::of_file(sheet, sheet.text.len()))?;
            sheet.changed(vec![sheet.with_block(&block)])
        }
        None => FileChange {
            file: file.into(),
            before: None,
            after: Some(format!("{FIRST_LINE}\n\n{}\n", block(entry, Look::NEW)?)),
        },
    };
    Ok(vec![change])
}

fn block(entry: &NewEntry, look: Look) -> Result<String, CannotEdit> {
    let (question, answer) = question_and_answer(&entry.question, &entry.answer)?;
    let mut lines = vec![
        "[[entry]]".to_owned(),
        format!("id = {}", in_line(&entry.id)),
        format!("question = {}", in_line(&question)),
    ];
    let mut known = HashSet::from([words(&question)]);
    let phrasings: Vec<String> = plain_all(&entry.phrasings)
        .filter(|text| known.insert(words(text)))
        .collect();
    if !phrasings.is_empty() {
        lines.push(format!("phrasings = {}", look.list(&phrasings, "")));
    }
    lines.push(format!("answer = {}", look.answer(&answer)));
    Ok(lines.join(look.line_break))
}

/// Both as they are meant; neither may be empty.
pub(super) fn question_and_answer(
    question: &str,
    answer: &str,
) -> Result<(String, String), CannotEdit> {
    let (question, answer) = (plain(question), plain(answer));
    if question.is_empty() {
        return Err(CannotEdit::Empty("question"));
    }
    if answer.is_empty() {
        return Err(CannotEdit::Empty("answer"));
    }
    Ok((question, answer))
}
