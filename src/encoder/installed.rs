//! Where installed models lie, and which model a choice means.
//!
//! One folder a model, named after it, below the user's data folder. What begins with a dot is this program's own: a lock
//! and what is not finished.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::EncoderFailure;
use super::known::{KNOWN, KnownModel};
use crate::settings::Model;

/// Begins the name of a folder that is being filled or emptied.
const UNFINISHED: &str = ".unfinished-";

/// A choice, looked up: what [`open`](super::open) opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No model: words and letters alone.
    Off,
    /// The one inside the program.
    BuiltIn,
    /// One that was installed.
    Installed {
        /// Its name.
        name: String,
        /// Where it lies.
        folder: PathBuf,
    },
    /// One in a folder of the operator's.
    Folder(PathBuf),
}

/// The place of the installed models.
#[derive(Debug, Clone)]
pub struct Models {
    /// Nothing where the system names no place for a user's data: then none is installed.
    folder: Option<PathBuf>,
}

impl Models {
    /// Those of the user who runs the program.
    pub fn of_user() -> Self {
        use etcetera::BaseStrategy as _;
        let places = etcetera::choose_base_strategy().ok();
        Self {
            folder: places.map(|places| places.data_dir().join("aftercare/models")),
        }
    }

    /// Those in this folder, which may not exist yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
        }
    }

    /// Names of the installed models, sorted.
    pub fn names(&self) -> Vec<String> {
        let items = self.folder.iter().flat_map(fs::read_dir).flatten();
        let mut names: Vec<String> = items
            .filter_map(|item| item.ok()?.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    }

    /// The model that is used where nobody chose: the best that is installed, else the built-in. Whether it works is seen
    /// when it is opened: a broken one is not passed over.
    pub fn best(&self) -> Found {
        let installed = KNOWN.iter().find_map(|known| self.installed(known.name));
        installed.unwrap_or(Found::BuiltIn)
    }

    /// What a choice means. An installed model goes before a folder of the same name, which can be written `./NAME`.
    ///
    /// # Errors
    /// When no installed model and no folder is called so; the message says what there is.
    pub fn find(&self, model: &Model) -> Result<Found, EncoderFailure> {
        let name = match model {
            Model::Off => return Ok(Found::Off),
            Model::BuiltIn => return Ok(Found::BuiltIn),
            Model::Named(name) => name,
        };
        if let Some(installed) = self.installed(name) {
            return Ok(installed);
        }
        if let Some(known) = KnownModel::named(name) {
            return Err(EncoderFailure(format!(
                "the model {name} is not installed: `aftercare model install {name}` fetches it{}",
                if Path::new(known.name).is_dir() {
                    format!(" (for the folder of this name, write ./{name})")
                } else {
                    String::new()
                }
            )));
        }
        let folder = PathBuf::from(name);
        if folder.is_dir() {
            return Ok(Found::Folder(folder));
        }
        Err(EncoderFailure(format!(
            "there is no model “{name}”: no installed model and no folder is called so. There are {}, and any folder with a BERT-style sentence model",
            self.choices().join(", ")
        )))
    }

    /// Deletes an installed model; never half of it.
    ///
    /// # Errors
    /// When none of this name is installed, or the disk refuses.
    pub fn remove(&self, name: &str) -> Result<(), EncoderFailure> {
        let names = self.names();
        if !names.iter().any(|installed| installed == name) {
            let installed = match names.as_slice() {
                [] => "none is".to_owned(),
                _ => names.join(", "),
            };
            return Err(EncoderFailure(format!(
                "no model “{name}” is installed (installed: {installed})"
            )));
        }
        let _lock = self.lock()?;
        self.unfinished()
            .and_then(|bin| {
                set_aside(&self.folder()?.join(name), bin.path()).map_err(|error| {
                    EncoderFailure(format!("the model {name} can't be removed: {error}"))
                })
            })
            .map(drop)
    }

    /// Where the models lie.
    pub(super) fn folder(&self) -> Result<&Path, EncoderFailure> {
        self.folder.as_deref().ok_or_else(|| {
            EncoderFailure(
                "the system names no place for a user's data: set HOME or XDG_DATA_HOME".into(),
            )
        })
    }

    /// Keeps other processes from changing the models until it is dropped, and clears away what an interrupted one left.
    pub(super) fn lock(&self) -> Result<Lock, EncoderFailure> {
        let folder = self.folder()?;
        let told = |error: &dyn std::fmt::Display| {
            EncoderFailure(format!("{} can't be used: {error}", folder.display()))
        };
        fs::create_dir_all(folder).map_err(|error| told(&error))?;
        let lock = File::create(folder.join(".lock")).map_err(|error| told(&error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                return Err(told(&"another aftercare is installing or removing a model"));
            }
            Err(fs::TryLockError::Error(error)) => return Err(told(&error)),
        }
        for item in fs::read_dir(folder).into_iter().flatten().flatten() {
            if item.file_name().to_string_lossy().starts_with(UNFINISHED) {
                // What can't be cleared away is in nobody's way.
                let _ = fs::remove_dir_all(item.path());
            }
        }
        Ok(Lock(lock))
    }

    /// A folder beside the models that vanishes with the value; call it with the lock.
    pub(super) fn unfinished(&self) -> Result<tempfile::TempDir, EncoderFailure> {
        let folder = self.folder()?;
        tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempdir_in(folder)
            .map_err(|error| {
                EncoderFailure(format!("{} can't be written to: {error}", folder.display()))
            })
    }

    /// Whatever lies under the name counts, so that a damaged model is noticed.
    fn installed(&self, name: &str) -> Option<Found> {
        let is_plain = Path::new(name).file_name() == Some(name.as_ref()) && !name.starts_with('.');
        let folder = self.folder.as_deref().filter(|_| is_plain)?.join(name);
        is_there(&folder).then(|| Found::Installed {
            name: name.to_owned(),
            folder,
        })
    }

    fn choices(&self) -> Vec<String> {
        let mut choices = vec!["built-in".to_owned(), "off".to_owned()];
        let names = self.names();
        let missing = KNOWN
            .iter()
            .filter(|known| names.iter().all(|name| name != known.name));
        let missing: Vec<String> = missing
            .map(|known| format!("{} (once it is installed)", known.name))
            .collect();
        choices.extend(names);
        choices.extend(missing);
        choices
    }
}

