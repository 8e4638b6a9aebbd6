//! A folder, its history, and what goes wrong while a change is saved.

use std::fs;
use std::path::Path;

use aftercare::faq::edit::FileChange;
use aftercare::faq::folder::{SourceFile, read_folder};
use aftercare::staff::{Deed, Keeper, NotKept};
use aftercare::store::{ChangeState, RecordedChange, Store, StoreAddress};
use tempfile::TempDir;

use super::fragile::{Fragile, Trouble};

/// A folder and a store, as they outlive a process.
pub(super) struct Clinic(TempDir);

impl Clinic {
    /// With these files.
    pub(super) fn with(files: &[(&str, &str)]) -> Self {
        let clinic = Self(TempDir::new().expect("a folder"));
        fs::create_dir(clinic.faq()).expect("a folder");
        for (name, text) in files {
            clinic.save(name, text);
        }
        clinic
    }

    pub(super) fn faq(&self) -> std::path::PathBuf {
        self.0.path().join("faq")
    }

    /// Somebody saves a file by hand.
    pub(super) fn save(&self, name: &str, text: &str) {
        fs::write(self.faq().join(name), text).expect("written");
    }

    pub(super) async fn store(&self) -> Store {
        let path = self.0.path().join("aftercare.db");
        let address = StoreAddress::parse(path.to_str().expect("a plain path"));
        Store::open(&address.expect("an address"))
            .await
            .expect("a store")
    }

    /// A process begins to work on it.
    pub(super) async fn opened(&self) -> Keeper {
        Keeper::open(&self.faq(), self.store().await)
            .await
            .expect("an open folder")
    }

    /// The same, on such a disk.
    pub(super) async fn opened_on(&self, disk: &Fragile) -> Keeper {
        let disk = Box::new(disk.clone());
        let opened = Keeper::open_through(disk, &self.faq(), self.store().await).await;
        opened.expect("an open folder")
    }

    pub(super) fn files(&self) -> Vec<SourceFile> {
        files(&self.faq())
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.faq().join(name)).expect("a file")
    }
}

fn files(folder: &Path) -> Vec<SourceFile> {
    read_folder(folder).expect("a folder").0
}

pub(super) const BY_THEA: Deed<'_> = Deed {
    name: "edit",
    subject: "crying-normal",
    at: 1_764_000_000,
    who: Some(7),
    confirmed_by: None,
    undoes: None,
};

/// A file's text becomes another.
pub(super) fn change(files: &[SourceFile], name: &str, after: Option<&str>) -> FileChange {
    let before = files.iter().find(|file| file.name.as_ref() == name);
    FileChange {
        file: name.into(),
        before: before.map(|file| file.text.clone()),
        after: after.map(str::to_owned),
    }
}

async fn keep(
    keeper: &mut Keeper,
    clinic: &Clinic,
    name: &str,
    text: &str,
) -> Result<i64, NotKept> {
    let files = clinic.files();
    let changes = [change(&files, name, Some(text))];
    keeper.keep(BY_THEA, &files, &changes).await
}

fn states(history: &[RecordedChange]) -> Vec<(i64, &str, ChangeState)> {
    let states = history.iter().rev();
    states
        .map(|change| (change.number, change.deed.as_str(), change.state))
        .collect()
}

#[tokio::test]
async fn a_change_is_in_the_file_and_in_the_history() {
    let clinic = Clinic::with(&[("faq.toml", "one\n")]);
    let mut keeper = clinic.opened().await;
    assert_eq!(
        keep(&mut keeper, &clinic, "faq.toml", "two\n")
            .await
            .expect("kept"),
        2
    );
    assert_eq!(clinic.text("faq.toml"), "two\n");
    let history = keeper.history(None, 10).await.expect("a history");
    let done = ChangeState::Done;
    assert_eq!(states(&history), [(1, "found", done), (2, "edit", done)]);
    assert_eq!(
        (history[0].who, history[0].files[0].added.as_str()),
        (Some(7), "two")
    );
}

#[tokio::test]
async fn what_was_saved_by_hand_is_in_the_history_and_never_overwritten() {
    let clinic = Clinic::with(&[("faq.toml", "one\n")]);
    let mut keeper = clinic.opened().await;
    let seen = clinic.files();
    clinic.save("faq.toml", "one\nby hand\n");
    let changes = [change(&seen, "faq.toml", Some("two\n"))];
    let refused = keeper.keep(BY_THEA, &seen, &changes).await;
    assert!(
        matches!(refused, Err(NotKept::ChangedMeanwhile)),
        "{refused:?}"
    );
    assert_eq!(clinic.text("faq.toml"), "one\nby hand\n");
    keeper.note().await.expect("noted");
    let history = keeper.history(None, 1).await.expect("a history");
    assert_eq!(
        (history[0].deed.as_str(), history[0].who),
        ("by-hand", None)
    );
    assert_eq!(history[0].files[0].added, "by hand\n");
}

