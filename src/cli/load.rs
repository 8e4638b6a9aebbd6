//! What most subcommands begin with: the settings, the FAQ folder, and an assistant that has learned it.

use std::fs;
use std::path::Path;

use jiff::ZonedDateTime;
use toml::value::Date;

use super::Failure;
use super::check::counted;
use super::terminal::Terminal;
use crate::assistant::Assistant;
use crate::faq::folder::{SourceFile, read_folder};
use crate::faq::{Library, Problem};
use crate::settings::Settings;

/// Where the FAQ and the settings are.
pub(super) struct Source<'a> {
    pub(super) faq: &'a Path,
    pub(super) config: Option<&'a Path>,
}

/// The FAQ as it was read, before anything was learned.
pub(super) struct Faq {
    pub(super) files: Vec<SourceFile>,
    pub(super) library: Library,
    pub(super) problems: Vec<Problem>,
}

impl Source<'_> {
    /// The settings; the defaults where no file is named.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        let Some(path) = self.config else {
            return Ok(Settings::default());
        };
        let shown = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| Failure(format!("{shown} can't be read: {error}")))?;
        Settings::parse(&text).map_err(|error| Failure(format!("{shown}: {error}")))
    }

    /// Reads the FAQ folder; good entries are there although others are bad.
    pub(super) fn faq(&self) -> Result<Faq, Failure> {
        let (files, mut problems) =
            read_folder(self.faq).map_err(|failure| Failure(failure.to_string()))?;
        let (library, found) = Library::from_files(&files);
        problems.extend(found);
        Ok(Faq {
            files,
            library,
            problems,
        })
    }

    /// An assistant that has learned the folder. Problems are only counted: `check` shows them.
    pub(super) fn assistant(&self, terminal: &mut Terminal) -> Result<Assistant, Failure> {
        let faq = self.faq()?;
        if !faq.problems.is_empty() {
            let found = counted(faq.problems.len(), "problem", "problems");
            terminal.say(&format!(
                "{found} in {}: `aftercare check` shows where.",
                self.faq.display()
            ));
        }
        self.refuse_empty(&faq.library)?;
        Ok(Assistant::learn(faq.library))
    }

    /// Without one good entry there is nothing to run.
    pub(super) fn refuse_empty(&self, library: &Library) -> Result<(), Failure> {
        if library.entries.is_empty() {
            return Err(Failure(format!(
                "there is no FAQ entry to answer from in {}: at least one file needs an [[entry]] with id, question and answer",
                self.faq.display()
            )));
        }
        Ok(())
    }
}

/// Today in the clinic's time zone.
pub(super) fn today() -> Date {
    let today = ZonedDateTime::now().date();
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    Date {
        year: u16::try_from(today.year()).unwrap_or(0),
        month: part(today.month()),
        day: part(today.day()),
    }
}
