//! Each change on a small folder with comments and odd layout.

use expect_test::{Expect, expect};

use super::*;
use crate::faq::edit::{BACKGROUND_FILE, STAFF_FILE};

const CLIENTS: &str = r#"# Questions of clients. Ask Sam before you change anything.

[article]
title = 'The article'   # odd quotes
reviewed_on = 2026-11-24
review_by = 2027-11-24

# The one that is asked most.
[[entry]] # first
id = "crying-normal"
question   =   "Is it normal to cry?"
phrasings = [
  # tears
  "tears, is that ok",
  "ugly cried lol",   # Sam heard this

  # other words
  "sobbed on the table",
]
answer = """
Yes.

It may be a release."""
related = ["how-often"]

[entry.in.spanish]
phrasings = ["llorar en la camilla"]

# ---- booking ----

[[entry]]
id = "how-often"
question = "How often should I come?"
answer = 'As you like.'
related = [
  "crying-normal",
]
"#;

const MORE: &str = r#"# More of all.

[[more]]
of = "crying-normal"
phrasings = ["cried a river", "i wept"]
[[more]]
of = "how-often"
phrasings = ["every week?"]
"#;

const SPECIAL: &str =
    "messages = [\"hi\"]\n\n[[topic]]\nid = \"fever\"\nname = \"Fever\"\nreply = \"Ask us.\"\n";

fn folder() -> Vec<SourceFile> {
    vec![
        file("clients.toml", CLIENTS),
        file("more/all.toml", MORE),
        file("special.toml", SPECIAL),
    ]
}

#[track_caller]
fn check(change: &Change, expected: &Expect) {
    let shown = match edit(&folder(), change) {
        Ok(changes) => difference(&changes),
        Err(why) => format!("{why}\n"),
    };
    expected.assert_eq(&shown);
}

