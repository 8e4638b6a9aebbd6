//! A known model's files from the hub that publishes them.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use hf_hub::api::Progress;
use hf_hub::api::sync::{Api, ApiBuilder, ApiError, ApiRepo};
use hf_hub::{Cache, Repo, RepoType};

use super::install::{Count, copy_checked, wrong_size};
use super::known::{KnownFile, KnownModel};

/// Where models are published; `HF_ENDPOINT` names another place, as it does for other programs.
pub const HUB: &str = "https://huggingface.co";

/// Times that a connection which breaks off is taken up again where it stopped.
const RETRIES: usize = 3;

/// Fetches each file below `unfinished`, and moves the right ones into its folder `model`.
pub(super) fn fetch(
    address: &str,
    known: &KnownModel<'_>,
    unfinished: &Path,
    count: &mut Count<'_>,
) -> Result<(), String> {
    // A cache of its own: nobody's token is read, nobody's cache is written, and it vanishes with the folder.
    let cache = Cache::new(unfinished.join("hub"));
    let api = ApiBuilder::from_cache(cache)
        .with_endpoint(address.trim_end_matches('/').to_owned())
        .with_retries(RETRIES)
        .with_progress(false)
        .build()
        .map_err(|error| format!("no connection can be made: {error}"))?;
    let repository = Repo::with_revision(
        known.repository.to_owned(),
        RepoType::Model,
        known.revision.to_owned(),
    );
    let repository = api.repo(repository);
    for file in &known.files {
        let from = format!("from {}", repository.url(file.path));
        check_offer(&api, &repository, file).map_err(|why| format!("{why} ({from})"))?;
        fetch_one(&repository, file, &unfinished.join("model"), count)
            .map_err(|why| format!("{why} ({from})"))?;
    }
    Ok(())
}

/// Looks at what the hub says of a file before anything is fetched.
fn check_offer(api: &Api, repository: &ApiRepo, file: &KnownFile<'_>) -> Result<(), String> {
    let offer = api
        .metadata(&repository.url(file.path))
        .map_err(|error| not_fetched(file, &error))?;
    if offer.size() as u64 != file.bytes {
        return Err(wrong_size(file, offer.size() as u64));
    }
    // The client names its copy after this tag, so a path in it would lead out of its folder.
    if Path::new(offer.etag()).file_name() != Some(offer.etag().as_ref()) {
        return Err(format!("the hub's tag of {} is a path", file.path));
    }
    Ok(())
}

fn fetch_one(
    repository: &ApiRepo,
    file: &KnownFile<'_>,
    into: &Path,
    count: &mut Count<'_>,
) -> Result<(), String> {
    let bar = Bar {
        before: count.done(),
        fetched: 0,
        count,
    };
    let fetched = repository
        .download_with_progress(file.path, bar)
        .map_err(|error| not_fetched(file, &error))?;
    let told = |error: io::Error| format!("{} can't be kept: {error}", file.path);
    // The client gives a link into its cache.
    let fetched = fs::canonicalize(fetched).map_err(told)?;
    let mut reader = File::open(&fetched).map_err(told)?;
    copy_checked(&mut reader, file, &mut io::sink(), None)?;
    fs::rename(fetched, into.join(file.path)).map_err(told)
}

fn not_fetched(file: &KnownFile<'_>, error: &ApiError) -> String {
    format!("{} could not be fetched: {error}", file.path)
}

/// One file's part of the whole.
struct Bar<'a, 'p> {
    before: u64,
    fetched: u64,
    count: &'a mut Count<'p>,
}

impl Progress for Bar<'_, '_> {
    /// Called again when a connection is taken up again; what was there by then is told at once.
    fn init(&mut self, _size: usize, _name: &str) {
        self.fetched = 0;
    }

    fn update(&mut self, bytes: usize) {
        self.fetched += bytes as u64;
        self.count.set(self.before + self.fetched);
    }

    fn finish(&mut self) {}
}