#[tokio::test]
async fn a_change_is_taken_back_from_under_later_ones() {
    let clinic = Clinic::with(&[("faq.toml", "a\nb\nc\n")]);
    let mut keeper = clinic.opened().await;
    let number = keep(&mut keeper, &clinic, "faq.toml", "A\nb\nc\n")
        .await
        .expect("kept");
    clinic.save("faq.toml", "A\nb\nC\n");
    let (undone, changes) = keeper.undoing(None).await.expect("it can be taken back");
    assert_eq!(undone.number, number);
    let deed = Deed {
        undoes: Some(number),
        ..BY_THEA
    };
    keeper
        .keep(deed, &clinic.files(), &changes)
        .await
        .expect("kept");
    assert_eq!(clinic.text("faq.toml"), "a\nb\nC\n");
    let again = keeper.undoing(None).await;
    assert!(
        matches!(again, Err(NotKept::CannotUndo(_))),
        "nothing of staff's is left: {again:?}"
    );
}

#[tokio::test]
async fn a_full_disk_changes_nothing_at_any_step() {
    let clinic = Clinic::with(&[("a.toml", "a\n"), ("b.toml", "b\n")]);
    for step in 0..6 {
        let disk = Fragile::new(&clinic.faq(), Trouble::IsFull);
        let mut keeper = clinic.opened_on(&disk).await;
        let files = clinic.files();
        let changes = ["a.toml", "b.toml"].map(|name| change(&files, name, Some("new\n")));
        disk.breaks_after(step);
        let refused = keeper.keep(BY_THEA, &files, &changes).await;
        assert!(
            matches!(refused, Err(NotKept::Unwritten(_))),
            "{step}: {refused:?}"
        );
        let told = refused.expect_err("refused").to_string();
        assert!(
            told.starts_with("The disk is full, so nothing was saved."),
            "{told}"
        );
        assert_eq!(clinic.files(), files, "{step}");
        let history = keeper.history(None, 10).await.expect("a history");
        assert_eq!(history.len(), 1, "{step}");
    }
}

#[tokio::test]
async fn a_process_that_dies_at_any_step_leaves_the_change_whole() {
    for step in 0..6 {
        let clinic = Clinic::with(&[("a.toml", "a\n"), ("b.toml", "b\n")]);
        let disk = Fragile::new(&clinic.faq(), Trouble::Dies);
        let mut keeper = clinic.opened_on(&disk).await;
        let files = clinic.files();
        let changes = ["a.toml", "b.toml"].map(|name| change(&files, name, Some("new\n")));
        disk.breaks_after(step);
        keeper
            .keep(BY_THEA, &files, &changes)
            .await
            .expect_err("it died");
        drop(keeper);
        let keeper = clinic.opened().await;
        let texts: Vec<String> = clinic.files().into_iter().map(|file| file.text).collect();
        assert_eq!(texts, ["new\n", "new\n"], "{step}");
        let history = keeper.history(None, 10).await.expect("a history");
        let done = ChangeState::Done;
        assert_eq!(
            states(&history),
            [(1, "found", done), (2, "edit", done)],
            "{step}"
        );
    }
}

#[tokio::test]
async fn a_file_that_was_saved_after_the_process_died_is_left_and_the_change_set_aside() {
    let clinic = Clinic::with(&[("faq.toml", "one\n")]);
    let disk = Fragile::new(&clinic.faq(), Trouble::Dies);
    let mut keeper = clinic.opened_on(&disk).await;
    disk.breaks_after(0);
    keep(&mut keeper, &clinic, "faq.toml", "two\n")
        .await
        .expect_err("it died");
    drop(keeper);
    clinic.save("faq.toml", "by hand\n");
    let mut keeper = clinic.opened().await;
    assert_eq!(clinic.text("faq.toml"), "by hand\n");
    let set_aside = keeper.set_aside();
    assert_eq!(set_aside[0].files[0].added, "two", "its text is not lost");
    let history = keeper.history(None, 10).await.expect("a history");
    let (done, abandoned) = (ChangeState::Done, ChangeState::Abandoned);
    let expected = [
        (1, "found", done),
        (2, "edit", abandoned),
        (3, "by-hand", done),
    ];
    assert_eq!(states(&history), expected);
}

#[tokio::test]
async fn two_processes_on_one_folder_see_each_others_changes() {
    let clinic = Clinic::with(&[("faq.toml", "one\n")]);
    let mut first = clinic.opened().await;
    let mut second = clinic.opened().await;
    keep(&mut first, &clinic, "faq.toml", "two\n")
        .await
        .expect("kept");
    keep(&mut second, &clinic, "faq.toml", "three\n")
        .await
        .expect("kept");
    keep(&mut first, &clinic, "faq.toml", "four\n")
        .await
        .expect("kept");
    let history = second.history(None, 10).await.expect("a history");
    let done = ChangeState::Done;
    let expected = [
        (1, "found", done),
        (2, "edit", done),
        (3, "edit", done),
        (4, "edit", done),
    ];
    assert_eq!(states(&history), expected);
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_may_not_be_written_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let clinic = Clinic::with(&[("faq.toml", "one\n")]);
    let read_only = fs::Permissions::from_mode(0o555);
    fs::set_permissions(clinic.faq(), read_only).expect("set");
    if fs::write(clinic.faq().join("probe"), "").is_ok() {
        // The administrator may write everywhere; then a file in the folder's place is as good.
        fs::remove_file(clinic.faq().join("probe")).expect("removed");
        fs::create_dir(clinic.faq().join(".aftercare.lock")).expect("a folder");
    }
    let opened = Keeper::open(&clinic.faq(), clinic.store().await).await;
    let told = opened.expect_err("it can't be written").to_string();
    assert!(told.contains("nothing was saved"), "{told}");
    fs::set_permissions(clinic.faq(), fs::Permissions::from_mode(0o755)).expect("set");
}
