//! What most subcommands begin with: the settings, the FAQ folder, and an assistant that has learned it.

use std::fs;
use std::path::Path;
#[cfg(feature = "meaning")]
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::Failure;
use super::check::counted;
use super::terminal::Terminal;
use crate::assistant::Assistant;
#[cfg(feature = "discord")]
use crate::edition::Edition;
use crate::edition::Reading;
#[cfg(feature = "meaning")]
use crate::encoder::{self, Found, Models};
use crate::faq::Library;
use crate::faq::folder::read_folder;
use crate::matching::meaning::Encoder;
use crate::settings::{Model, Settings};

/// Where the FAQ and the settings are.
pub(super) struct Source<'a> {
    pub(super) faq: &'a Path,
    pub(super) config: Option<&'a Path>,
    pub(super) model: Option<&'a Model>,
    /// Opened once: every version of the FAQ is encoded by the same one.
    pub(super) opened: OnceLock<Option<Arc<dyn Encoder>>>,
}

/// Who chose the model.
#[cfg(feature = "meaning")]
pub(super) enum ChosenBy {
    CommandLine,
    Settings,
    Nobody,
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
    pub(super) fn faq(&self) -> Result<Reading, Failure> {
        let (files, unreadable) =
            read_folder(self.faq).map_err(|failure| Failure(failure.to_string()))?;
        Ok(Reading::of(files, unreadable))
    }

    /// An assistant that has learned the folder.
    pub(super) fn assistant(&self, terminal: &mut Terminal) -> Result<Assistant, Failure> {
        let reading = self.usable(terminal)?;
        self.learn(reading.library)
    }

    /// The folder and what has learned it.
    #[cfg(feature = "discord")]
    pub(super) fn edition(&self, terminal: &mut Terminal) -> Result<Edition, Failure> {
        let Reading {
            files,
            library,
            problems,
        } = self.usable(terminal)?;
        let assistant = Arc::new(self.learn(library)?);
        Ok(Edition::new(assistant, files, problems))
    }

    /// Reads the folder, and says how many problems it has: `check` shows them.
    fn usable(&self, terminal: &mut Terminal) -> Result<Reading, Failure> {
        let reading = self.faq()?;
        if !reading.problems.is_empty() {
            let found = counted(reading.problems.len(), "problem", "problems");
            terminal.say(&format!(
                "{found} in {}: `aftercare check` shows where.",
                self.faq.display()
            ));
        }
        self.refuse_empty(&reading.library)?;
        Ok(reading)
    }

    /// Learns a library with the model that was chosen.
    pub(super) fn learn(&self, library: Library) -> Result<Assistant, Failure> {
        if self.opened.get().is_none() {
            let encoder = self.encoder()?;
            self.opened.get_or_init(|| encoder);
        }
        let encoder = self.opened.get().and_then(Option::as_ref);
        Ok(Assistant::learn(library, encoder))
    }

    /// The model that the command line, else the settings choose; else the best that is there.
    #[cfg(feature = "meaning")]
    pub(super) fn model(&self, models: &Models) -> Result<(Found, ChosenBy), Failure> {
        let settings = self.settings()?.model;
        let (chosen, by) = match (self.model, &settings) {
            (Some(model), _) => (model, ChosenBy::CommandLine),
            (None, Some(model)) => (model, ChosenBy::Settings),
            (None, None) => return Ok((models.best(), ChosenBy::Nobody)),
        };
        Ok((models.find(chosen)?, by))
    }

    #[cfg(feature = "meaning")]
    fn encoder(&self) -> Result<Option<Arc<dyn Encoder>>, Failure> {
        let (found, _) = self.model(&Models::of_user())?;
        let opened = encoder::open(&found)?;
        Ok(opened.map(|encoder| -> Arc<dyn Encoder> {
            Arc::new(match cache_folder() {
                Some(folder) => encoder.cached_in(&folder).telling(progress()),
                None => encoder.telling(progress()),
            })
        }))
    }

    /// Without the feature there is no model to open, and asking for one is refused.
    #[cfg(not(feature = "meaning"))]
    fn encoder(&self) -> Result<Option<Arc<dyn Encoder>>, Failure> {
        match self.model.cloned().or(self.settings()?.model) {
            None | Some(Model::Off) => Ok(None),
            Some(model) => Err(Failure(format!(
                "this program was built without sentence encoders (feature `meaning`), so it can't use the model {model}"
            ))),
        }
    }

    /// Without one good entry there is nothing to run.
    pub(super) fn refuse_empty(&self, library: &Library) -> Result<(), Failure> {
        if library.entries.is_empty() {
            let waiting = match library.drafts.len() {
                0 => "",
                _ => ", and no `draft = true`",
            };
            return Err(Failure(format!(
                "there is no FAQ entry to answer from in {}: at least one file needs an [[entry]] with id, question and \
                 answer{waiting}",
                self.faq.display()
            )));
        }
        Ok(())
    }
}

/// Where phrasings' vectors are kept between two starts: the system's place for what can be made again.
#[cfg(feature = "meaning")]
fn cache_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    let places = etcetera::choose_base_strategy().ok()?;
    Some(places.cache_dir().join("aftercare"))
}

/// Draws how far encoding is, on a terminal and only if it takes noticeable time.
#[cfg(feature = "meaning")]
fn progress() -> encoder::Progress {
    let bar = super::terminal::progress_bar("Learning the phrasings (kept for the next start)");
    Box::new(move |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        if done == all {
            bar.finish_and_clear();
        }
    })
}
