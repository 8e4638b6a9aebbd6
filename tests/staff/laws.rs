//! Any sequence of edits, undoings, edits by hand, crashes and reloads leaves a folder that the history replays to, and
//! loses no text.

use std::collections::{BTreeMap, BTreeSet};

use aftercare::faq::edit::{Change, FileChange, NewEntry, applied, edit};
use aftercare::faq::folder::SourceFile;
use aftercare::faq::{Library, Severity};
use aftercare::language::Language;
use aftercare::staff::{Deed, Keeper};
use aftercare::store::{ChangeState, FileSplice, RecordedChange};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, ProptestConfig, Strategy, prop_oneof, proptest};

use super::fragile::{Fragile, Trouble};
use super::keeping::{BY_THEA, Clinic};

const FAQ: &str = "# Kept by the front desk.
[[entry]]
id = \"crying\"
question = \"Is it normal to cry?\"
phrasings = [
    \"i bawled\",  # often
    \"tears on the table\",
]
answer = \"\"\"
Yes, it is.
\"\"\"

[[entry]]
id = \"often\"
question = \"How often should I come?\"
answer = \"Once a month.\"
";

/// Something that happens.
#[derive(Debug, Clone)]
enum Event {
    /// Staff change something; the process may die after so many steps on the disk.
    Edit(Change, Option<i64>),
    /// Staff take a change back: the latest, or the one that is so many before it.
    Undo(i64, Option<i64>),
    /// Somebody writes a line below a file by hand.
    ByHand(String),
    /// The bot is started again.
    Restart,
}

fn text() -> impl Strategy<Value = String> {
    "[a-zé\"\\\\#' ]{1,12}x"
}

fn id() -> BoxedStrategy<String> {
    prop_oneof![
        Just("crying".to_owned()),
        Just("often".to_owned()),
        "new-[ab]"
    ]
    .boxed()
}

fn a_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        ("[ab]", text(), text()).prop_map(|(id, question, answer)| Change::Add {
            file: "from-the-team.toml".to_owned(),
            entry: NewEntry {
                id: format!("new-{id}"),
                question,
                answer,
                phrasings: Vec::new(),
            },
        }),
        (id(), text(), text()).prop_map(|(id, question, answer)| Change::Rewrite {
            id,
            language: Language::English,
            question,
            answer,
        }),
        (id(), text()).prop_map(|(id, text)| Change::Teach {
            id,
            language: Language::English,
            phrasings: vec![text],
        }),
        id().prop_map(|id| Change::Retire { id }),
        text().prop_map(|message| Change::Background { message }),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let dies = || option::weighted(0.3, 0..5_i64);
    prop_oneof![
        4 => (a_change(), dies()).prop_map(|(change, dies)| Event::Edit(change, dies)),
        2 => (0..4_i64, dies()).prop_map(|(back, dies)| Event::Undo(back, dies)),
        1 => text().prop_map(Event::ByHand),
        1 => Just(Event::Restart),
    ]
}

/// A clinic, a process that works there, and every text that somebody was told is saved.
struct Story {
    clinic: Clinic,
    disk: Fragile,
    keeper: Keeper,
    saved: Vec<String>,
}

impl Story {
    async fn begin() -> Self {
        let clinic = Clinic::with(&[("faq.toml", FAQ)]);
        let disk = Fragile::new(&clinic.faq(), Trouble::Dies);
        let keeper = clinic.opened_on(&disk).await;
        Self {
            clinic,
            disk,
            keeper,
            saved: Vec::new(),
        }
    }

