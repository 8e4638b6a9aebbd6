//! Runs the real executable on an FAQ folder that the test describes.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A small FAQ, without a mistake.
pub(crate) const SMALL_FAQ: &str = r#"
[article]
title = "On crying"
reviewed_on = 2026-11-24
review_by = 2099-01-01

[[entry]]
id = "crying-normal"
question = "Is it normal to cry during a massage?"
phrasings = ["i cried on the table", "why did i burst into tears", "is crying ok", "tears during my session"]
answer = "Yes, it is normal."
related = ["how-often"]
should_match = ["is it ok that i cried"]

[[entry]]
id = "how-often"
question = "How often should I come?"
phrasings = ["how many times a month", "is once a week too much", "how often do people book", "every other week ok"]
answer = "As often as does you good."
"#;

/// The special parts, so that nothing is missing.
pub(crate) const SPECIAL_PARTS: &str = r#"
messages = ["how often should i tip", "happy friday everyone", "what time do you close"]

[[topic]]
id = "fever"
name = "Fever"
reply = "That is a question for a person who knows your health."
phrasings = ["i have a fever", "running a temperature today", "can i come with the flu"]

[[kind]]
id = "suicide"
name = "Suicidal thoughts"
reply = "You are not alone with this."
always = ["end my life"]
phrasings = ["i do not want to live", "i want to die tonight"]
look_alikes = ["this massage killed me", "dying of laughter"]

[[resource]]
country = "US"
kinds = ["suicide"]
text = "Call or text 988."
checked_on = 2026-11-24

[[resource]]
country = "elsewhere"
kinds = ["suicide"]
text = "Call your local emergency number."
checked_on = 2026-11-24
"#;

/// One run of the program.
pub(crate) struct Program {
    folder: TempDir,
    arguments: Vec<String>,
    input: Vec<u8>,
    environment: Vec<(String, OsString)>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    /// With the small FAQ.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        let program = Self {
            folder: tempfile::tempdir().expect("a folder"),
            arguments: arguments
                .iter()
                .map(|&argument| argument.to_owned())
                .collect(),
            input: Vec::new(),
            environment: Vec::new(),
        };
        program
            .file("entries.toml", SMALL_FAQ)
            .file("special.toml", SPECIAL_PARTS)
    }

    /// Runs it on the FAQ that ships.
    pub(crate) fn shipped(arguments: &[&str]) -> Ran {
        Self::shipped_with_input(arguments, "")
    }

    /// Runs it on the FAQ that ships, with something piped into it.
    pub(crate) fn shipped_with_input(arguments: &[&str], input: &str) -> Ran {
        // Whoever comes first encodes the FAQ with all cores and keeps the vectors; the others would do it again beside it.
        #[cfg(feature = "meaning")]
        crate::shipped_faq::shipped();
        let mut all = vec!["--faq", concat!(env!("CARGO_MANIFEST_DIR"), "/faq")];
        all.extend(arguments);
        let all: Vec<String> = all.into_iter().map(str::to_owned).collect();
        run(&all, input.as_bytes(), &[])
    }

    /// Adds or replaces a file of the FAQ folder.
    pub(crate) fn file(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.folder.path().join(name), contents).expect("a writable folder");
        self
    }

    /// Empties the FAQ folder.
    pub(crate) fn without_files(self) -> Self {
        for name in ["entries.toml", "special.toml"] {
            std::fs::remove_file(self.folder.path().join(name)).expect("the file");
        }
        self
    }

    /// What is piped into it.
    pub(crate) fn input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = input.as_ref().to_vec();
        self
    }

    /// Sets a variable of its environment.
    #[cfg(feature = "meaning")]
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// The FAQ folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs it.
    pub(crate) fn run(self) -> Ran {
        let folder = self.folder.path().to_string_lossy().into_owned();
        let mut arguments = vec!["--faq".to_owned(), folder.clone()];
        arguments.extend(self.arguments.iter().cloned());
        let ran = run(&arguments, &self.input, &self.environment);
        Ran {
            out: ran.out.replace(&folder, "FAQ"),
            err: ran.err.replace(&folder, "FAQ"),
            ..ran
        }
    }
}

/// Where the tests' programs keep phrasings' vectors: the shipped FAQ is encoded once, not once a test.
pub(crate) fn cache_home() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

/// Where the tests' programs look for installed models: nothing is there, whatever this machine's user has installed.
pub(crate) fn data_home() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data")
}

/// Runs the executable without the environment's token, hub and proxies.
fn run(arguments: &[String], input: &[u8], environment: &[(String, OsString)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare"));
    for name in [
        "DISCORD_TOKEN",
        "DISCORD_TOKEN_FILE",
        "AFTERCARE_DISCORD_API",
        "HF_ENDPOINT",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let mut child = command
        .args(arguments)
        .env("XDG_CACHE_HOME", cache_home())
        .env("XDG_DATA_HOME", data_home())
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the executable");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // A program that reads no input closes the pipe; that is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("an end");
    writer.join().expect("the writer");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
