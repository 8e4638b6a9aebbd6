//! What the READMEs show is what the program does.

use std::fs;
use std::path::Path;

use aftercare::faq::parse::parse_file;

use crate::program::Program;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the file")
}

/// The code blocks of a Markdown text that open with this fence.
fn blocks<'t>(text: &'t str, fence: &str) -> Vec<&'t str> {
    let opening = format!("```{fence}\n");
    text.split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .collect()
}

#[test]
fn the_transcript_is_real() {
    let readme = read("README.md");
    let transcript = blocks(&readme, "text")
        .into_iter()
        .find_map(|block| block.strip_prefix("$ cargo run --release -- chat\n"))
        .expect("a transcript of a chat");
    let (typed, printed): (Vec<&str>, Vec<&str>) = transcript
        .lines()
        .partition(|line| line.starts_with("you> "));
    let typed: Vec<&str> = typed
        .iter()
        .filter_map(|line| line.strip_prefix("you> "))
        .collect();
    assert!(typed.len() >= 4, "{typed:?}");
    let ran = Program::shipped_with_input(&["chat"], &typed.join("\n"));
    assert_eq!(ran.out.trim_end(), printed.join("\n").trim_end());
}

#[test]
fn the_subcommands_it_names_exist() {
    let help = Program::shipped(&["--help"]).out;
    for text in [read("README.md"), read("faq/README.md")] {
        let named: Vec<&str> = text
            .split("cargo run --release -- ")
            .skip(1)
            .filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next())
            .collect();
        assert!(!named.is_empty());
        for subcommand in named {
            assert!(
                help.contains(&format!("\n  {subcommand} ")),
                "{subcommand:?} in {help}"
            );
        }
    }
}

#[test]
fn the_staff_guides_examples_are_right() {
    let guide = read("faq/README.md");
    let examples = blocks(&guide, "toml");
    assert!(examples.len() >= 2);
    for example in examples {
        // A list of phrasings alone is shown without the entry around it.
        let whole = if example.starts_with("phrasings") {
            format!("[[entry]]\nid = \"x\"\nquestion = \"Q?\"\nanswer = \"A.\"\n{example}")
        } else {
            example.to_owned()
        };
        let (_, problems) = parse_file("example.toml", &whole);
        assert_eq!(problems, [], "{example}");
    }
}
