//! Where the bot keeps what staff set in Discord.

use std::env;
use std::fs;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use super::Failure;
use crate::settings::Settings;
use crate::store::StoreAddress;

/// The variable that names a PostgreSQL, or another file; it may hold a password, so it goes before the settings.
const VARIABLE: &str = "DATABASE_URL";

/// The file's name in the system's place for data.
const FILE: &str = "aftercare.db";

/// What `DATABASE_URL` says, else the settings; else a file in the system's place for data.
pub(super) fn address(settings: &Settings) -> Result<StoreAddress, Failure> {
    let set = env::var(VARIABLE)
        .ok()
        .filter(|text| !text.trim().is_empty());
    let chosen = set.or_else(|| settings.store.clone());
    let text = match chosen {
        Some(text) => text,
        None => default_file()?.to_string_lossy().into_owned(),
    };
    StoreAddress::parse(&text).map_err(|error| Failure(error.to_string()))
}

fn default_file() -> Result<PathBuf, Failure> {
    let places = etcetera::choose_base_strategy().map_err(|_| {
        Failure(format!(
            "this account has no home folder to keep the bot's settings in: set {VARIABLE} to a file's path"
        ))
    })?;
    let folder = places.data_dir().join("aftercare");
    fs::create_dir_all(&folder).map_err(|error| {
        Failure(format!(
            "{} can't be made: {error}. Mend that, or set {VARIABLE} to a file's path",
            folder.display()
        ))
    })?;
    Ok(folder.join(FILE))
}
