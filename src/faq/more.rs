//! Long lists of examples in files of their own, so that the files which staff read stay short: `[[more]]` adds to what
//! an entry, a topic or a kind of danger has already.

use super::entry::{EntryTranslation, Id, Placed, ReplyTranslation};
use super::library::Library;
use super::problem::{Problem, ProblemKind, nearest_name};
use crate::language::Language;

/// More examples of one entry, topic or kind of danger, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// What they are examples of.
    pub of: Placed<Id>,
    /// What they are written in.
    pub language: Language,
    /// Ways of asking it, messages that mean it.
    pub phrasings: Vec<Placed<String>>,
    /// For a kind of danger: messages that sound like it and are not.
    pub look_alikes: Vec<Placed<String>>,
}

impl More {
    /// Adds the examples to what they are examples of; what can't be added is reported and left out.
    pub(super) fn add_to(self, library: &mut Library, problems: &mut Vec<Problem>) {
        let id = &self.of.value;
        if let Some(kind) = library.kinds.iter_mut().find(|kind| kind.id.value == *id) {
            let (phrasings, look_alikes) = if self.language == Language::English {
                (&mut kind.phrasings, &mut kind.look_alikes)
            } else {
                let translation = reply_in(&mut kind.translations, self.language);
                (&mut translation.phrasings, &mut translation.look_alikes)
            };
            phrasings.extend(self.phrasings);
            look_alikes.extend(self.look_alikes);
            return;
        }
        if let Some(stray) = self.look_alikes.first() {
            problems.push(Problem {
                place: stray.place.clone(),
                kind: ProblemKind::LookAlikesOfNoDanger(id.clone()),
            });
        }
        let topic = library.topics.iter_mut().find(|t| t.id.value == *id);
        let entry = library.entries.iter_mut().find(|e| e.id.value == *id);
        let phrasings = match (entry, topic) {
            (Some(entry), _) if self.language == Language::English => &mut entry.phrasings,
            (Some(entry), _) => entry_in(&mut entry.translations, self.language),
            (None, Some(topic)) if self.language == Language::English => &mut topic.phrasings,
            (None, Some(topic)) => &mut reply_in(&mut topic.translations, self.language).phrasings,
            (None, None) => return problems.push(self.unknown(library)),
        };
        phrasings.extend(self.phrasings);
    }

    fn unknown(&self, library: &Library) -> Problem {
        let written = self.of.value.to_string();
        let nearest = nearest_name(&written, library.ids().map(Id::as_str));
        let kind = ProblemKind::UnknownId {
            id: written,
            nearest,
        };
        Problem {
            place: self.of.place.clone(),
            kind,
        }
    }
}

/// The phrasings of a language, which begins here if it isn't there.
fn entry_in(
    translations: &mut Vec<EntryTranslation>,
    language: Language,
) -> &mut Vec<Placed<String>> {
    let found = translations.iter().position(|t| t.language == language);
    let place = found.unwrap_or_else(|| {
        translations.push(EntryTranslation {
            language,
            wording: None,
            phrasings: Vec::new(),
        });
        translations.len() - 1
    });
    &mut translations[place].phrasings
}

/// What is there in a language, which begins here if it isn't there.
fn reply_in(translations: &mut Vec<ReplyTranslation>, language: Language) -> &mut ReplyTranslation {
    let found = translations.iter().position(|t| t.language == language);
    let place = found.unwrap_or_else(|| {
        translations.push(ReplyTranslation {
            language,
            reply: None,
            phrasings: Vec::new(),
            look_alikes: Vec::new(),
        });
        translations.len() - 1
    });
    &mut translations[place]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::faq::folder::SourceFile;

    const FAQ: &str = r#"
messages = ["see you"]
[[entry]]
id = "crying"
question = "Is it normal to cry?"
answer = "Yes."
[[topic]]
id = "fever"
name = "Fever"
reply = "Ask us."
[[kind]]
id = "danger"
name = "Danger"
reply = "Call."
"#;

    /// Reads the FAQ with `more` in a second file: the library, and what is wrong with that file.
    fn with(more: &str) -> (Library, Vec<String>) {
        let files = [("a.toml", FAQ), ("more/b.toml", more)].map(|(name, text)| SourceFile {
            name: Arc::from(name),
            text: text.to_owned(),
        });
        let (library, problems) = Library::from_files(&files);
        let problems = problems.iter().filter(|p| &*p.place.file == "more/b.toml");
        let told = problems.map(|p| format!("{}: {}", p.message(), p.help()));
        (library, told.collect())
    }

    #[test]
    fn examples_join_what_they_are_examples_of() {
        let (library, problems) = with(
            "[[more]]\nof = \"crying\"\nphrasings = [\"tears, ok?\"]\n\
             [[more]]\nof = \"crying\"\nlanguage = \"french\"\nphrasings = [\"pleurer\"]\n\
             [[more]]\nof = \"fever\"\nphrasings = [\"i have a temperature\"]\n\
             [[more]]\nof = \"danger\"\nphrasings = [\"help\"]\nlook_alikes = [\"help me lift this\"]\n",
        );
        assert_eq!(problems, [""; 0]);
        let texts = |texts: Vec<&Placed<String>>| -> Vec<String> {
            texts.into_iter().map(|text| text.value.clone()).collect()
        };
        assert_eq!(
            texts(library.entries[0].lessons().collect()),
            ["Is it normal to cry?", "tears, ok?", "pleurer"]
        );
        assert_eq!(
            texts(library.topics[0].lessons().collect()),
            ["i have a temperature"]
        );
        assert_eq!(texts(library.kinds[0].lessons().collect()), ["help"]);
        assert_eq!(
            texts(library.kinds[0].look_alikes().collect()),
            ["help me lift this"]
        );
    }

    #[test]
    fn examples_of_nothing_are_reported() {
        let (_, problems) = with("[[more]]\nof = \"cryin\"\nphrasings = [\"tears\"]");
        assert_eq!(problems, ["there is no `cryin`: did you mean `crying`?"]);
        let (library, problems) = with("[[more]]\nof = \"crying\"\nlook_alikes = [\"no\"]");
        assert_eq!(
            problems,
            [
                "`crying` is no kind of danger, so it has no look-alikes: put them into not-for-the-bot.toml"
            ]
        );
        assert_eq!(library.entries[0].lessons().count(), 1);
        let (_, problems) = with("[[more]]\nof = \"crying\"\nlanguage = \"klingon\"");
        assert!(
            problems[0].starts_with("unknown variant `klingon`"),
            "{problems:?}"
        );
    }
}
