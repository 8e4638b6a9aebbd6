//! What becomes of a whole article.

use expect_test::{Expect, expect};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use proptest::strategy::{Just, Strategy as _};
use regex::Regex;
use toml::value::Date;

use super::write::{LEFT_OUT, LEFT_OUT_LINE};
use super::{Draft, NoArticle, Why};
use crate::faq::folder::SourceFile;
use crate::faq::parse::parse_file;
use crate::faq::{Library, Severity};

const TODAY: Date = Date {
    year: 2028,
    month: 2,
    day: 29,
};

const ARTICLE: &str = "\
# Hot stones, explained

By clicking on, you agree to our use of cookies.

Warm stones have been used for a long time. This page tells \"how\".

## What is a hot stone massage?

The therapist lays warm, smooth stones on your back.
They may also hold one in each hand.

## How to get ready

A few things help:

1. Eat lightly before you come.
2. Tell us what you take.
3. Book now and get 20% off!

Leave rings at home.

## Gallery

![stones](stones.jpg)

Q: Do the stones hurt?
A: No. Say so at once if one feels too hot.

Q: Who pays?

In conclusion, warmth does many people good.

Related posts
";

fn made(article: &str) -> Draft {
    Draft::of(article).expect("an article")
}

#[test]
fn a_small_article_becomes_a_draft() {
    let expected: Expect = expect![[r#"
        # A draft that was made of an article on 2028-02-29. Nothing in this file is used yet.
        # To finish it:
        #   1. Lines with CHECK wait for your decision.
        #   2. Read each answer against the article, and change it where it needs that. Word what it claims about health as what the
        #      article says ("the article says that …"). No medical advice, no promises.
        #   3. Add phrasings: ways in which people really ask, in the end 40 or more for each entry.
        #   4. Look through what was left out, at the end of this file. Copy what is worth it into an answer, delete the rest.
        #   5. Let `aftercare check` tell you what is wrong. When nothing is, delete the line `draft = true`.

        draft = true

        [article]
        title = "Hot stones, explained"   # shown under each answer
        reviewed_on = 2028-02-29   # CHECK: nobody has reviewed it yet; write the day on which you did
        review_by = 2029-02-28     # CHECK: the day by which somebody should read it again

        [[entry]]
        id = "hot-stone-massage"   # CHECK: a short name; later it must not change
        question = "What is a hot stone massage?"
        phrasings = [   # CHECK: add ways in which people ask this, one a line
        ]
        answer = """
        The therapist lays warm, smooth stones on your back.
        They may also hold one in each hand."""

        [[entry]]
        id = "how-get-ready"   # CHECK: a short name; later it must not change
        question = "How to get ready?"   # CHECK: proposed, since the article's heading is no question; ask as a member would
        phrasings = [   # CHECK: add ways in which people ask this, one a line
          "How to get ready",   # the article's heading
        ]
        answer = """
        A few things help:

        1. Eat lightly before you come.
        2. Tell us what you take.

        Leave rings at home."""

        [[entry]]
        id = "stones-hurt"   # CHECK: a short name; later it must not change
        question = "Do the stones hurt?"
        phrasings = [   # CHECK: add ways in which people ask this, one a line
        ]
        answer = """No. Say so at once if one feels too hot."""

        # ----------------------------------------------------------------------------------------------
        # LEFT OUT: no entry has this.

        # It introduces the article:
        #| Warm stones have been used for a long time. This page tells "how".

        # There is no text below this heading:
        #| Gallery
        #| Who pays?

        # It leads to other pages:
        #| ![stones](stones.jpg)
        #| Related posts

        # It sums the article up:
        #| In conclusion, warmth does many people good.

        # ----------------------------------------------------------------------------------------------
        # LOOKS LIKE ADVERTISING, or like what else a page carries. It should not get into an answer.

        # It has a notice of the page (cookies, rights, terms):
        #| By clicking on, you agree to our use of cookies.

        # It has a call to buy, book or call now:
        #| 3. Book now and get 20% off!
    "#]];
    expected.assert_eq(&made(ARTICLE).to_toml(TODAY));
}

#[test]
fn where_there_is_nothing_to_ask_there_is_no_draft() {
    for (article, expected) in [
        ("", NoArticle::Empty),
        (" \n\u{a0}\r\n\t", NoArticle::Empty),
        ("All of it in one paragraph.", NoArticle::NothingToAsk),
        (
            "A title\n\nAnd its text, and no more.",
            NoArticle::NothingToAsk,
        ),
        ("***", NoArticle::NothingToAsk),
    ] {
        assert_eq!(Draft::of(article), Err(expected), "{article:?}");
    }
}

#[test]
fn an_answer_ends_where_discords_limit_is() {
    let long = "word ".repeat(700);
    let article = format!(
        "Why?\n\n{long}\n\n{long}\n\nShort.\n\n{}",
        "x".repeat(4_001)
    );
    let draft = made(&article);
    assert_eq!(
        draft.entries[0].answer,
        format!("{}\n\nShort.", long.trim_end())
    );
    let left_out: Vec<_> = draft.left_out.iter().map(|left_out| left_out.why).collect();
    assert_eq!(left_out, [Why::TooLong, Why::TooLong]);
    let too_long = format!("Q: {}?\nA: Yes.\n\nQ: And now?\nA: No.", "x".repeat(256));
    let draft = made(&too_long);
    assert_eq!(draft.entries.len(), 1);
    assert_eq!(draft.left_out[0].why, Why::QuestionTooLong);
    assert_eq!(draft.left_out[1].why, Why::BelowLeftOut);
}

/// Lines of the article's in the file: those of its values, but for what the draft proposes, and those of the comments that list
/// what was left out.
fn lines_of(file: &str) -> Vec<String> {
    let (values, left_out) = file.split_once(LEFT_OUT).unwrap_or((file, ""));
    let table: toml::Table = values.parse().expect("TOML");
    let mut lines = Vec::new();
    let title = table["article"]["title"].as_str().expect("a title");
    if title != "Title of the article" {
        lines.push(title.to_owned());
    }
    for entry in table["entry"].as_array().expect("entries") {
        let phrasings = entry["phrasings"].as_array().expect("a list");
        // A heading that is a phrasing was no question, and then the question is ours.
        match phrasings.first() {
            Some(heading) => lines.push(heading.as_str().expect("text").to_owned()),
            None => lines.push(entry["question"].as_str().expect("text").to_owned()),
        }
        let answer = entry["answer"].as_str().expect("text");
        lines.extend(answer.lines().map(str::to_owned));
    }
    let listed = left_out
        .lines()
        .filter_map(|line| line.strip_prefix(LEFT_OUT_LINE));
    lines.extend(listed.map(str::to_owned));
    lines
}

/// What lines say, without the signs that make headings, questions and answers, in the order of the alphabet.
fn said<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut said: Vec<String> = lines
        .map(without_signs)
        .filter(|line| !line.is_empty())
        .collect();
    said.sort();
    said
}

fn without_signs(line: &str) -> String {
    let sign = Regex::new(r"(?i)^(?:q(?:uestion)?|a(?:nswer)?)\s?\d*\s?:").expect("a pattern");
    let mut rest = line.replace(char::is_control, " ");
    loop {
        let bare = rest.trim_matches([' ', '#', '*', '\u{feff}']).trim();
        let next = sign.replace(bare, "").into_owned();
        if next == rest {
            return rest;
        }
        rest = next;
    }
}

/// A line of an article, or of something that looks a little like one.
fn line() -> impl proptest::strategy::Strategy<Value = String> {
    let beginnings = select(vec![
        "",
        "",
        "",
        "# ",
        "## ",
        "Q: ",
        "A: ",
        "**",
        "1. ",
        "- ",
        "> ",
        "In conclusion, ",
        "Similar posts ",
        "  ",
    ]);
    let middles = proptest::prop_oneof![
        "[A-Za-z\"'\\\\#|=?é ]{0,40}",
        "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,12}",
        "\\PC{0,30}",
        any::<String>().prop_map(|text| text.replace(['\n', '\r'], " ")),
        Just("Book now, 20% off: https://example.com/shop".to_owned()),
        Just("word ".repeat(500)),
        Just("\"\"\"".to_owned()),
    ];
    let ends = select(vec!["", "", "?", ".", ":", "**", " ##", "\r"]);
    (beginnings, middles, ends)
        .prop_map(|(beginning, middle, end)| format!("{beginning}{middle}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn every_line_of_an_article_is_in_its_draft_once(lines in vec(line(), 0..30), first in "[A-Z][a-z]{2,9}\\?") {
        // One good question, so that there is always a draft.
        let article = format!("Q: {first}\nA: So it is.\n\n{}", lines.join("\n"));
        let file = made(&article).to_toml(TODAY);
        let found = lines_of(&file);
        let article = article.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(said(article.split('\n')), said(found.iter().map(String::as_str)), "{}", file);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_draft_is_a_file_without_a_mistake(lines in vec(line(), 0..30), first in "[A-Z][a-z]{2,9}\\?") {
        let article = format!("Q: {first}\nA: So it is.\n\n{}", lines.join("\n"));
        let draft = made(&article);
        let file = draft.to_toml(TODAY);
        let (parts, problems) = parse_file("draft.toml", &file);
        prop_assert_eq!(problems, [], "{}", file);
        prop_assert!(parts.draft.is_some());
        prop_assert_eq!(parts.entries.len(), draft.entries.len());
        let (library, problems) = Library::from_files(&[SourceFile { name: "draft.toml".into(), text: file }]);
        prop_assert!(library.entries.is_empty() && library.drafts.len() == 1);
        prop_assert!(problems.iter().all(|problem| problem.severity() == Severity::Warning), "{:?}", problems);
    }

    #[test]
    fn any_text_is_drafted_or_refused(text in any::<String>()) {
        prop_assert!(Draft::of(&text).is_ok_and(|draft| !draft.entries.is_empty()) || Draft::of(&text).is_err());
    }
}