/// Held while models are changed.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Closing the file is not enough: a process that is being started just then holds it open, too, for a moment.
    fn drop(&mut self) {
        // If it can't be unlocked, closing it is what remains.
        let _ = self.0.unlock();
    }
}

/// Whether anything has this path, be it a link that leads nowhere or something that may not be looked at.
pub(super) fn is_there(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    }
}

/// Moves something into a folder that will be deleted; gives its new place.
pub(super) fn set_aside(path: &Path, bin: &Path) -> std::io::Result<PathBuf> {
    let aside = bin.join("old");
    fs::rename(path, &aside)?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn models(names: &[&str]) -> (tempfile::TempDir, Models) {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let models = Models::in_folder(folder.path().to_owned());
        (folder, models)
    }

    fn named(name: &str) -> Model {
        Model::Named(name.to_owned())
    }

    #[test]
    fn the_best_installed_model_is_used_else_the_built_in() {
        let (_folder, none) = models(&["my-own", ".unfinished-1"]);
        assert_eq!(none.best(), Found::BuiltIn);
        assert_eq!(none.names(), ["my-own"]);
        let (folder, one) = models(&["all-MiniLM-L6-v2"]);
        let installed = Found::Installed {
            name: "all-MiniLM-L6-v2".into(),
            folder: folder.path().join("all-MiniLM-L6-v2"),
        };
        assert_eq!(one.best(), installed);
        assert_eq!(one.find(&named("all-MiniLM-L6-v2")), Ok(installed));
        assert_eq!(one.find(&Model::BuiltIn), Ok(Found::BuiltIn));
        assert_eq!(one.find(&Model::Off), Ok(Found::Off));
    }

    #[test]
    fn an_unknown_name_is_told_what_there_is() {
        let (folder, models) = models(&["my-own"]);
        let told = |name: &str| {
            models
                .find(&named(name))
                .expect_err("no such model")
                .to_string()
        };
        assert_eq!(
            told("mini"),
            "there is no model “mini”: no installed model and no folder is called so. There are built-in, off, my-own, \
             all-MiniLM-L6-v2 (once it is installed), and any folder with a BERT-style sentence model"
        );
        assert!(told("all-MiniLM-L6-v2").contains("`aftercare model install all-MiniLM-L6-v2`"));
        for odd in ["", ".", "..", ".lock", "../x", "my-own/x"] {
            assert_eq!(models.installed(odd), None, "{odd}");
        }
        let path = folder.path().to_string_lossy().into_owned();
        assert_eq!(
            models.find(&named(&path)),
            Ok(Found::Folder(folder.path().to_owned()))
        );
    }

    #[test]
    fn a_model_is_removed_and_nothing_else() {
        let (folder, models) = models(&["a", "b", ".unfinished-old"]);
        fs::write(folder.path().join("a/config.json"), "{}").expect("a file");
        models.remove("a").expect("it is there");
        assert_eq!(models.names(), ["b"]);
        let told = models.remove("../b").expect_err("no name");
        assert_eq!(
            told.to_string(),
            "no model “../b” is installed (installed: b)"
        );
        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
        assert_eq!(left.len(), 2, "b and the lock: {left:?}");
    }

    #[test]
    fn only_one_process_changes_the_models() {
        let (_folder, models) = models(&["a"]);
        let lock = models.lock().expect("the first");
        let told = models.remove("a").expect_err("the second");
        assert!(told.to_string().contains("another aftercare"), "{told}");
        drop(lock);
        models.remove("a").expect("nobody else");
    }
}
