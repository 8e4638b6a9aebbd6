//! The terminal: what is typed, what is printed, and the exit code.

use std::os::unix::fs::symlink;

use expect_test::{Expect, expect};
use serde_json::Value;

use crate::program::{Program, Ran, SMALL_FAQ};

#[track_caller]
fn check(ran: &Ran, code: i32, out: &Expect) {
    out.assert_eq(&ran.out);
    assert_eq!(ran.code, code, "{}", ran.err);
}

#[test]
fn ask_answers_a_question() {
    let ran = Program::new(&["ask", "is it normal that i cried on the table?"]).run();
    check(
        &ran,
        0,
        &expect![[r"
            Is it normal to cry during a massage?

            Yes, it is normal.

            Related questions:
              • How often should I come?

            From “On crying”, reviewed 2026-11-24
        "]],
    );
}

#[test]
fn ask_prints_one_json_object() {
    let ran = Program::new(&["ask", "--json", "i want to end my life"]).run();
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(answer["decision"], "crisis");
    assert_eq!(answer["entry"], "suicide");
    assert_eq!(answer["confidence"], 1.0);
    assert_eq!(answer["candidates"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        answer["reply"],
        "You are not alone with this.\n• Call your local emergency number."
    );
}

#[test]
fn ask_answers_one_line_a_line() {
    let input =
        "i cried on the table\n\"how many times\\na month\"\n\n\u{ff}\nlast without a line end";
    let ran = Program::new(&["ask", "-", "--json"]).input(input).run();
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(
        (&lines[0]["entry"], &lines[1]["entry"]),
        (&"crying-normal".into(), &"how-often".into())
    );
    assert_eq!(
        Program::new(&["ask", "-"])
            .input(input)
            .run()
            .out
            .lines()
            .count(),
        5
    );
}

#[test]
fn overheard_chatter_is_met_with_silence() {
    let ran = Program::new(&[
        "ask",
        "--heard",
        "overheard",
        "--json",
        "happy friday everyone",
    ])
    .run();
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&answer["decision"], &answer["reply"]),
        (&"silent".into(), &"".into())
    );
}

#[test]
fn chat_answers_piped_lines_and_takes_a_number() {
    let ran = Program::new(&["chat"])
        .input("i cried on the table\n1\n")
        .run();
    check(
        &ran,
        0,
        &expect![[r"
            Is it normal to cry during a massage?

            Yes, it is normal.

            Related questions (type the number):
              1  How often should I come?

            From “On crying”, reviewed 2026-11-24

            How often should I come?

            As often as does you good.

            From “On crying”, reviewed 2026-11-24

        "]],
    );
}

#[test]
fn the_countrys_numbers_are_shown() {
    let program = Program::new(&[]);
    let config = program.folder().join("settings");
    std::fs::write(&config, "country = \"US\"\n").expect("a file");
    let ran = Program::new(&[
        "ask",
        "i want to end my life",
        "--config",
        &config.to_string_lossy(),
    ])
    .run();
    assert_eq!(
        ran.out,
        "You are not alone with this.\n• Call or text 988.\n"
    );
}

#[test]
fn a_bad_settings_file_is_refused_with_its_place() {
    let program = Program::new(&[]);
    let config = program.folder().join("settings");
    std::fs::write(&config, "contry = \"US\"\n").expect("a file");
    let ran = Program::new(&["ask", "hi", "--config", &config.to_string_lossy()]).run();
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("line 1")
            && ran
                .err
                .contains("expected one of `country`, `contact`, `model`"),
        "{}",
        ran.err
    );
}

#[test]
fn check_tells_how_well_entries_are_told_apart() {
    let ran = Program::new(&["check"]).run();
    check(
        &ran,
        0,
        &expect![[r"
            told apart     phrasings  found      rival  takes
            crying-normal          5  1.000                 0
            how-often              5  1.000                 0
            fever                  3  0.333  how-often      1
                “running a temperature today”
        "]],
    );
    assert_eq!(
        ran.err,
        "No problem found: 2 entries, 8 phrasings, 1 topic to refer, 1 kind of danger, 3 messages not for the bot.\n"
    );
}

#[test]
fn check_draws_each_problem_where_it_is() {
    let bad = r#"
[[entry]]
id = "bad"
question = "Bad?"
phrasing = ["x"]
phrasings = ["i cried on the table"]
answer = "Bad."
related = ["crying-norml"]

[[entry]]
id = "how-often"
question = "Again?"
answer = ""
"#;
    let ran = Program::new(&["check", "--taken", "0"])
        .file("worse.toml", bad)
        .run();
    check(
        &ran,
        1,
        &expect![[r#"
            error: there is no key `phrasing` here
             --> worse.toml:5:1
              |
            5 | phrasing = ["x"]
              | ^^^^^^^^
              |
              = help: did you mean `phrasings`?

            error: these words already teach `crying-normal`
              --> worse.toml:6:14
               |
             6 | phrasings = ["i cried on the table"]
               |              ^^^^^^^^^^^^^^^^^^^^^^
               |
              ::: entries.toml:10:14
               |
            10 | phrasings = ["i cried on the table", "why did i burst into tears", "is crying ok", "tears during my session"]
               |              ---------------------- first here
               |
               = help: keep it where it fits best and delete the other

            error: there is no `crying-norml`
             --> worse.toml:8:12
              |
            8 | related = ["crying-norml"]
              |            ^^^^^^^^^^^^^^
              |
              = help: did you mean `crying-normal`?

            error: `answer` is empty
              --> worse.toml:13:10
               |
            13 | answer = ""
               |          ^^
               |
               = help: write something here, or delete the line

            told apart     phrasings  found          rival  takes
            crying-normal          5  0.800            bad      1
            how-often              5  1.000                     0
            bad                    2  0.500  crying-normal      1
            fever                  3  0.667      how-often      1
        "#]],
    );
}

#[test]
fn check_finds_failing_tests_and_overdue_reviews() {
    let faq = SMALL_FAQ.replace("2099-01-01", "2026-01-01").replace(
        "should_match = [\"is it ok that i cried\"]",
        "should_match = [\"happy friday everyone you lot\"]",
    );
    let ran = Program::new(&["check"]).file("entries.toml", faq).run();
    check(
        &ran,
        1,
        &expect![[r#"
            warning: this article was to be reviewed by 2026-01-01
             --> entries.toml:5:13
              |
            5 | review_by = 2026-01-01
              |             ^^^^^^^^^^
              |
              = help: read the entries against the article, then set reviewed_on to today and review_by to a later day

            error: this message should come to `crying-normal`, but nothing answers it
              --> entries.toml:13:17
               |
            13 | should_match = ["happy friday everyone you lot"]
               |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: add phrasings in this direction, or take the test back

            told apart     phrasings  found      rival  takes
            crying-normal          5  1.000                 0
            how-often              5  1.000                 0
            fever                  3  0.333  how-often      1
                “running a temperature today”
        "#]],
    );
}

/// The small FAQ, whose review has long been overdue, so that one entry has stopped.
fn expired_faq(stopping: &str) -> String {
    let faq = SMALL_FAQ.replace("2099-01-01", "2026-01-01");
    let id = format!("id = \"{stopping}\"\n");
    faq.replace(&id, &format!("{id}expire = \"stop\"\n"))
}

#[test]
fn an_expired_entry_refers_to_the_clinic() {
    let ask = |arguments: &[&str]| {
        let program = Program::new(arguments).file("entries.toml", expired_faq("crying-normal"));
        program.run().out
    };
    let question = "is it normal that i cried on the table?";
    let answer: Value = serde_json::from_str(&ask(&["ask", "--json", question])).expect("JSON");
    assert_eq!(
        (&answer["decision"], &answer["entry"]),
        (&"refer".into(), &"crying-normal".into())
    );
    assert_eq!(
        answer["reply"],
        "We are going over our answer to this again, so I can't give it just now. Please ask the clinic: they will gladly \
         help you. You can reach the front desk by phone or in person."
    );
    let overheard = ask(&["ask", "--json", "--heard", "overheard", question]);
    let overheard: Value = serde_json::from_str(&overheard).expect("JSON");
    assert_eq!(overheard["decision"], "silent");
    let why = ask(&["why", question]);
    let said = [
        "Decision: refer crying-normal",
        "\n\nExpired: it was to be reviewed by 2026-01-01",
    ];
    assert!(said.iter().all(|said| why.contains(said)), "{why}");
}

#[test]
fn an_expired_entry_is_offered_nowhere() {
    let chat = |stopping: &str, typed: &str| {
        let program = Program::new(&["chat"]).file("entries.toml", expired_faq(stopping));
        program.input(typed).run().out
    };
    let related = chat("how-often", "i cried on the table\n1\n");
    assert!(related.starts_with("Is it normal to cry"), "{related}");
    assert!(!related.contains("How often"), "{related}");
    let nearest = chat("crying-normal", "do you sell gift cards for the holidays\n");
    assert!(nearest.contains("1  How often should I come?"), "{nearest}");
    assert!(!nearest.contains("Is it normal to cry"), "{nearest}");
    let danger = chat("crying-normal", "i cried and i want to end my life\n");
    assert!(danger.starts_with("You are not alone"), "{danger}");
}

#[test]
fn check_says_what_has_stopped() {
    let ran = Program::new(&["check", "--taken", "0"])
        .file("entries.toml", expired_faq("crying-normal"))
        .run();
    check(
        &ran,
        1,
        &expect![[r#"
            warning: this article was to be reviewed by 2026-01-01
             --> entries.toml:5:13
              |
            5 | review_by = 2026-01-01
              |             ^^^^^^^^^^
              |
              = help: read the entries against the article, then set reviewed_on to today and review_by to a later day

            warning: `crying-normal` has stopped answering: it was to be reviewed by 2026-01-01
             --> entries.toml:8:6
              |
            8 | id = "crying-normal"
              |      ^^^^^^^^^^^^^^^
              |
              = help: read it against the article, then set review_by to a later day; until then members are referred to the clinic

            told apart     phrasings  found      rival  takes
            crying-normal          5  1.000                 0
            how-often              5  1.000                 0
            fever                  3  0.333  how-often      1
        "#]],
    );
}

/// A draft that was half finished, and clashes with what is there.
const DRAFT: &str = r#"
draft = true

[[entry]]
id = "crying-normal"
question = "May I cry?"
phrasings = ["am i allowed to cry"]
answer = "Only on Mondays."
should_match = ["this comes to nothing"]

[[entry]]
id = "music"
question = "Can I bring my own music?"
answer = ""
"#;

#[test]
fn nothing_in_a_draft_is_used() {
    let ran = Program::new(&["ask", "am i allowed to cry"])
        .file("a-draft.toml", DRAFT)
        .run();
    assert_eq!(ran.code, 0);
    assert!(!ran.out.contains("Monday"), "{}", ran.out);
    let alone = Program::new(&["check"])
        .without_files()
        .file("a-draft.toml", "draft = true\n")
        .run();
    assert_eq!(alone.code, 2);
    assert!(alone.out.contains("this file is a draft"), "{}", alone.out);
    assert!(alone.err.contains("and no `draft = true`"), "{}", alone.err);
}

#[test]
fn check_only_warns_of_what_is_wrong_in_a_draft() {
    let ran = Program::new(&["check", "--taken", "0"])
        .file("a-draft.toml", DRAFT)
        .run();
    check(
        &ran,
        1,
        &expect![[r#"
            warning: this file is a draft: 1 entry waits in it
             --> a-draft.toml:2:9
              |
            2 | draft = true
              |         ^^^^
              |
              = help: when it is finished, take the line with `draft` out; until then nothing in this file is used

            warning: the id `crying-normal` is used twice
             --> a-draft.toml:5:6
              |
            5 | id = "crying-normal"
              |      ^^^^^^^^^^^^^^^
              |
             ::: entries.toml:8:6
              |
            8 | id = "crying-normal"
              |      --------------- first here
              |
              = help: give this one another id; until then it is left out

            warning: `answer` is empty
              --> a-draft.toml:14:10
               |
            14 | answer = ""
               |          ^^
               |
               = help: write something here, or delete the line

            told apart     phrasings  found      rival  takes
            crying-normal          5  1.000                 0
            how-often              5  1.000                 0
            fever                  3  0.333  how-often      1
        "#]],
    );
    assert_eq!(
        ran.err,
        "0 errors and 3 warnings in 2 entries, 8 phrasings, 1 topic to refer, 1 kind of danger, 3 messages not for the bot.\n"
    );
}

const ARTICLE: &str =
    "Hot stones\n\nDo they hurt?\n\nNo. Say so if one is too hot.\n\nOnly today: 20% off!\n";

#[test]
fn an_article_becomes_a_draft_of_which_check_only_warns() {
    let program = Program::new(&["draft", "-"]).input(ARTICLE);
    let drafted = program.run();
    assert_eq!(drafted.code, 0, "{}", drafted.err);
    assert_eq!(
        drafted.err,
        "1 entry; 0 paragraphs left out and 1 set apart as advertising, all listed at the end of the draft.\n\
         Next: save it as a file of the FAQ folder (`--out FILE` does that), and do what its first lines say.\n"
    );
    let checked = Program::new(&["check", "--json"])
        .file("stones.toml", &drafted.out)
        .run();
    let report: Value = serde_json::from_str(&checked.out).expect("JSON");
    let problems = report["problems"].as_array().expect("a list");
    assert_eq!(problems.len(), 1, "{}", checked.out);
    assert_eq!(problems[0]["severity"], "warning");
    assert_eq!(
        problems[0]["message"],
        "this file is a draft: 1 entry waits in it"
    );
}

#[test]
fn a_draft_is_never_written_over_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let [article, out] = ["article.txt", "stones.toml"].map(|name| folder.path().join(name));
    std::fs::write(&article, ARTICLE).expect("a file");
    let draft = || {
        let [article, out] = [&article, &out].map(|path| path.to_string_lossy().into_owned());
        Program::new(&["draft", &article, "--out", &out]).run()
    };
    let first = draft();
    assert_eq!((first.code, &*first.out), (0, ""), "{}", first.err);
    assert!(first.err.contains("Next: open "), "{}", first.err);
    let written = std::fs::read_to_string(&out).expect("a file");
    assert!(
        written.contains("question = \"Do they hurt?\""),
        "{written}"
    );
    let second = draft();
    assert_eq!(second.code, 2);
    assert!(
        second.err.contains("stones.toml is there already"),
        "{}",
        second.err
    );
    assert_eq!(std::fs::read_to_string(&out).expect("a file"), written);
    let names = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 2, "nothing else is left in the folder");
}

#[test]
fn what_is_no_article_is_refused() {
    let refused = |input: &[u8]| {
        let ran = Program::new(&["draft", "-"]).input(input).run();
        assert_eq!((ran.code, &*ran.out), (2, ""), "{}", ran.err);
        ran.err
    };
    assert!(refused(b"").contains("there is no text in it"));
    assert!(refused(b"Just one\nparagraph.").contains("no question and no heading"));
    assert!(refused(b"Why?\n\ncaf\xe9").contains("not UTF-8 text (line 3)"));
    assert!(refused(&vec![b'x'; 1024 * 1024 + 1]).contains("more than 1048576 bytes"));
    let missing = Program::new(&["draft", "/no/such/article"]).run();
    assert_eq!(missing.code, 2);
    assert!(
        missing.err.contains("/no/such/article can't be read"),
        "{}",
        missing.err
    );
}

#[test]
fn check_prints_json_for_editors() {
    let ran = Program::new(&["check", "--json"])
        .file(
            "bad.toml",
            "[[entry]]\nid = 'é'\nquestion = 'Q'\nanswer = 'A'",
        )
        .run();
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let problem = &report["problems"][0];
    assert_eq!(ran.code, 1);
    assert_eq!(problem["file"], "bad.toml");
    assert_eq!(
        (&problem["line"], &problem["column"], &problem["end_column"]),
        (&2.into(), &6.into(), &9.into())
    );
    assert_eq!(problem["message"], "`é` can't be an id");
}

#[test]
fn a_folder_that_cannot_be_used_is_refused() {
    let refused = |program: Program| {
        let ran = program.run();
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        ran.out + &ran.err
    };
    assert!(
        refused(Program::new(&["check"]).without_files())
            .contains("there is no FAQ entry to answer from in FAQ")
    );
    assert!(
        refused(Program::new(&["ask", "hi"]).without_files()).contains("there is no FAQ entry")
    );
    assert!(
        refused(Program::new(&["check"]).file("latin1.toml", b"# caf\xe9\n"))
            .contains("not UTF-8 text (line 1)")
    );
    let huge = "#".repeat(10 * 1024 * 1024);
    assert!(
        refused(Program::new(&["check"]).file("huge.toml", huge)).contains("it has 10485760 bytes")
    );
    let program = Program::new(&["check"]);
    symlink("loop.toml", program.folder().join("loop.toml")).expect("a link");
    assert!(refused(program).contains("loop.toml can't be read"));
    let program = Program::new(&["check"]);
    symlink(program.folder(), program.folder().join("round")).expect("a link");
    assert!(refused(program).contains("a link leads back to its own folder"));
    let missing = Program::new(&["chat", "--faq", "/no/such/folder"]);
    assert!(refused(missing).contains("the FAQ folder /no/such/folder can't be read"));
}

#[test]
fn a_bad_file_does_not_silence_the_good_ones() {
    let ran = Program::new(&["ask", "i cried on the table"])
        .file("latin1.toml", b"# caf\xe9\n")
        .run();
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("Is it normal to cry"), "{}", ran.out);
    assert_eq!(
        ran.err,
        "1 problem in FAQ: `aftercare check` shows where.\n"
    );
}

#[test]
fn why_shows_what_a_decision_rests_on() {
    let ran = Program::new(&["why", "i creid on teh table"]).run();
    check(
        &ran,
        0,
        &expect![[r"
            Decision: answer crying-normal (confidence 0.99)

            Danger: no sign of it

            Spelling: creid → cried

            Words, with how rare they are: i 2.0, cried 3.3, on 3.3, teh 4.0, table 3.3

            Nearest phrasings:
              0.78  crying-normal  “i cried on the table”
              0.22  crying-normal  “why did i burst into tears”
              0.19  crying-normal  “tears during my session”
              0.16  crying-normal  “is crying ok”
              0.15  crying-normal  “Is it normal to cry during a massage?”
              0.02  fever          “i have a fever”

            Candidates (answered from 0.90, referred from 0.90, suggested from 0.66):
              candidate      score  confidence
              crying-normal   0.63        0.99
              fever           0.05        0.01
              how-often       0.04        0.00
        "]],
    );
}

#[test]
fn schema_knows_every_key() {
    let ran = Program::new(&["schema"]).run();
    let schema: Value = serde_json::from_str(&ran.out).expect("JSON");
    let entry = &schema["$defs"]["RawEntry"]["properties"];
    assert_eq!(
        entry["phrasings"]["description"],
        "Ways in which people ask it. They teach the bot."
    );
    assert!(
        schema["properties"]["article"].is_object() && schema["properties"]["messages"].is_object()
    );
    assert_eq!(schema["properties"]["draft"]["type"], "boolean");
    assert_eq!(entry["two_people"]["type"], "boolean");
    assert!(schema["$defs"]["Expire"].to_string().contains("\"stop\""));
}

#[test]
fn unknown_subcommands_get_a_suggestion() {
    let ran = Program::new(&["chekc"]).run();
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("some similar subcommands exist: 'schema', 'check'"),
        "{}",
        ran.err
    );
}

#[test]
fn completions_are_printed() {
    assert!(
        Program::new(&["completions", "bash"])
            .run()
            .out
            .contains("_aftercare()")
    );
}

#[cfg(feature = "discord")]
#[test]
fn picture_draws_what_a_member_sees() {
    let ran = Program::new(&["picture", "is it normal that i cried on the table?"]).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    for part in [
        "<!DOCTYPE html>",
        "@Aftercare is it normal that i cried on the table?",
        "Is it normal to cry during a massage?",
        "Yes, it is normal.",
        "How often should I come?",
        "Not what I asked",
    ] {
        assert!(ran.out.contains(part), "{part:?} is missing in {}", ran.out);
    }
}
