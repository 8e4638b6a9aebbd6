//! What holds for any text whatever.

use std::sync::OnceLock;

use aftercare::assistant::{Assistant, Decision, Heard, Question};
use aftercare::faq::Library;
use aftercare::faq::folder::SourceFile;
use aftercare::faq::parse::parse_file;
use aftercare::reply::Voice;
use aftercare::settings::Clinic;
use proptest::prelude::*;

use crate::program::{SMALL_FAQ, SPECIAL_PARTS};

fn library(files: &[&str]) -> Library {
    let files: Vec<SourceFile> = files
        .iter()
        .enumerate()
        .map(|(i, text)| SourceFile {
            name: format!("{i}.toml").into(),
            text: (*text).to_owned(),
        })
        .collect();
    Library::from_files(&files).0
}

fn small() -> &'static Assistant {
    static SMALL: OnceLock<Assistant> = OnceLock::new();
    SMALL.get_or_init(|| Assistant::learn(library(&[SMALL_FAQ, SPECIAL_PARTS]), None))
}

fn addressed(text: &str) -> Question<'_> {
    Question {
        text,
        heard: Heard::Addressed,
    }
}

proptest! {
    #[test]
    fn any_text_gets_a_decision_with_sane_numbers(text in any::<String>(), overheard in any::<bool>()) {
        let heard = if overheard { Heard::Overheard } else { Heard::Addressed };
        let outcome = small().decide(Question { text: &text, heard });
        prop_assert!((0.0..=1.0).contains(&outcome.confidence));
        for candidate in &outcome.candidates {
            prop_assert!((0.0..=1.0).contains(&candidate.confidence));
        }
        let voice = Voice { library: small().library(), clinic: &Clinic::default(), language: outcome.language, today: aftercare::clock::today() };
        let reply = voice.reply(&outcome);
        prop_assert_eq!(reply.is_none(), outcome.decision == Decision::StaySilent);
        prop_assert!(!overheard || matches!(
            outcome.decision,
            Decision::Answer(_) | Decision::Crisis(_) | Decision::StaySilent
        ));
    }

    #[test]
    fn words_that_always_mean_danger_are_found_in_any_text(before in any::<String>(), after in any::<String>()) {
        let text = format!("{before} end my life {after}");
        let decision = small().decide(addressed(&text)).decision;
        // A URL or an open `<` may swallow what follows it, so only texts without either are promised.
        let hides = ["http", "www.", "discord.gg/", "<"].iter().any(|start| before.to_lowercase().contains(start));
        prop_assert!(hides || matches!(decision, Decision::Crisis(_)), "{:?}", decision);
    }

    #[test]
    fn any_file_is_read_or_refused_with_places_inside_it(text in any::<String>()) {
        for problem in parse_file("any.toml", &text).1 {
            prop_assert!(problem.place.span.end <= text.len());
            prop_assert!(!problem.message().is_empty() && !problem.help().is_empty());
        }
    }
}

#[test]
fn what_staff_wrote_down_is_what_it_is() {
    let library = small().library();
    for entry in &library.entries {
        for text in std::iter::once(&entry.question).chain(&entry.phrasings) {
            let decision = small().decide(addressed(&text.value)).decision;
            assert_eq!(
                decision,
                Decision::Answer(entry.id.value.clone()),
                "{}",
                text.value
            );
        }
    }
    for text in &library.background {
        assert_eq!(
            small().decide(addressed(&text.value)).decision,
            Decision::NoAnswer,
            "{}",
            text.value
        );
    }
    for text in library.topics.iter().flat_map(|topic| &topic.phrasings) {
        assert!(
            matches!(
                small().decide(addressed(&text.value)).decision,
                Decision::Refer(_)
            ),
            "{}",
            text.value
        );
    }
    for text in library.kinds.iter().flat_map(|kind| &kind.phrasings) {
        assert!(
            matches!(
                small().decide(addressed(&text.value)).decision,
                Decision::Crisis(_)
            ),
            "{}",
            text.value
        );
    }
}

#[test]
fn learning_twice_decides_the_same() {
    let again = Assistant::learn(library(&[SMALL_FAQ, SPECIAL_PARTS]), None);
    for text in ["i cried", "how often", "a fever", "", "tip"] {
        assert_eq!(
            small().decide(addressed(text)),
            again.decide(addressed(text))
        );
    }
}

#[test]
fn the_order_of_the_files_does_not_change_the_decision() {
    let turned = Assistant::learn(library(&[SPECIAL_PARTS, SMALL_FAQ]), None);
    for text in [
        "i cried on the table",
        "how often should i book",
        "i have a fever",
        "friday",
        "end my life",
    ] {
        let (one, other) = (
            small().decide(addressed(text)),
            turned.decide(addressed(text)),
        );
        assert_eq!(one.decision, other.decision, "{text}");
    }
}

#[test]
fn very_long_and_empty_texts_are_ordinary_input() {
    for text in [
        String::new(),
        "\n".repeat(100_000),
        "please ".repeat(100_000),
        "<".repeat(50_000),
        "a. ".repeat(100_000),
    ] {
        assert!(!matches!(
            small().decide(addressed(&text)).decision,
            Decision::Answer(_)
        ));
    }
    let buried = format!(
        "{} I want to end my life. {}",
        "filler ".repeat(20_000),
        "more ".repeat(20_000)
    );
    assert!(matches!(
        small().decide(addressed(&buried)).decision,
        Decision::Crisis(_)
    ));
}

#[test]
fn an_faq_of_nothing_answers_nothing() {
    let nothing = Assistant::learn(Library::default(), None);
    assert_eq!(
        nothing.decide(addressed("is it normal to cry")).decision,
        Decision::NoAnswer
    );
}
