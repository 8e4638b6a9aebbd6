//! What can't be done is said in words.

use expect_test::{Expect, expect};

use super::*;

const FAQ: &str = r#"
messages = "hi"
[[entry]]
id = "crying"
question = "Q?"
answer = "A."
phrasings = "tears"
[[entry]]
id = "odd"
question = "Odd?"
answer = "A."
in = 3
[[topic]]
id = "fever"
"#;

#[track_caller]
fn check(changes: &[Change], expected: &Expect) {
    let told = changes.iter().map(|change| {
        let refused = edit(&[file("not-for-the-bot.toml", FAQ)], change);
        format!("{}\n", refused.expect_err("a refusal"))
    });
    expected.assert_eq(&told.collect::<String>());
}

#[test]
fn entries_that_are_not_there() {
    check(
        &[
            retire("cryng"),
            unteach("zzz", &["a"]),
            teach("fever", Language::English, &["a"]),
        ],
        &expect![[r"
            there is no entry `cryng`; did you mean `crying`?
            there is no entry `zzz`
            `fever` is not an entry; change it in not-for-the-bot.toml itself
        "]],
    );
}

#[test]
fn nothing_to_do() {
    check(
        &[
            rewrite("crying", Language::English, " Q?", "A.\n"),
            teach("odd", Language::English, &["odd"]),
            unteach("odd", &["even"]),
            Change::Import {
                files: vec![("not-for-the-bot.toml".to_owned(), FAQ.to_owned())],
            },
        ],
        &expect![[r"
            `crying` has this question and this answer already
            `odd` is taught these words already
            `odd` is not taught these words
            these files are there already, exactly so
        "]],
    );
}

#[test]
fn ids_texts_and_values_that_do_not_fit() {
    check(
        &[
            add("f.toml", "Not an id", ("Q", "A"), &[]),
            add("f.toml", "fever", ("Q", "A"), &[]),
            add("f.toml", "new", (" ", "A"), &[]),
            rewrite("crying", Language::French, "Q", "\n"),
            teach("crying", Language::English, &["", "\t"]),
            background(" "),
            teach("crying", Language::English, &["tears"]),
            background("bye"),
            teach("odd", Language::Spanish, &["raro"]),
        ],
        &expect![[r"
            `Not an id` can't be an id; use lower-case letters, digits and hyphens, at most 60
            the id `fever` is taken, in not-for-the-bot.toml; choose another one
            the question is empty; write something there
            the answer is empty; write something there
            the way of asking is empty; write something there
            the message is empty; write something there
            `phrasings` in not-for-the-bot.toml, line 7, is not a list; put it into [ ] first
            `messages` in not-for-the-bot.toml, line 2, is not a list; put it into [ ] first
            not-for-the-bot.toml is written in a way that leaves no room for this; change the file itself
        "]],
    );
}

#[test]
fn files_that_can_not_be() {
    let long = "x".repeat(201) + ".toml";
    let names = [
        "",
        "a.txt",
        ".toml",
        "../a.toml",
        "/a.toml",
        "a/../b.toml",
        "a//b.toml",
        "a/.b/c.toml",
        "C:\\a.toml",
        "a\n.toml",
        "a.TOML",
        "a /b.toml",
        "1/2/3/4/5/6/7/8/9/a.toml",
        &long,
    ];
    for name in names {
        let refused = edit(
            &[],
            &Change::Import {
                files: vec![(name.to_owned(), String::new())],
            },
        );
        assert_eq!(refused, Err(CannotEdit::BadFileName(name.to_owned())));
        let refused = edit(&[], &add(name, "a", ("Q", "A"), &[]));
        assert_eq!(refused, Err(CannotEdit::BadFileName(name.to_owned())));
    }
    for name in [
        "a.toml",
        "für uns/häufig gefragt.toml",
        "1/2/3/4/5/6/7/8/a.toml",
    ] {
        let files = vec![(name.to_owned(), String::new())];
        assert_eq!(
            edit(&[], &Change::Import { files }).map(|changes| changes.len()),
            Ok(1)
        );
    }
    let import = |names: &[&str], text: &str| Change::Import {
        files: names
            .iter()
            .map(|&name| (name.to_owned(), text.to_owned()))
            .collect(),
    };
    check(
        &[
            import(&["../a.toml"], ""),
            import(&["a.toml", "a.toml"], ""),
            import(&["not-for-the-bot.toml/a.toml"], ""),
            import(&["a.toml"], &"x".repeat(2 * 1024 * 1024 + 1)),
        ],
        &expect![[r"
            `../a.toml` can't be a file of the FAQ; use a plain name that ends in .toml, like `house-rules.toml`
            `a.toml` can't be there twice, as a file or as a folder; leave one out, or give it another name
            `not-for-the-bot.toml` can't be there twice, as a file or as a folder; leave one out, or give it another name
            a.toml would have 2097153 bytes, and an FAQ file has at most 2097152; use another file
        "]],
    );
}

#[test]
fn broken_and_unusual_files() {
    let broken = [file("a.toml", FAQ), file("b.toml", "a = 1\n\nb = \"\n")];
    let unusual = [file(
        "a.toml",
        "entry = [{ id = \"a\", question = \"Q\", answer = \"A\" }]",
    )];
    let told = [
        edit(&broken, &retire("crying")),
        edit(&unusual, &add("a.toml", "b", ("Q", "A"), &[])),
    ];
    let told = told.map(|told| format!("{}\n", told.expect_err("a refusal")));
    expect![[r"
        b.toml is not TOML; look for a missing quote, comma or bracket in line 3 or the one above, and mend that first
        a.toml is written in a way that leaves no room for this; change the file itself
    "]].assert_eq(&told.concat());
}
