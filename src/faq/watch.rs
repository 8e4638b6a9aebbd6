//! Notices that something in the FAQ folder was changed.
//!
//! It looks every few seconds instead of waiting to be told: that works the same for every editor, for files that are
//! replaced by renaming, and for folders on a network, where the system tells nothing.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Config, PollWatcher, RecursiveMode, Watcher};

/// Time between two looks. All files together are read in some milliseconds.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Without a change for so long, whoever saves several files is through.
const QUIET: Duration = Duration::from_secs(3);

/// Watches one folder, with its subfolders, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    changes: Receiver<()>,
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
            _watcher: watcher,
        })
    }

    /// Waits for a change, and then until nothing changes any more. Tells whether there was one within this time.
    pub fn changed_within(&self, patience: Duration) -> bool {
        if self.changes.recv_timeout(patience).is_err() {
            return false;
        }
        loop {
            match self.changes.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Only ever waited for in vain.
    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn new_changed_renamed_and_deleted_files_are_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("faq.toml");
        fs::write(&file, "a = 1").expect("written");
        let watch = Watch::begin(folder.path()).expect("a folder that can be read");
        assert!(!watch.changed_within(Duration::ZERO));
        fs::write(&file, "a = 2").expect("written");
        assert!(watch.changed_within(LONG), "changed");
        let other = folder.path().join("saving.tmp");
        fs::write(&other, "a = 3").expect("written");
        fs::rename(&other, &file).expect("renamed");
        assert!(watch.changed_within(LONG), "replaced by renaming");
        fs::remove_file(&file).expect("removed");
        assert!(watch.changed_within(LONG), "deleted");
    }
}
