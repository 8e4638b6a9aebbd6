//! "We don't answer this any more."

use std::sync::Arc;

use super::list::List;
use super::sheet::{Form, Sheet, Sheets, below, text_of};
use super::splice::{Splice, spliced};
use super::{CannotEdit, FileChange};
use crate::faq::folder::SourceFile;

/// Takes an entry out, and all that names it.
pub(super) fn retire(files: &[SourceFile], id: &str) -> Result<Vec<FileChange>, CannotEdit> {
    Sheets::read(files)?.entry(id)?;
    repeated(files, |sheet| {
        let table = without_table(sheet, ("entry", "id"), id);
        table
            .or_else(|| without_table(sheet, ("more", "of"), id))
            .or_else(|| without_related(sheet, id))
    })
}

/// Does a step in each file until it finds nothing more to do there, and reads the file anew after each: what a list
/// looks like without one thing depends on what else has gone.
pub(super) fn repeated(
    files: &[SourceFile],
    step: impl Fn(&Sheet<'_>) -> Option<Vec<Splice>>,
) -> Result<Vec<FileChange>, CannotEdit> {
    let mut changes = Vec::new();
    for file in files {
        let mut now = file.clone();
        while let Some(splices) = step(&Sheet::read(&now)?) {
            now.text = spliced(&now.text, splices);
        }
        if now.text != file.text {
            changes.push(FileChange {
                file: Arc::clone(&file.name),
                before: Some(file.text.clone()),
                after: Some(now.text),
            });
        }
    }
    Ok(changes)
}

/// Takes the first table out that names the id at a key.
fn without_table(sheet: &Sheet<'_>, (tables, key): (&str, &str), id: &str) -> Option<Vec<Splice>> {
    let mut found = sheet.tables(tables).enumerate();
    let (position, table) = found.find(|(_, table)| text_of(table, key) == Some(id))?;
    if sheet.form(table) == Form::Header {
        return Some(sheet.without_block(table));
    }
    Some(List::of(sheet.text, sheet.value(tables)?)?.without(position))
}

/// Takes the id out of the first `related` that has it.
fn without_related(sheet: &Sheet<'_>, id: &str) -> Option<Vec<Splice>> {
    let mut related = sheet
        .tables("entry")
        .filter_map(|entry| below(entry, "related"));
    related.find_map(|related| {
        let list = List::of(sheet.text, related)?;
        let position = list.position(|other| other == id)?;
        Some(list.without(position))
    })
}
