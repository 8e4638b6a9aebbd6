//! Notices that something in the FAQ folder was changed.
//!
//! It looks every few seconds instead of waiting to be told: that works the same for every editor, for files that are
//! replaced by renaming, and for folders on a network, where the system tells nothing.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::{Config, PollWatcher, RecursiveMode, Watcher};

/// Time between two looks. All files together are read in some milliseconds.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Without a change for so long, whoever saves several files is through.
const QUIET: Duration = Duration::from_secs(3);

/// Watches one folder, with its subfolders, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    changes: Receiver<()>,
    last: Option<Instant>,
    _watcher: PollWatcher,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn begin(folder: &Path) -> Result<Self, notify::Error> {
        let (tell, changes) = channel();
        let config = Config::default()
            .with_poll_interval(LOOK_EVERY)
            // Some editors and some disks keep the time of the last change to the second, or not at all.
            .with_compare_contents(true);
        let told = move |seen: notify::Result<notify::Event>| {
            // What can't be read for a moment will be seen at the next look; nobody listens any more at the end.
            if seen.is_ok() {
                let _nobody_listens = tell.send(());
            }
        };
        let mut watcher = PollWatcher::new(told, config)?;
        watcher.watch(folder, RecursiveMode::Recursive)?;
        Ok(Self {
            changes,
            last: None,
            _watcher: watcher,
        })
    }

    /// Was something changed since this last said so, and is whoever did it through? Waits for nothing.
    pub fn has_settled(&mut self) -> bool {
        if self.changes.try_iter().count() > 0 {
            self.last = Some(Instant::now());
        }
        let is_settled = self.last.is_some_and(|last| last.elapsed() >= QUIET);
        if is_settled {
            self.last = None;
        }
        is_settled
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Only ever waited for in vain.
    const LONG: Duration = Duration::from_secs(30);

    #[track_caller]
    fn check_seen(watch: &mut Watch, what: &str) {
        let begun = Instant::now();
        while !watch.has_settled() {
            assert!(begun.elapsed() < LONG, "{what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    #[test]
    fn new_changed_renamed_and_deleted_files_are_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("faq.toml");
        fs::write(&file, "a = 1").expect("written");
        let mut watch = Watch::begin(folder.path()).expect("a folder that can be read");
        assert!(!watch.has_settled());
        fs::write(&file, "a = 2").expect("written");
        check_seen(&mut watch, "changed");
        let other = folder.path().join("saving.tmp");
        fs::write(&other, "a = 3").expect("written");
        fs::rename(&other, &file).expect("renamed");
        check_seen(&mut watch, "replaced by renaming");
        fs::remove_file(&file).expect("removed");
        check_seen(&mut watch, "deleted");
    }
}
