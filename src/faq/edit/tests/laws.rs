//! What holds for any text in any layout.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::layouts::{Said, hostile, layout, said};
use super::*;
use crate::faq::Id;
use crate::faq::edit::BACKGROUND_FILE;
use crate::faq::edit::home::key_of;
use crate::faq::edit::id_for;
use crate::faq::edit::teach::words;
use crate::faq::edit::write::plain;

const LANGUAGES: [Language; 4] = [
    Language::English,
    Language::Spanish,
    Language::French,
    Language::German,
];

/// The file under its name, which is also that of the background.
fn folder(text: &str) -> Vec<SourceFile> {
    vec![file(BACKGROUND_FILE, text)]
}

/// All bytes of the one are in the other, in order.
fn is_kept(before: &str, after: &str) -> bool {
    let mut after = after.bytes();
    before.bytes().all(|byte| after.any(|other| other == byte))
}

/// Every line of the one that isn't `concerned` is in the other, in order.
fn keeps_lines(before: &str, after: &str, concerned: impl Fn(&str) -> bool) -> bool {
    let mut after = after.lines();
    let mut lines = before.lines().filter(|line| !concerned(line));
    lines.all(|line| after.any(|other| other == line))
}

/// Whether the text has all the habits of the other: its mark, its line ends, its last line end.
fn has_habits(before: &str, after: &str) -> bool {
    let has_lf = |text: &str| text.matches('\n').count() > text.matches("\r\n").count();
    let is_crlf = before.contains("\r\n") && !has_lf(before);
    before.starts_with('\u{feff}') == after.starts_with('\u{feff}')
        && (!is_crlf || !has_lf(after))
        && (before.contains("\r\n") || !after.contains('\r'))
        && before.ends_with('\n') == after.ends_with('\n')
}

/// Whether the entry has a list of phrasings in a language.
fn has_list(text: &str, language: Language) -> bool {
    let file: toml::Table = text.trim_start_matches('\u{feff}').parse().expect("TOML");
    let entries = file["entry"].as_array().expect("entries");
    let mut entries = entries
        .iter()
        .filter(|entry| entry["id"].as_str() == Some("crying"));
    let entry = entries.next().expect("the entry");
    if language == Language::English {
        return entry.get("phrasings").is_some();
    }
    let translated = entry
        .get("in")
        .and_then(|languages| languages.get(key_of(language)));
    translated.is_some_and(|translation| translation.get("phrasings").is_some())
}

