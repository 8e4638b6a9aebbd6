//! Two members send the same question in other words; the team sees one card. Two different questions never share one.

use aftercare::assistant::Assistant;
use aftercare::faq::Library;
use aftercare::faq::folder::{SourceFile, read_folder};
use aftercare::staff::same_question;

const FAQ: &str = include_str!("../discord/faq.toml");

fn small() -> Assistant {
    let file = SourceFile {
        name: "faq.toml".into(),
        text: FAQ.to_owned(),
    };
    Assistant::learn(Library::from_files(&[file]).0, None)
}

#[track_caller]
fn check(text: &str, waiting: &[&str], expected: Option<usize>) {
    assert_eq!(same_question(&small(), text, waiting), expected, "{text}");
}

#[test]
fn the_same_words_are_one_question() {
    check("Do you sell gift cards?", &[], None);
    check(
        "do you SELL gift cards!!",
        &["where can i park", "Do you sell gift cards?"],
        Some(1),
    );
    check("qwertz?", &["asdfgh", "Qwertz!"], Some(1));
    check("🙂", &["?"], None);
    check("🙂", &["?", "🙂"], Some(1));
}

#[test]
fn other_fillers_and_what_was_taken_out_are_the_same_question() {
    check("do you open on sundays", &["are you open sundays"], Some(0));
    check(
        "hi, can i pay by card please",
        &["can i pay with card"],
        Some(0),
    );
    check(
        "[name] asks: do you sell gift cards",
        &["asks: do you sell gift cards [link]"],
        Some(0),
    );
}

#[test]
fn of_several_the_nearest_is_it() {
    check(
        "is there parking at the clinic",
        &[
            "do you have parking at your clinic",
            "is there parking near the clinic",
        ],
        Some(1),
    );
}

#[test]
fn other_questions_stay_apart() {
    for (text, other) in [
        ("can i bring my dog", "can i bring my baby"),
        (
            "how much is a 60 minute massage",
            "how much is a 90 minute massage",
        ),
        (
            "can i eat a big meal before a massage",
            "can i eat a big meal after a massage",
        ),
        ("can i come while i am ill", "can i not come while i am ill"),
        ("how much is a massage", "how long is a massage"),
        ("can i massage my therapist", "my therapist"),
        ("qwertz", "asdfgh"),
    ] {
        check(text, &[other], None);
        check(other, &[text], None);
    }
}

#[test]
fn of_the_shipped_tests_no_two_entries_share_a_card() {
    let (files, _) = read_folder("faq".as_ref()).expect("the shipped FAQ");
    let library = Library::from_files(&files).0;
    let entries = library.entries.iter();
    let entries = entries.map(|entry| (&entry.id.value, &entry.tests));
    let topics = library.topics.iter();
    let topics = topics.map(|topic| (&topic.id.value, &topic.tests));
    let tests = entries.chain(topics).flat_map(|(owner, tests)| {
        let texts = tests.should_match.iter();
        texts.map(move |text| (owner, text.value.as_str()))
    });
    let tests: Vec<_> = tests.collect();
    assert!(tests.len() > 40, "{}", tests.len());
    let assistant = Assistant::learn(library.clone(), None);
    for (entry, text) in &tests {
        let others = tests.iter().filter(|(other, _)| other != entry);
        let others: Vec<&str> = others.map(|(_, text)| *text).collect();
        let found = same_question(&assistant, text, &others);
        assert_eq!(found.map(|place| others[place]), None, "{text}");
    }
}
