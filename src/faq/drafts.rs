//! Files that say `draft = true`: they are read and checked like any other, and nothing in them is used.

use super::entry::Place;
use super::library::Library;
use super::parse::FileParts;
use super::problem::Problem;

/// A file that waits until somebody has finished it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where the file says so.
    pub place: Place,
    /// The entries that could be read in it.
    pub entries: usize,
}

impl Draft {
    /// A file's, if it is one.
    pub(super) fn of(parts: &FileParts) -> Option<Self> {
        let place = parts.draft.clone()?;
        Some(Self {
            place,
            entries: parts.entries.len(),
        })
    }
}

/// What would be wrong across the files if the drafts were used, too. They come last, so that where something clashes, the
/// draft is blamed.
pub(super) fn joined(live: &[FileParts], drafts: Vec<FileParts>) -> Vec<Problem> {
    if drafts.is_empty() {
        return Vec::new();
    }
    let files = live.iter().cloned().chain(drafts);
    Library::join(files.collect()).1
}

/// Of the problems that there would be, those that the files in use don't have by themselves.
pub(super) fn because_of_drafts(if_used: Vec<Problem>, found: &[Problem]) -> Vec<Problem> {
    let is_new = |problem: &Problem| found.iter().all(|known| known.place != problem.place);
    let new = if_used.into_iter().filter(is_new);
    new.map(Problem::in_draft).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::folder::SourceFile;
    use crate::faq::{Id, Severity};

    const LIVE: &str = r#"
[[entry]]
id = "crying"
question = "Is it normal to cry?"
phrasings = ["tears, ok?"]
answer = "Yes."
"#;

    /// Reads the live FAQ and a draft, the draft before it and behind it: each time the live entry alone must be used. What is
    /// said of the draft, which must never be an error.
    #[track_caller]
    fn with(draft: &str) -> Vec<String> {
        let draft = format!("draft = true\n{draft}");
        let [before, behind] = ["a.toml", "z.toml"].map(|name| {
            let live = file("m.toml", LIVE);
            let mut files = [live, file(name, &draft)];
            files.sort_by(|a, b| a.name.cmp(&b.name));
            let (library, problems) = Library::from_files(&files);
            let used: Vec<(&str, &str)> = library.entries.iter().map(shown).collect();
            assert_eq!(used, [("crying", "Yes.")]);
            assert_eq!((library.topics.len(), library.background.len()), (0, 0));
            assert_eq!(library.drafts.len(), 1);
            let problems = problems
                .iter()
                .filter(|problem| *problem.place.file == *name);
            let told = problems.map(|problem| {
                assert_eq!(problem.severity(), Severity::Warning, "{problem:?}");
                problem.message()
            });
            told.collect::<Vec<String>>()
        });
        assert_eq!(before, behind);
        behind
    }

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile {
            name: name.into(),
            text: text.to_owned(),
        }
    }

    fn shown(entry: &crate::faq::Entry) -> (&str, &str) {
        (entry.id.value.as_str(), &entry.answer)
    }

    #[test]
    fn a_drafts_id_never_takes_a_live_ones_place() {
        let told = with(&LIVE.replace("Yes", "No").replace("tears", "sobs"));
        assert_eq!(told, ["the id `crying` is used twice",]);
    }

    #[test]
    fn a_draft_is_checked_against_the_live_files_and_itself() {
        let told = with(
            "messages = [\"see you\"]\n[[entry]]\nid = \"new\"\nquestion = \"New?\"\nanswer = \"New.\"\n\
             phrasings = [\"Tears, OK?\"]\nrelated = [\"crying\", \"other\", \"nothing\"]\n\
             [[entry]]\nid = \"other\"\nquestion = \"Other?\"\nanswer = \"Other.\"\n\
             [[topic]]\nid = \"fever\"\nname = \"Fever\"\nreply = \"Ask us.\"\n\
             [[more]]\nof = \"crying\"\nphrasings = [\"is it ok to sob\"]\n",
        );
        assert_eq!(
            told,
            [
                "there is no `nothing`",
                "these words already teach `crying`"
            ]
        );
    }

    #[test]
    fn what_the_live_files_lack_is_no_fault_of_the_draft() {
        let live = LIVE.replace("answer", "related = [\"nwe\"]\nanswer");
        let draft =
            "draft = true\n[[entry]]\nid = \"new\"\nquestion = \"New?\"\nanswer = \"New.\"\n";
        let (library, problems) =
            Library::from_files(&[file("a.toml", draft), file("m.toml", &live)]);
        let new = Id::new("new").expect("an id");
        assert_eq!(library.entry(&new), None);
        let unknown: Vec<_> = problems
            .iter()
            .filter(|problem| problem.message() == "there is no `nwe`")
            .map(Problem::severity)
            .collect();
        assert_eq!(unknown, [Severity::Error], "once, and as ever");
    }
}
