//! The shipped folder, edited.

use std::path::Path;

use super::*;
use crate::faq::Library;
use crate::faq::folder::read_folder;

/// The shipped files but for the long lists of danger, which have nothing to do with entries and take their time.
fn shipped() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("faq");
    let (mut files, problems) = read_folder(&folder).expect("the shipped folder");
    assert_eq!(problems, []);
    files.retain(|file| file.text.len() < 100_000);
    files
}

/// The entry's lines in its file, from its header to the next one's, as the number of the first and that after the last.
fn lines_of(text: &str, id: &str) -> Option<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let heads = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| **line == "[[entry]]");
    let heads: Vec<usize> = heads.map(|(number, _)| number).collect();
    let own = format!("id = \"{id}\"");
    let position = heads.iter().position(|&head| lines[head + 1] == own)?;
    Some((
        heads[position],
        heads.get(position + 1).copied().unwrap_or(lines.len()),
    ))
}

/// The lines outside of the entry are what they were, before it and after it.
#[track_caller]
fn check_only_own_lines(files: &[SourceFile], id: &str, change: &Change) {
    let changes = edit(files, change).expect("a change");
    let [change] = changes.as_slice() else {
        panic!("one file has the entry");
    };
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let (before, after) = (before.expect("a text"), after.expect("a text"));
    let around = |text: &str| -> (Vec<String>, Vec<String>) {
        let (start, end) = lines_of(text, id).expect("the entry");
        let lines = || text.split_inclusive('\n').map(str::to_owned);
        (lines().take(start).collect(), lines().skip(end).collect())
    };
    assert_ne!(before, after);
    assert_eq!(around(before), around(after));
}

#[test]
fn a_change_of_an_entry_changes_only_its_lines() {
    let files = shipped();
    let (library, _) = Library::from_files(&files);
    assert_eq!(library.entries.len(), 11);
    for entry in &library.entries {
        let id = entry.id.value.as_str();
        for language in [Language::English, Language::Spanish, Language::German] {
            let wording = rewrite(
                id,
                language,
                "A new question?",
                "A new answer.\n\nOf two lines.",
            );
            check_only_own_lines(&files, id, &wording);
            check_only_own_lines(&files, id, &teach(id, language, &["a wholly new phrasing"]));
        }
        let taught = after(
            &files,
            &teach(id, Language::English, &["a wholly new phrasing"]),
        );
        assert!(
            after(&taught, &unteach(id, &["A wholly new phrasing?"])) == files,
            "{id}"
        );
    }
}

#[test]
fn a_retired_entry_takes_only_its_lines_and_its_name_along() {
    let files = shipped();
    let (library, _) = Library::from_files(&files);
    for entry in &library.entries {
        let id = entry.id.value.as_str();
        let retired = after(&files, &retire(id));
        for (before, after) in files.iter().zip(&retired) {
            let without_name = |line: &str| {
                let is_concerned = line.starts_with("related = ");
                let plain = line
                    .replace(&format!("\"{id}\", "), "")
                    .replace(&format!(", \"{id}\""), "");
                if is_concerned { plain } else { line.to_owned() }
            };
            let own = lines_of(&before.text, id).unwrap_or_default();
            let is_more = before.text.contains(&format!("of = \"{id}\""));
            let lines = before.text.split_inclusive('\n').enumerate();
            let kept = lines.filter(|(number, _)| !(own.0..own.1).contains(number));
            let mut kept: String = kept.map(|(_, line)| without_name(line)).collect();
            if is_more {
                let first = before.text.split_inclusive('\n').next();
                kept = first.unwrap_or_default().to_owned();
            }
            // The last entry of a file takes the blank line above it along.
            assert_eq!(
                after.text,
                kept.trim_end().to_owned() + "\n",
                "{} without {id}",
                before.name
            );
        }
        let (left, problems) = Library::from_files(&retired);
        assert_eq!(left.entries.len(), library.entries.len() - 1);
        let new: Vec<String> = problems.iter().map(crate::faq::Problem::message).collect();
        let old: Vec<String> = Library::from_files(&files)
            .1
            .iter()
            .map(crate::faq::Problem::message)
            .collect();
        assert_eq!(new, old, "without {id}");
    }
}