    async fn happens(&mut self, event: Event) {
        match event {
            Event::Edit(change, dies) => {
                let files = self.clinic.files();
                if let Ok(changes) = edit(&files, &change)
                    && is_good(&applied(&files, &changes))
                {
                    let new = match change {
                        Change::Rewrite { answer, .. } => Some(answer),
                        Change::Add { entry, .. } => Some(entry.answer),
                        _ => None,
                    };
                    if self.keep(BY_THEA, &files, &changes, dies).await {
                        self.saved.extend(new);
                    }
                }
            }
            Event::Undo(back, dies) => {
                let newest = self.keeper.history(None, 1).await.expect("a history")[0].number;
                let Ok((undone, changes)) = self.keeper.undoing(Some(newest - back)).await else {
                    return;
                };
                let files = self.clinic.files();
                if is_good(&applied(&files, &changes)) {
                    let deed = Deed {
                        undoes: Some(undone.number),
                        ..BY_THEA
                    };
                    self.keep(deed, &files, &changes, dies).await;
                }
            }
            Event::ByHand(text) => {
                let file = self.clinic.files().swap_remove(0);
                self.clinic
                    .save(&file.name, &format!("{}\n# {text}\n", file.text));
                self.keeper.note().await.expect("noted");
            }
            Event::Restart => self.restart().await,
        }
    }

    async fn keep(
        &mut self,
        deed: Deed<'_>,
        files: &[SourceFile],
        changes: &[FileChange],
        dies: Option<i64>,
    ) -> bool {
        self.disk.breaks_after(dies.unwrap_or(i64::MAX));
        let kept = self.keeper.keep(deed, files, changes).await;
        assert!(kept.is_ok() || dies.is_some(), "{kept:?}");
        if dies.is_some() {
            self.restart().await;
        }
        kept.is_ok()
    }

    async fn restart(&mut self) {
        self.disk = Fragile::new(&self.clinic.faq(), Trouble::Dies);
        self.keeper = self.clinic.opened_on(&self.disk).await;
    }

    /// The folder can be read, its history replays to it, and what somebody was told is saved is in one of the two.
    async fn check(&mut self) {
        let files = self.clinic.files();
        assert!(is_good(&files), "{files:?}");
        let mut history = self.keeper.history(None, 1000).await.expect("a history");
        history.reverse();
        let expected: BTreeMap<String, String> = files
            .iter()
            .map(|file| (file.name.to_string(), file.text.clone()))
            .collect();
        let replayed = replayed(&history);
        assert_eq!(replayed.last(), Some(&expected));
        let answers: BTreeSet<String> = replayed.iter().flat_map(answers).collect();
        for saved in &self.saved {
            assert!(answers.contains(saved.trim()), "{saved:?} is lost");
        }
    }
}

fn answers(folder: &BTreeMap<String, String>) -> Vec<String> {
    let files = folder.iter().map(|(name, text)| SourceFile {
        name: name.as_str().into(),
        text: text.clone(),
    });
    let (library, _) = Library::from_files(&files.collect::<Vec<_>>());
    library
        .entries
        .into_iter()
        .map(|entry| entry.answer)
        .collect()
}

/// What the folder was after each change, worked out in the simplest way there is, and without the program's own.
pub(crate) fn replayed(history: &[RecordedChange]) -> Vec<BTreeMap<String, String>> {
    let mut folder: BTreeMap<String, String> = BTreeMap::new();
    let done = history
        .iter()
        .filter(|change| change.state == ChangeState::Done);
    let after = done.map(|change| {
        change
            .files
            .iter()
            .for_each(|splice| make(&mut folder, splice));
        folder.clone()
    });
    after.collect()
}

fn make(folder: &mut BTreeMap<String, String>, splice: &FileSplice) {
    let text = folder.remove(&splice.file).unwrap_or_default();
    let start = usize::try_from(splice.start).expect("a small file");
    let (head, rest) = text.split_at(start);
    let rest = rest
        .strip_prefix(splice.removed.as_str())
        .expect("what went was there");
    if splice.after.is_some() {
        folder.insert(splice.file.clone(), format!("{head}{}{rest}", splice.added));
    }
}

fn is_good(files: &[SourceFile]) -> bool {
    let (library, problems) = Library::from_files(files);
    let is_well = problems
        .iter()
        .all(|problem| problem.severity() == Severity::Warning);
    is_well && !library.entries.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_is_lost_whatever_happens(events in vec(event(), 1..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut story = Story::begin().await;
            for event in events {
                story.happens(event).await;
                story.check().await;
            }
        });
    }
}