/// The phrasings that the entry is not taught yet, as they are meant, each once.
fn new_to(before: &Said, texts: &[String]) -> Vec<String> {
    let entry = before
        .entries
        .iter()
        .find(|entry| entry.id == "crying")
        .expect("the entry");
    let questions = entry
        .wordings
        .iter()
        .map(|(_, question, _)| words(question));
    let mut known: Vec<String> = questions
        .chain(entry.phrasings.iter().map(|(_, text)| words(text)))
        .collect();
    let texts = texts
        .iter()
        .map(|text| plain(text))
        .filter(|text| !text.is_empty());
    texts
        .filter(|text| {
            let is_new = !known.contains(&words(text));
            known.push(words(text));
            is_new
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_taught_is_read_and_nothing_else_changes(
        text in layout(),
        language in select(&LANGUAGES),
        phrasings in vec(hostile(), 1..4),
    ) {
        let files = folder(&text);
        let mut expected = said(&files);
        let new = new_to(&expected, &phrasings);
        let change = Change::Teach { id: "crying".to_owned(), language, phrasings };
        if new.is_empty() {
            prop_assert!(edit(&files, &change).is_err());
            return Ok(());
        }
        let taught = after(&files, &change);
        let entry = expected.entry("crying");
        entry.phrasings.extend(new.iter().map(|text| (language, text.clone())));
        entry.phrasings.sort();
        prop_assert_eq!(said(&taught), expected);
        prop_assert!(is_kept(&text, &taught[0].text), "{}", taught[0].text);
        prop_assert!(has_habits(&text, &taught[0].text), "{:?}", taught[0].text);
        let back = after(&taught, &Change::Unteach { id: "crying".to_owned(), phrasings: new });
        if has_list(&text, language) {
            prop_assert_eq!(back, files);
        } else {
            // A list that had to be made stays, empty.
            prop_assert!(is_kept(&text, &back[0].text));
            prop_assert_eq!(said(&back), said(&files));
        }
    }

    #[test]
    fn a_wording_is_read_as_it_was_meant_and_nothing_else_changes(
        text in layout(),
        language in select(&LANGUAGES),
        question in hostile(),
        answer in hostile(),
    ) {
        let files = folder(&text);
        let mut expected = said(&files);
        let wording = (language, plain(&question), plain(&answer));
        let change = rewrite("crying", language, &question, &answer);
        if wording.1.is_empty() || wording.2.is_empty() || wording.1.len() > 256 {
            return Ok(());
        }
        let rewritten = after(&files, &change);
        let entry = expected.entry("crying");
        entry.wordings.retain(|(other, _, _)| *other != language);
        entry.wordings.push(wording);
        entry.wordings.sort();
        prop_assert_eq!(said(&rewritten), expected);
        prop_assert!(has_habits(&text, &rewritten[0].text), "{:?}", rewritten[0].text);
        let concerned = |line: &str| {
            let values = ["question", "answer", "Yes.", "# 'Always'", "[[entry]]\"\"\"", "Always. \"\"\"", "Sí", "Mucho", "in = {"];
            values.iter().any(|value| line.contains(value)) || line.is_empty()
        };
        prop_assert!(keeps_lines(&text, &rewritten[0].text, concerned), "{}", rewritten[0].text);
        prop_assert_eq!(edit(&rewritten, &change), Err(CannotEdit::SameText("crying".to_owned())));
    }

    #[test]
    fn an_added_entry_is_read_and_retiring_it_leaves_no_byte(
        text in layout(),
        question in hostile(),
        answer in hostile(),
        phrasings in vec(hostile(), 0..3),
    ) {
        let files = folder(&text);
        let (wanted, meant) = (plain(&question), plain(&answer));
        if wanted.is_empty() || meant.is_empty() || wanted.len() > 256 {
            return Ok(());
        }
        let id = id_for(&question, |id| ["crying", "other", "fever"].contains(&id)).to_string();
        let phrasings: Vec<&str> = phrasings.iter().map(String::as_str).collect();
        let added = after(&files, &add(BACKGROUND_FILE, &id, (&question, &answer), &phrasings));
        let mut now = said(&added);
        prop_assert_eq!(&now.entry(&id).wordings, &[(Language::English, wanted, meant)]);
        now.entries.retain(|entry| entry.id != id);
        prop_assert_eq!(now, said(&files));
        prop_assert!(is_kept(&text, &added[0].text));
        prop_assert!(has_habits(&text, &added[0].text), "{:?}", added[0].text);
        prop_assert_eq!(after(&added, &retire(&id)), files);
    }

    #[test]
    fn a_retired_entry_goes_and_nothing_else(text in layout(), ids in select(&[["crying", "other"], ["other", "crying"]])) {
        let mut files = folder(&text);
        for id in ids {
            let mut expected = said(&files);
            if !expected.entries.iter().any(|entry| entry.id == id) {
                continue;
            }
            let retired = after(&files, &retire(id));
            expected.entries.retain(|entry| entry.id != id);
            for entry in &mut expected.entries {
                entry.related.retain(|other| other != id);
            }
            let now = said(&retired);
            // Retiring may end problems, and makes none.
            expected.problems = now.problems.min(expected.problems);
            prop_assert_eq!(now, expected);
            prop_assert!(is_kept(&retired[0].text, &files[0].text));
            files = retired;
        }
        prop_assert_eq!(text.contains("# The file."), files[0].text.contains("# The file."));
        prop_assert_eq!(text.contains("---- section ----"), files[0].text.contains("---- section ----"));
        prop_assert_eq!(text.contains("fever"), files[0].text.contains("fever"));
    }

    #[test]
    fn background_is_read_and_nothing_else_changes(text in layout(), message in hostile()) {
        let files = folder(&text);
        let mut expected = said(&files);
        let meant = plain(&message);
        let is_known = expected.background.iter().any(|text| words(text) == words(&meant));
        if meant.is_empty() || is_known {
            prop_assert!(edit(&files, &background(&message)).is_err());
            return Ok(());
        }
        let now = after(&files, &background(&message));
        expected.background.push(meant);
        prop_assert_eq!(said(&now), expected);
        prop_assert!(is_kept(&text, &now[0].text));
        prop_assert!(has_habits(&text, &now[0].text), "{:?}", now[0].text);
    }

    #[test]
    fn any_text_is_changed_or_refused(text in hostile(), wanted in hostile()) {
        let files = folder(&text);
        let changes = [
            teach(&wanted, Language::English, &[&wanted]),
            unteach(&wanted, &[&wanted]),
            retire(&wanted),
            background(&wanted),
            add(&wanted, "id", (&wanted, &wanted), &[]),
            add(BACKGROUND_FILE, "id", (&wanted, &wanted), &[]),
            Change::Import { files: vec![(wanted.clone(), text.clone())] },
        ];
        for change in changes {
            match edit(&files, &change) {
                Ok(changes) => prop_assert!(changes.iter().all(|change| change.before != change.after)),
                Err(why) => prop_assert!(!why.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn an_id_is_made_for_any_question(question in hostile(), count in 0..5_usize) {
        let mut taken: Vec<String> = Vec::new();
        for _ in 0..=count {
            let id = id_for(&question, |id| taken.iter().any(|other| other == id));
            prop_assert!(Id::new(id.as_str()) == Some(id.clone()) && id.as_str().len() <= 40);
            prop_assert!(!taken.contains(&id.to_string()));
            taken.push(id.to_string());
        }
    }
}

#[test]
fn an_id_is_made_of_telling_words() {
    let id =
        |question: &str| id_for(question, |id| id == "question" || id == "how-often").to_string();
    assert_eq!(
        id("Is it normal to cry during a massage therapy session?"),
        "normal-cry-massage-therapy"
    );
    assert_eq!(id("How often?"), "often");
    assert_eq!(id("Why is it so?"), "why-is-it-so");
    assert_eq!(id("Можно с собакой?"), "question-2");
    assert_eq!(id("Übergröße, où ça?"), "ou-ca");
    let long = format!("{} {}", "wxyz".repeat(15), "ab".repeat(20));
    assert_eq!(id(&long), "ab".repeat(20));
    let taken = |id: &str| id == "ab".repeat(20);
    assert_eq!(
        id_for(&long, taken).as_str(),
        format!("{}-2", "ab".repeat(19))
    );
}
