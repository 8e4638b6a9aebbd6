//! The pure parts stay pure: what must not be imported where.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn sources(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(below).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[track_caller]
fn check_absent(words: &[&str], files: &[PathBuf]) {
    assert!(!files.is_empty(), "nothing was looked at");
    for file in files {
        let text = fs::read_to_string(file).expect("a source file");
        for word in words {
            assert!(
                !text.contains(word),
                "{} must not use {word}",
                file.display()
            );
        }
    }
}

#[test]
fn the_road_between_question_and_reply_is_pure() {
    let src = Path::new(ROOT).join("src");
    let mut files = [
        "matching",
        "crisis",
        "draft",
        "evaluation",
        "picture",
        "faq/edit",
    ]
    .map(|folder| sources(&src.join(folder)))
    .concat();
    let single = [
        "assistant.rs",
        "assistant/expiry.rs",
        "assistant/follow_up.rs",
        "check.rs",
        "language.rs",
        "redact.rs",
        "redact/links.rs",
        "redact/numbers.rs",
        "reply/mod.rs",
        "reply/phrases.rs",
        "settings.rs",
        "faq/parse.rs",
        "faq/drafts.rs",
        "faq/library.rs",
    ];
    files.extend(single.map(|name| src.join(name)));
    let impure = [
        "std::fs",
        "std::env",
        "std::net",
        "std::time",
        "tokio",
        "serenity",
        "jiff",
        "rand::",
        "println!",
    ];
    check_absent(&impure, &files);
}

#[test]
fn the_rules_of_the_staff_tools_are_pure() {
    let staff = Path::new(ROOT).join("src/staff");
    let mut files = sources(&staff.join("digest"));
    files.extend(["alike.rs", "digest.rs"].map(|name| staff.join(name)));
    // jiff counts weeks there; its clock and its time zones are not for it.
    let impure = [
        "std::fs",
        "std::env",
        "std::net",
        "std::time",
        "tokio",
        "Zoned",
        "Timestamp",
        "::tz",
        "::now(",
        "rand::",
        "println!",
    ];
    check_absent(&impure, &files);
}

#[test]
fn only_the_discord_module_knows_discord() {
    let src = Path::new(ROOT).join("src");
    let files: Vec<PathBuf> = sources(&src)
        .into_iter()
        .filter(|file| !file.starts_with(src.join("discord")))
        .collect();
    check_absent(&["serenity::", "poise::"], &files);
}

#[test]
fn only_the_store_knows_the_databases() {
    let src = Path::new(ROOT).join("src");
    let files: Vec<PathBuf> = sources(&src)
        .into_iter()
        .filter(|file| !file.starts_with(src.join("store")))
        .collect();
    check_absent(&["sqlx"], &files);
}

#[test]
fn matching_knows_nothing_of_the_faq() {
    check_absent(
        &["crate::faq", "crate::assistant", "crate::crisis"],
        &sources(&Path::new(ROOT).join("src/matching")),
    );
}
