//! The labelled questions, each set with the FAQ that it asks.

use std::fs;
use std::path::{Path, PathBuf};

use aftercare::evaluation::{Case, Expected};
use aftercare::faq::Library;
use aftercare::faq::folder::read_folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Where the public sets may lie.
const PUBLIC: &str = "../shared/bench";

/// An FAQ and the questions that it is asked.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) library: Library,
    pub(crate) questions: Vec<Question>,
}

/// A question, and the entry that answers it, if one does.
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) entry: Option<String>,
}

impl Set {
    /// How many questions an entry answers, and how many none does.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let covered = self.questions.iter().filter(|q| q.entry.is_some()).count();
        (covered, self.questions.len() - covered)
    }
}

/// Every set, or why it can't be measured.
pub(crate) fn all() -> Vec<Result<Set, String>> {
    let root = Path::new(ROOT);
    let public = |name: &'static str, folder: &str| {
        let folder = root.join(PUBLIC).join(folder);
        read(name, &folder.join("faq"), &folder.join("cases.jsonl"))
    };
    let cases: PathBuf = root.join("tests/cases/clinic.dev.jsonl");
    vec![
        read("clinic (development cases)", &root.join("faq"), &cases),
        public("BANKING77", "banking"),
        public("CLINC150", "clinc"),
    ]
}

fn read(name: &'static str, faq: &Path, cases: &Path) -> Result<Set, String> {
    let absent = |what: &Path| format!("{name}: not measured, {} is not there", what.display());
    let (files, _) = read_folder(faq).map_err(|_| absent(faq))?;
    let text = fs::read_to_string(cases).map_err(|_| absent(cases))?;
    let cases: Vec<Case> = text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(|error| format!("{name}: not measured, a case is wrong: {error}"))?;
    Ok(Set {
        name,
        library: Library::from_files(&files).0,
        questions: cases.into_iter().filter_map(question).collect(),
    })
}

/// Danger is not measured here: it has no entry, and may not be answered by any.
fn question(case: Case) -> Option<Question> {
    (case.expected() != Expected::Danger).then(|| Question {
        text: case.text.text(),
        entry: case.expect,
    })
}
