//! How one more and one less looks in lists of all layouts, and in tables that are written in rare ways.

use expect_test::{Expect, expect};

use super::*;

/// Each list, with 'new' in it, and each without 'b'.
#[track_caller]
fn check(lists: &[&str], expected: &Expect) {
    let head = "[[entry]]\nid = \"e\"\nquestion = \"Q\"\nanswer = \"A\"\n";
    let mut shown = String::new();
    for list in lists {
        let files = [file("f.toml", &format!("{head}phrasings = {list}\n"))];
        let mut look = |files: &[SourceFile]| {
            let list = files[0]
                .text
                .strip_prefix(head)
                .expect("the head is untouched");
            shown += list.trim_start_matches("phrasings = ");
        };
        let taught = after(&files, &teach("e", Language::English, &["new"]));
        look(&taught);
        assert_eq!(after(&taught, &unteach("e", &["new"])), files);
        if list.contains("\"b\"") {
            look(&after(&files, &unteach("e", &["b"])));
        }
    }
    expected.assert_eq(&shown);
}

#[test]
fn on_one_line() {
    check(
        &[
            "[]",
            "[ ]",
            "[\"b\"]",
            "[ \"b\" ]",
            "[\"b\",]",
            "[\"a\", \"b\"]",
            "[\"b\", \"c\"]",
            "[ \"a\" , \"b\" , ]  # d",
            "[\"a\",\"b\",\"c\"]",
        ],
        &expect![[r#"
            ["new"]
            [ "new" ]
            ["b", "new"]
            []
            [ "b", "new" ]
            [ ]
            ["b", "new",]
            []
            ["a", "b", "new"]
            ["a"]
            ["b", "c", "new"]
            ["c"]
            [ "a" , "b" , "new", ]  # d
            [ "a" , ]  # d
            ["a","b","c", "new"]
            ["a","c"]
        "#]],
    );
}

#[test]
fn on_many_lines() {
    check(
        &[
            "[\n]",
            "[\n    \"a\",\n    \"b\",\n]",
            "[\n  \"a\",\n  \"b\"\n]",
            "[\n  \"a\", \"b\", \"c\",\n  \"d\"]",
            "[\n  '''\nb''',\n\n\n  \"b\",\n\n]",
        ],
        &expect![[r#"
            [
              "new",
            ]
            [
                "a",
                "b",
                "new",
            ]
            [
                "a",
            ]
            [
              "a",
              "b",
              "new"
            ]
            [
              "a"
            ]
            [
              "a", "b", "c",
              "d",
              "new"]
            [
              "a", "c",
              "d"]
            [
              '''
            b''',


              "b",
              "new",

            ]
            [



            ]
        "#]],
    );
}

#[test]
fn with_comments() {
    check(
        &[
            "[ # none\n\n  # yet, really\n]",
            "[\n  # on b, and on c\n  \"b\", # why, b\n  # on c\n  \"c\" # why, c\n  # the end, really\n]",
            "[\"a\", # a\n \"b\" ]",
        ],
        &expect![[r#"
            [ # none

              # yet, really
              "new",
            ]
            [
              # on b, and on c
              "b", # why, b
              # on c
              "c", # why, c
              "new"
              # the end, really
            ]
            [
              # on b, and on c
              # on c
              "c" # why, c
              # the end, really
            ]
            ["a", # a
             "b",
             "new" ]
            ["a" # a
              ]
        "#]],
    );
}

#[test]
fn with_commas_and_brackets_where_one_likes() {
    check(
        &[
            "[\"a\",\n \"b\"]",
            "[\n  \"a\"\n  , \"b\"\n  , \"c\"\n]",
            "[\n  \"b\" # b\n  , \"c\"\n]",
        ],
        &expect![[r#"
            ["a",
             "b",
             "new"]
            ["a"]
            [
              "a"
              , "b"
              , "c",
              "new"
            ]
            [
              "a"
              ,
               "c"
            ]
            [
              "b" # b
              , "c",
              "new"
            ]
            [
               "c"
            ]
        "#]],
    );
}

#[track_caller]
fn check_rare(text: &str, expected: &Expect) {
    let files = [file("f.toml", text)];
    let changes = [
        teach("e", Language::English, &["new"]),
        rewrite("e", Language::Spanish, "¿Q?", "Sí.\n\nSí."),
        retire("e"),
    ];
    let shown = changes.map(|change| after(&files, &change)[0].text.clone() + "\n----\n");
    expected.assert_eq(&shown.concat());
}

#[test]
fn in_dotted_keys() {
    check_rare(
        "[[entry]]\n  id = \"e\"\n  in.spanish.phrasings = [\"uno\"]\n  question = \"Q\"\n  answer = \"A\"\n[entry.in.french]\nphrasings = []\n",
        &expect![[r#"
            [[entry]]
              id = "e"
              in.spanish.phrasings = ["uno"]
              question = "Q"
              answer = "A"
              phrasings = [
                "new",
              ]
            [entry.in.french]
            phrasings = []

            ----
            [[entry]]
              id = "e"
              in.spanish.phrasings = ["uno"]
              question = "Q"
              answer = "A"
              in.spanish.question = "¿Q?"
              in.spanish.answer = """
            Sí.

            Sí."""
            [entry.in.french]
            phrasings = []

            ----

            ----
        "#]],
    );
    check_rare(
        "[[entry]]\nid = \"e\"\nquestion = \"Q\"\nanswer = \"A\"\n[entry.in]\nspanish.question = \"Que\"\n",
        &expect![[r#"
            [[entry]]
            id = "e"
            question = "Q"
            answer = "A"
            phrasings = [
              "new",
            ]
            [entry.in]
            spanish.question = "Que"

            ----
            [[entry]]
            id = "e"
            question = "Q"
            answer = "A"
            [entry.in]
            spanish.question = "¿Q?"
            spanish.answer = """
            Sí.

            Sí."""

            ----

            ----
        "#]],
    );
}

#[test]
fn in_braces() {
    check_rare(
        "[[entry]]\nid = \"e\"\nin = { french = { phrasings = [ ] } }\nquestion = \"Q\"\nanswer = \"A\"",
        &expect![[r#"
            [[entry]]
            id = "e"
            in = { french = { phrasings = [ ] } }
            question = "Q"
            answer = "A"
            phrasings = [
              "new",
            ]
            ----
            [[entry]]
            id = "e"
            in = { french = { phrasings = [ ] }, spanish.question = "¿Q?", spanish.answer = "Sí.\n\nSí." }
            question = "Q"
            answer = "A"
            ----

            ----
        "#]],
    );
    check_rare(
        "entry = [\n  { id = \"d\" },\n  { id = \"e\", question = \"Q\", answer = \"A\", in.spanish.phrasings = [\"u\"] }, # rare\n]\n",
        &expect![[r#"
            entry = [
              { id = "d" },
              { id = "e", question = "Q", answer = "A", in.spanish.phrasings = ["u"], phrasings = ["new"] }, # rare
            ]

            ----
            entry = [
              { id = "d" },
              { id = "e", question = "Q", answer = "A", in.spanish.phrasings = ["u"], in.spanish.question = "¿Q?", in.spanish.answer = "Sí.\n\nSí." }, # rare
            ]

            ----
            entry = [
              { id = "d" },
            ]

            ----
        "#]],
    );
    check_rare(
        "entry = [{ id = \"e\", phrasings = [], in = {} }]\n",
        &expect![[r#"
            entry = [{ id = "e", phrasings = ["new"], in = {} }]

            ----
            entry = [{ id = "e", phrasings = [], in = { spanish.question = "¿Q?", spanish.answer = "Sí.\n\nSí." } }]

            ----
            entry = []

            ----
        "#]],
    );
}

#[test]
fn in_tables_far_apart() {
    check_rare(
        "[[entry]]\nid = \"e\"\n# on e\n\n# on the topic\n[[topic]]\nid = \"t\"\n\n[entry.in.german]\nphrasings = []\n\n# the end\n",
        &expect![[r#"
            [[entry]]
            id = "e"
            phrasings = [
              "new",
            ]
            # on e

            # on the topic
            [[topic]]
            id = "t"

            [entry.in.german]
            phrasings = []

            # the end

            ----
            [[entry]]
            id = "e"
            # on e

            [entry.in.spanish]
            question = "¿Q?"
            answer = """
            Sí.

            Sí."""

            # on the topic
            [[topic]]
            id = "t"

            [entry.in.german]
            phrasings = []

            # the end

            ----
            # on the topic
            [[topic]]
            id = "t"

            # the end

            ----
        "#]],
    );
}
