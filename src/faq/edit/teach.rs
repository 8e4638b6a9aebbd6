//! "People also ask it like this", and "no, that is not this question".

use std::collections::HashSet;

use super::home::{Content, Home, key_of};
use super::list::List;
use super::retire::repeated;
use super::sheet::{Sheet, Sheets, Value, below, text_of};
use super::write::{each_in_line, plain_all};
use super::{CannotEdit, FileChange};
use crate::faq::folder::SourceFile;
use crate::language::Language;
use crate::matching::normalize::normalize;

const PHRASINGS: &str = "phrasings";

/// Adds the ways of asking that the entry doesn't know.
pub(super) fn teach(
    files: &[SourceFile],
    (id, language): (&str, Language),
    phrasings: &[String],
) -> Result<Vec<FileChange>, CannotEdit> {
    let sheets = Sheets::read(files)?;
    let (sheet, entry) = sheets.entry(id)?;
    let wanted = wanted(phrasings)?;
    let known = sheets.0.iter().flat_map(|sheet| lessons(sheet, id));
    let mut known: HashSet<String> = known.map(words).collect();
    let new: Vec<String> = wanted
        .into_iter()
        .filter(|text| known.insert(words(text)))
        .collect();
    if new.is_empty() {
        return Err(CannotEdit::AlreadyTaught(id.to_owned()));
    }
    let home = Home::of(sheet, entry, language)?;
    let splices = match home.value(PHRASINGS) {
        Some(value) => List::of(sheet.text, value)
            .ok_or_else(|| sheet.not_a_list(PHRASINGS, value))?
            .with(&each_in_line(&new)),
        None => home.put(&[(PHRASINGS, Content::List(&new))], None),
    };
    Ok(vec![sheet.changed(splices)])
}

/// Takes ways of asking out of all lists that teach the entry.
pub(super) fn unteach(
    files: &[SourceFile],
    id: &str,
    phrasings: &[String],
) -> Result<Vec<FileChange>, CannotEdit> {
    Sheets::read(files)?.entry(id)?;
    let wanted: HashSet<String> = wanted(phrasings)?.iter().map(|text| words(text)).collect();
    let changes = repeated(files, |sheet| {
        let lists = lists(sheet, id).into_iter();
        lists
            .filter_map(|list| List::of(sheet.text, list))
            .find_map(|list| {
                let position = list.position(|text| wanted.contains(&words(text)))?;
                Some(list.without(position))
            })
    })?;
    if changes.is_empty() {
        return Err(CannotEdit::NotTaught(id.to_owned()));
    }
    Ok(changes)
}

/// What a text teaches: two that have the same words are one to the matcher. A text without words (😭) is what it is.
pub(super) fn words(text: &str) -> String {
    let words = normalize(text);
    if words.is_empty() {
        text.trim().to_owned()
    } else {
        words
    }
}

fn wanted(phrasings: &[String]) -> Result<Vec<String>, CannotEdit> {
    let wanted: Vec<String> = plain_all(phrasings).collect();
    if wanted.is_empty() {
        return Err(CannotEdit::Empty("way of asking"));
    }
    Ok(wanted)
}

/// Every text in a file that teaches an entry: questions and phrasings in all languages, and more of them.
fn lessons<'a>(sheet: &'a Sheet<'_>, id: &str) -> Vec<&'a str> {
    let lists = lists(sheet, id).into_iter();
    let phrasings = lists
        .filter_map(|list| List::of(sheet.text, list))
        .flat_map(|list| {
            let texts: Vec<&str> = list.texts().collect();
            texts
        });
    let questions = tables(sheet, id)
        .into_iter()
        .filter_map(|table| text_of(table, "question"));
    questions.chain(phrasings).collect()
}

/// The lists of phrasings in a file that teach an entry.
fn lists<'a, 't>(sheet: &'a Sheet<'t>, id: &str) -> Vec<&'a Value<'t>> {
    let tables = tables(sheet, id).into_iter();
    tables.filter_map(|table| below(table, PHRASINGS)).collect()
}

/// The tables in a file that teach an entry: itself, its languages, and more of it.
fn tables<'a, 't>(sheet: &'a Sheet<'t>, id: &str) -> Vec<&'a Value<'t>> {
    let languages = [
        Language::Spanish,
        Language::French,
        Language::German,
        Language::Portuguese,
    ];
    let mut tables = Vec::new();
    for entry in sheet
        .tables("entry")
        .filter(|entry| text_of(entry, "id") == Some(id))
    {
        tables.push(entry);
        let translated = below(entry, "in").into_iter();
        let of_language = |table| {
            languages
                .into_iter()
                .filter_map(move |l| below(table, key_of(l)))
        };
        tables.extend(translated.flat_map(of_language));
    }
    tables.extend(
        sheet
            .tables("more")
            .filter(|more| text_of(more, "of") == Some(id)),
    );
    tables
}