#[test]
fn a_taught_phrasing_is_the_last_line_of_its_list() {
    check(
        &teach(
            "crying-normal",
            Language::English,
            &[
                " tears \\o/ \"normal\"? ",
                "Tears; is THAT ok?!",
                "weeping\nwillow",
            ],
        ),
        &expect![[r#"
            clients.toml:
            +  "tears \\o/ \"normal\"?",
            +  "weeping\nwillow",
        "#]],
    );
    check(
        &teach("crying-normal", Language::Spanish, &["lloré"]),
        &expect![[r#"
            clients.toml:
            -phrasings = ["llorar en la camilla"]
            +phrasings = ["llorar en la camilla", "lloré"]
        "#]],
    );
}

#[test]
fn teaching_makes_the_list_and_the_language_that_are_missing() {
    check(
        &teach("how-often", Language::English, &["weekly or monthly"]),
        &expect![[r#"
            clients.toml:
            +phrasings = [
            +  "weekly or monthly",
            +]
        "#]],
    );
    check(
        &teach("crying-normal", Language::French, &["pleurer"]),
        &expect![[r#"
            clients.toml:
            +[entry.in.french]
            +phrasings = [
            +  "pleurer",
            +]
            +
        "#]],
    );
    check(
        &teach("how-often", Language::German, &["wie oft"]),
        &expect![[r#"
            clients.toml:
            +[entry.in.german]
            +phrasings = [
            +  "wie oft",
            +]
            +
        "#]],
    );
}

#[test]
fn what_is_taught_already_is_not_taught_again() {
    check(
        &teach(
            "crying-normal",
            Language::English,
            &["Ugly cried, LOL", "I wept!", "is it normal to cry"],
        ),
        &expect![[r"
            `crying-normal` is taught these words already
        "]],
    );
}

#[test]
fn untaught_phrasings_go_wherever_they_stand() {
    check(
        &unteach(
            "crying-normal",
            &[
                "ugly cried lol",
                "I wept",
                "llorar en la camilla",
                "unknown",
            ],
        ),
        &expect![[r#"
            clients.toml:
            -  "ugly cried lol",   # Sam heard this
            -phrasings = ["llorar en la camilla"]
            +phrasings = []
            more/all.toml:
            -phrasings = ["cried a river", "i wept"]
            +phrasings = ["cried a river"]
        "#]],
    );
    check(
        &unteach("crying-normal", &["every week?"]),
        &expect![[r"
        `crying-normal` is not taught these words
    "]],
    );
}

#[test]
fn a_rewritten_answer_keeps_its_quotes_and_a_same_question_its_layout() {
    check(
        &rewrite(
            "crying-normal",
            Language::English,
            "Is it normal to cry?",
            "Yes: \"of course\"\r\n\r\nC:\\temp \"\"\"\u{0}\"",
        ),
        &expect![[r#"
            clients.toml:
            -Yes.
            +Yes: "of course"
            -It may be a release."""
            +C:\\temp ""\"\u0000\""""
        "#]],
    );
    check(
        &rewrite(
            "how-often",
            Language::English,
            "How often?",
            "Once.\nOr twice.",
        ),
        &expect![[r#"
            clients.toml:
            -question = "How often should I come?"
            -answer = 'As you like.'
            +question = "How often?"
            +answer = """
            +Once.
            +Or twice."""
        "#]],
    );
}

#[test]
fn a_language_gets_its_question_and_answer_above_its_phrasings() {
    check(
        &rewrite(
            "crying-normal",
            Language::Spanish,
            "¿Es normal llorar?",
            "Sí.",
        ),
        &expect![[r#"
            clients.toml:
            +question = "¿Es normal llorar?"
            +answer = "Sí."
        "#]],
    );
    check(
        &rewrite(
            "crying-normal",
            Language::German,
            "Ist Weinen normal?",
            "Ja.\n\nSehr.",
        ),
        &expect![[r#"
            clients.toml:
            +[entry.in.german]
            +question = "Ist Weinen normal?"
            +answer = """
            +Ja.
            +
            +Sehr."""
            +
        "#]],
    );
}

#[test]
fn a_retired_entry_leaves_no_trace_and_takes_nothing_along() {
    check(
        &retire("crying-normal"),
        &expect![[r#"
            clients.toml:
            -# The one that is asked most.
            -[[entry]] # first
            -id = "crying-normal"
            -question   =   "Is it normal to cry?"
            -phrasings = [
            -  # tears
            -  "tears, is that ok",
            -  "ugly cried lol",   # Sam heard this
            -
            -  # other words
            -  "sobbed on the table",
            -]
            -answer = """
            -Yes.
            -
            -It may be a release."""
            -related = ["how-often"]
            -
            -[entry.in.spanish]
            -phrasings = ["llorar en la camilla"]
            -
            -  "crying-normal",
            more/all.toml:
            -of = "crying-normal"
            -phrasings = ["cried a river", "i wept"]
            -[[more]]
        "#]],
    );
    check(
        &retire("how-often"),
        &expect![[r#"
        clients.toml:
        -related = ["how-often"]
        +related = []
        -[[entry]]
        -id = "how-often"
        -question = "How often should I come?"
        -answer = 'As you like.'
        -related = [
        -  "crying-normal",
        -]
        -
        more/all.toml:
        -[[more]]
        -of = "how-often"
        -phrasings = ["every week?"]
    "#]],
    );
}

#[test]
fn a_heading_above_a_retired_entry_does_not_become_the_next_ones() {
    let entry = |id: &str| format!("[[entry]]\nid = \"{id}\"\nquestion = \"Q\"\nanswer = \"A\"\n");
    let text = format!(
        "\n# ---- booking ----\n\n{}# on b\n{}",
        entry("a"),
        entry("b")
    );
    let files = [file("f.toml", &text)];
    let left = after(&files, &retire("a"));
    let expected = format!("\n# ---- booking ----\n\n# on b\n{}", entry("b"));
    assert_eq!(left[0].text, expected);
    assert_eq!(
        after(&left, &retire("b"))[0].text,
        "\n# ---- booking ----\n"
    );
}

#[test]
fn a_new_entry_comes_last_or_into_a_new_file() {
    let wording = ("Can I bring my dog?", "No.\n\nSorry.");
    check(
        &add(
            "clients.toml",
            "bring-dog",
            wording,
            &["dogs??", "Dogs!", " "],
        ),
        &expect![[r#"
            clients.toml:
            +[[entry]]
            +id = "bring-dog"
            +question = "Can I bring my dog?"
            +phrasings = [
            +  "dogs??",
            +]
            +answer = """
            +No.
            +
            +Sorry."""
            +
        "#]],
    );
    check(
        &add(STAFF_FILE, "bring-dog", ("Can I bring my dog?", "No."), &[]),
        &expect![[r#"
            from-the-team.toml:
            +# Answers that the team wrote in Discord. They can be changed there, or here: README.md says how.
            +[[entry]]
            +id = "bring-dog"
            +question = "Can I bring my dog?"
            +answer = "No."
            +
        "#]],
    );
}

#[test]
fn background_makes_its_file_and_its_list() {
    check(
        &background("see you all on friday"),
        &expect![[r#"
        not-for-the-bot.toml:
        +# Messages that are not for the bot. One a line, in quotation marks, with a comma after it.
        +messages = [
        +  "see you all on friday",
        +]
        +
    "#]],
    );
    check(
        &background("HI!"),
        &expect![[r"
        this message is already among those that are not for the bot
    "]],
    );
    let texts = [
        "# Not ours.\n\n[[more]]\nof = \"x\"\n",
        "# Not ours.\n",
        "messages = [\n\t\"one\",\n]\n",
        "\u{feff}[[more]]\r\nof = \"x\"",
    ];
    let made = texts.map(|text| {
        let changes = edit(&[file(BACKGROUND_FILE, text)], &background("bye")).expect("a change");
        difference(&changes)
    });
    expect![[r#"
        not-for-the-bot.toml:
        +messages = [
        +  "bye",
        +]
        +
        not-for-the-bot.toml:
        +messages = [
        +  "bye",
        +]
        +
        not-for-the-bot.toml:
        +	"bye",
        not-for-the-bot.toml:
        -﻿[[more]]␍
        +﻿messages = [␍
        +  "bye",␍
        +]␍
        +␍
        +[[more]]␍
    "#]]
    .assert_eq(&made.concat());
}

#[test]
fn imported_files_are_put_in_place_as_they_are() {
    let files = [
        ("new/b.toml", "# odd\r\n[["),
        ("clients.toml", "# all new\n"),
        ("special.toml", SPECIAL),
    ];
    let files = files
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .to_vec();
    let changes = edit(&folder(), &Change::Import { files }).expect("changes");
    let names: Vec<String> = applied(&folder(), &changes)
        .iter()
        .map(|file| file.name.to_string())
        .collect();
    assert_eq!(
        names,
        [
            "clients.toml",
            "more/all.toml",
            "new/b.toml",
            "special.toml"
        ]
    );
    let told: Vec<_> = changes
        .iter()
        .map(|c| (&*c.file, c.before.is_some(), c.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("new/b.toml", false, Some("# odd\r\n[[")),
            ("clients.toml", true, Some("# all new\n"))
        ]
    );
}

#[test]
fn a_change_taken_back_leaves_the_folder_as_it_was() {
    let changes =
        edit(&folder(), &add(STAFF_FILE, "dog", ("Dogs?", "No."), &[])).expect("a change");
    let back: Vec<FileChange> = changes
        .iter()
        .map(|change| FileChange {
            file: Arc::clone(&change.file),
            before: change.after.clone(),
            after: change.before.clone(),
        })
        .collect();
    assert_eq!(applied(&applied(&folder(), &changes), &back), folder());
}

#[test]
fn a_change_is_kept_as_json() {
    let changes = [
        teach("a", Language::Portuguese, &["x"]),
        add("f.toml", "a", ("Q", "A"), &[]),
        retire("a"),
    ];
    let kept = serde_json::to_string(&changes).expect("JSON");
    expect![[r#"[{"teach":{"id":"a","language":"portuguese","phrasings":["x"]}},{"add":{"file":"f.toml","entry":{"id":"a","question":"Q","answer":"A","phrasings":[]}}},{"retire":{"id":"a"}}]"#]].assert_eq(&kept);
    let read: Vec<Change> = serde_json::from_str(&kept).expect("changes");
    assert_eq!(read, changes);
}
