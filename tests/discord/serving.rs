//! The executable itself, as whoever runs it starts it.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;

use tempfile::TempDir;

use super::world::{FAQ, NOT_FOR_THE_BOT};
use crate::fake_discord::FakeDiscord;
use crate::program::{cache_home, data_home};

/// `aftercare serve` on an FAQ folder of its own.
pub(super) struct Process {
    child: Option<Child>,
    faq: Rc<TempDir>,
}

/// How a process ended, and what it said.
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    pub(super) told: String,
}

impl Process {
    /// Starts it with the fake's token and address, and these changes to its environment.
    pub(super) fn start(discord: &FakeDiscord, changes: &[(&str, &str)]) -> Self {
        Self::start_with(discord, &[], changes)
    }

    /// The same, with more arguments.
    pub(super) fn start_with(
        discord: &FakeDiscord,
        arguments: &[&str],
        changes: &[(&str, &str)],
    ) -> Self {
        Self::start_on(&new_faq(), discord, arguments, changes)
    }

    /// The same, on an FAQ folder that is there.
    pub(super) fn start_on(
        faq: &Rc<TempDir>,
        discord: &FakeDiscord,
        arguments: &[&str],
        changes: &[(&str, &str)],
    ) -> Self {
        let child = command(discord, faq.path(), changes)
            .arg("serve")
            .args(arguments)
            .spawn()
            .expect("it starts");
        Self {
            child: Some(child),
            faq: Rc::clone(faq),
        }
    }

    /// Staff save the FAQ's file.
    pub(super) fn saves(&self, text: &str) {
        // As many editors do: a new file, put in the place of the old one.
        let saving = self.faq.path().join("faq.toml.tmp");
        fs::write(&saving, text).expect("written");
        fs::rename(saving, self.faq.path().join("faq.toml")).expect("renamed");
    }

    /// Sends a signal by name.
    pub(super) fn signal(&self, name: &str) {
        let child = self.child.as_ref().expect("it runs");
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for its end.
    pub(super) async fn end(mut self) -> Ended {
        let child = self.child.take().expect("it runs");
        let output = tokio::task::spawn_blocking(|| child.wait_with_output())
            .await
            .expect("it can be waited for");
        let output = output.expect("it ends");
        assert!(output.stdout.is_empty(), "talk goes to standard error");
        Ended {
            status: output.status,
            told: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // A test failed; the process may be gone by itself.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// A folder with the FAQ of these tests.
pub(super) fn new_faq() -> Rc<TempDir> {
    let faq = tempfile::tempdir().expect("a folder");
    fs::write(faq.path().join("faq.toml"), FAQ).expect("written");
    fs::write(faq.path().join("not-for-the-bot.toml"), NOT_FOR_THE_BOT).expect("written");
    Rc::new(faq)
}

pub(super) fn command(discord: &FakeDiscord, faq: &Path, changes: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare"));
    command.arg("--faq").arg(faq);
    command
        .env_remove("DISCORD_TOKEN_FILE")
        .env("RUST_LOG", "trace");
    command
        .env("DISCORD_TOKEN", discord.token())
        .env("AFTERCARE_DISCORD_API", discord.url());
    // A store of its own.
    command.env("DATABASE_URL", faq.join("aftercare.db"));
    // A proxy that leads nowhere: what is for loopback must not be sent to it.
    command
        .env("HTTP_PROXY", "http://127.0.0.1:9")
        .env("http_proxy", "http://127.0.0.1:9");
    command
        .env("XDG_CACHE_HOME", cache_home())
        .env("XDG_DATA_HOME", data_home())
        .envs(changes.iter().copied());
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}
