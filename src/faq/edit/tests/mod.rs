//! Examples of each change, laws for all texts and layouts, and the shipped folder.

mod examples;
mod laws;
mod layouts;
mod lists;
mod refusals;
mod shipped;

use std::sync::Arc;

use super::{CannotEdit, Change, FileChange, NewEntry, applied, edit};
use crate::faq::folder::SourceFile;
use crate::language::Language;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile {
        name: Arc::from(name),
        text: text.to_owned(),
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn teach(id: &str, language: Language, phrasings: &[&str]) -> Change {
    Change::Teach {
        id: id.to_owned(),
        language,
        phrasings: strings(phrasings),
    }
}

fn unteach(id: &str, phrasings: &[&str]) -> Change {
    Change::Unteach {
        id: id.to_owned(),
        phrasings: strings(phrasings),
    }
}

fn rewrite(id: &str, language: Language, question: &str, answer: &str) -> Change {
    Change::Rewrite {
        id: id.to_owned(),
        language,
        question: question.to_owned(),
        answer: answer.to_owned(),
    }
}

fn retire(id: &str) -> Change {
    Change::Retire { id: id.to_owned() }
}

fn background(message: &str) -> Change {
    Change::Background {
        message: message.to_owned(),
    }
}

fn add(file: &str, id: &str, (question, answer): (&str, &str), phrasings: &[&str]) -> Change {
    Change::Add {
        file: file.to_owned(),
        entry: NewEntry {
            id: id.to_owned(),
            question: question.to_owned(),
            answer: answer.to_owned(),
            phrasings: strings(phrasings),
        },
    }
}

/// The files after a change that can be made.
#[track_caller]
fn after(files: &[SourceFile], change: &Change) -> Vec<SourceFile> {
    match edit(files, change) {
        Ok(changes) => applied(files, &changes),
        Err(why) => panic!("{why}: {change:?}\n{}", files[0].text),
    }
}

/// The lines that go (-) and come (+) in each file; a carriage return is shown as ␍.
fn difference(changes: &[FileChange]) -> String {
    let lines = |text: &Option<String>| -> Vec<String> {
        let text = text.as_deref().unwrap_or_default();
        text.split('\n')
            .map(|line| line.replace('\r', "␍"))
            .collect()
    };
    let shown = changes.iter().map(|change| {
        let differing = differing(&lines(&change.before), &lines(&change.after));
        format!("{}:\n{differing}", change.file)
    });
    shown.collect()
}

/// By the longest common subsequence, from the end.
fn differing(before: &[String], after: &[String]) -> String {
    let mut common = vec![vec![0; after.len() + 1]; before.len() + 1];
    for (i, old) in before.iter().enumerate().rev() {
        for (j, new) in after.iter().enumerate().rev() {
            common[i][j] = if old == new {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut shown = Vec::new();
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || (i < before.len() && common[i + 1][j] >= common[i][j + 1]) {
            shown.push(format!("-{}\n", before[i]));
            i += 1;
        } else {
            shown.push(format!("+{}\n", after[j]));
            j += 1;
        }
    }
    shown.concat()
}
