//! What a button, a menu or a form means. Everything is in its `custom_id`, so each works after a restart, and under a
//! message that was written by an older version of the bot.

pub(crate) mod browse;
pub(crate) mod forms;
pub(crate) mod picker;
pub(crate) mod presses;
pub(crate) mod quote;
mod staff;
mod team;
pub(crate) mod wipe;

use serenity::all::{MessageId, UserId};

use crate::discord::draw::limits;
use crate::faq::{Id, Library};
use crate::language::Language;

/// The grammar: a word, and after a colon what belongs to it.
mod word {
    pub(crate) const ENTRY: &str = "entry";
    pub(crate) const CHOOSE: &str = "choose";
    pub(crate) const HELPED: &str = "helped";
    pub(crate) const NOT_ASKED: &str = "other";
    pub(crate) const REMOVE: &str = "remove";
    pub(crate) const TEAM: &str = "team";
    pub(crate) const CHANGE: &str = "change";
    pub(crate) const SEND: &str = "send";
    pub(crate) const KEEP: &str = "keep";
    pub(crate) const POST: &str = "post";
    pub(crate) const BROWSE: &str = "browse";
    pub(crate) const TOPIC: &str = "topic";
    pub(crate) const NEW_ENTRY: &str = "new-entry";
    pub(crate) const EDIT: &str = "edit";
    pub(crate) const SAVE: &str = "save";
    pub(crate) const REVISE: &str = "revise";
    pub(crate) const DISCARD: &str = "discard";
    pub(crate) const AGREE: &str = "agree";
    pub(crate) const DECLINE: &str = "decline";
    pub(crate) const HISTORY: &str = "history";
    pub(crate) const LOOK: &str = "look";
    pub(crate) const UNDO: &str = "undo";
    pub(crate) const ADD_TO_ENTRY: &str = "add-to";
    pub(crate) const INTO_ENTRY: &str = "into";
    pub(crate) const ANSWER_NEW: &str = "answer";
    pub(crate) const NOT_FOR_THE_BOT: &str = "not-for-me";
    pub(crate) const DISMISS: &str = "dismiss";
    pub(crate) const WIPE: &str = "wipe";
    pub(crate) const WIPE_NOTHING: &str = "wipe-nothing";
}

/// Something of ours that can be pressed, chosen from, or filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Control {
    /// A button that shows this entry's answer.
    Entry(Id),
    /// A menu of entries under a question of this member's that is still open.
    Choose(UserId),
    /// 'This helped', under this entry's answer.
    Helped(Short),
    /// 'Not what I asked', under the first entry's answer; the others may be what was asked.
    NotAsked(Vec<Short>),
    /// 'Remove', under an answer to this member.
    Remove(UserId),
    /// 'Send to the team', the beginning of it; also the form in which a question for the team is written.
    Team,
    /// 'Change it first', under the text that would be sent.
    Change,
    /// 'Send', under the text that is sent.
    Send,
    /// 'Don't send', under the text that would be sent.
    Keep,
    /// A menu of entries, from which staff choose the answer to a member's message.
    Post(Post),
    /// A button that turns to this page of all topics.
    Browse(usize),
    /// The menu on a page of all topics.
    Topic,
    /// The form in which staff write a new entry.
    NewEntry,
    /// The form in which staff write an entry anew.
    Edit(Editing),
    /// 'Save', under what this draft would do.
    Save(i64),
    /// 'Change it', under what this draft would do; also the form in which it is changed.
    Revise(i64),
    /// 'Don't save', under what this draft would do.
    Discard(i64),
    /// 'Agree', of a second person, under what this draft would do.
    Agree(i64),
    /// 'Decline', of a second person.
    Decline(i64),
    /// A button that shows the changes below this number.
    History(i64),
    /// The menu of changes to look at.
    Look,
    /// 'Take it back', under this change.
    Undo(i64),
    /// 'Add to entry…', on the card of this question.
    AddToEntry(i64),
    /// The menu of entries to which this question may be added.
    IntoEntry(i64),
    /// 'New entry', on the card of this question; also the form in which it is written.
    AnswerNew(i64),
    /// 'Not for the bot', on the card of this question.
    NotForTheBot(i64),
    /// 'Dismiss', on the card of this question.
    Dismiss(i64),
    /// 'Delete it all', of what came from members.
    Wipe,
    /// 'Keep it'.
    WipeNothing,
}

/// An entry that somebody is writing anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Editing {
    pub(crate) entry: Id,
    pub(crate) language: Language,
    /// Tells what they had before them.
    pub(crate) mark: String,
}

impl Editing {
    fn parse(text: &str) -> Option<Self> {
        let [entry, language, mark] = text.split(',').collect::<Vec<_>>().try_into().ok()?;
        Some(Self {
            entry: Id::new(entry)?,
            language: Language::of_locale(language),
            mark: mark.to_owned(),
        })
    }
}

/// A message that staff are about to answer, and in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) message: MessageId,
    /// Who wrote it.
    pub(crate) author: UserId,
    pub(crate) language: Language,
}

impl Post {
    fn parse(text: &str) -> Option<Self> {
        let [message, author, language] = text.split(',').collect::<Vec<_>>().try_into().ok()?;
        Some(Self {
            message: number(message)?.into(),
            author: number(author)?.into(),
            language: Language::of_locale(language),
        })
    }
}

/// An entry's id, cut where it is too long for several to fit into one `custom_id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Short(String);

impl Short {
    /// Four of them, with commas, fit into a `custom_id` beside the word.
    const MOST: usize = 22;

    /// Most that stand in one control.
    const TOGETHER: usize = 4;

    /// Shortens an id.
    pub(crate) fn of(id: &Id) -> Self {
        Self(id.as_str().chars().take(Self::MOST).collect())
    }

    /// The entry of that id; of several ids that begin alike none, as it is not sure which was meant.
    pub(crate) fn find<'a>(&self, library: &'a Library) -> Option<&'a Id> {
        let ids = library.entries.iter().map(|entry| &entry.id.value);
        let mut alike = ids.filter(|id| Self::of(id) == *self);
        let first = alike.next()?;
        alike.next().is_none().then_some(first)
    }

    fn parse(text: &str) -> Option<Self> {
        let short = Id::new(text).map(|id| Self::of(&id))?;
        (short.0 == text).then_some(short)
    }
}

impl Control {
    /// Reads a `custom_id`; none if it is not one that we write.
    pub(crate) fn parse(custom_id: &str) -> Option<Self> {
        let (word, rest) = match custom_id.split_once(':') {
            Some((word, rest)) => (word, Some(rest)),
            None => (custom_id, None),
        };
        Some(match (word, rest) {
            (word::ENTRY, Some(id)) => Self::Entry(Id::new(id)?),
            (word::CHOOSE, Some(asker)) => Self::Choose(number(asker)?.into()),
            (word::HELPED, Some(entry)) => Self::Helped(Short::parse(entry)?),
            (word::NOT_ASKED, Some(entries)) => Self::NotAsked(
                entries
                    .split(',')
                    .map(Short::parse)
                    .collect::<Option<_>>()?,
            ),
            (word::REMOVE, Some(asker)) => Self::Remove(number(asker)?.into()),
            (word::TEAM, None) => Self::Team,
            (word::CHANGE, None) => Self::Change,
            (word::SEND, None) => Self::Send,
            (word::KEEP, None) => Self::Keep,
            (word::POST, Some(post)) => Self::Post(Post::parse(post)?),
            (word::BROWSE, Some(page)) => Self::Browse(page.parse().ok()?),
            (word::TOPIC, None) => Self::Topic,
            (word::NEW_ENTRY, None) => Self::NewEntry,
            (word::EDIT, Some(editing)) => Self::Edit(Editing::parse(editing)?),
            (word::LOOK, None) => Self::Look,
            (word::WIPE, None) => Self::Wipe,
            (word::WIPE_NOTHING, None) => Self::WipeNothing,
            (word, Some(number)) => return Self::numbered(word, number),
            _ => return None,
        })
    }

    /// Writes the `custom_id`.
    pub(crate) fn custom_id(&self) -> String {
        match self {
            Self::Entry(id) => format!("{}:{id}", word::ENTRY),
            Self::Choose(asker) => format!("{}:{asker}", word::CHOOSE),
            Self::Helped(Short(entry)) => format!("{}:{entry}", word::HELPED),
            Self::NotAsked(entries) => {
                let entries = entries.iter().take(Short::TOGETHER);
                let entries: Vec<&str> = entries.map(|Short(entry)| entry.as_str()).collect();
                format!("{}:{}", word::NOT_ASKED, entries.join(","))
            }
            Self::Remove(asker) => format!("{}:{asker}", word::REMOVE),
            Self::Team => word::TEAM.to_owned(),
            Self::Change => word::CHANGE.to_owned(),
            Self::Send => word::SEND.to_owned(),
            Self::Keep => word::KEEP.to_owned(),
            Self::Post(Post {
                message,
                author,
                language,
            }) => {
                format!("{}:{message},{author},{}", word::POST, language.locale())
            }
            Self::Browse(page) => format!("{}:{page}", word::BROWSE),
            Self::Topic => word::TOPIC.to_owned(),
            Self::NewEntry => word::NEW_ENTRY.to_owned(),
            Self::Edit(Editing {
                entry,
                language,
                mark,
            }) => format!("{}:{entry},{},{mark}", word::EDIT, language.locale()),
            Self::Save(draft) => format!("{}:{draft}", word::SAVE),
            Self::Revise(draft) => format!("{}:{draft}", word::REVISE),
            Self::Discard(draft) => format!("{}:{draft}", word::DISCARD),
            Self::Agree(draft) => format!("{}:{draft}", word::AGREE),
            Self::Decline(draft) => format!("{}:{draft}", word::DECLINE),
            Self::History(below) => format!("{}:{below}", word::HISTORY),
            Self::Look => word::LOOK.to_owned(),
            Self::Undo(change) => format!("{}:{change}", word::UNDO),
            Self::AddToEntry(question) => format!("{}:{question}", word::ADD_TO_ENTRY),
            Self::IntoEntry(question) => format!("{}:{question}", word::INTO_ENTRY),
            Self::AnswerNew(question) => format!("{}:{question}", word::ANSWER_NEW),
            Self::NotForTheBot(question) => format!("{}:{question}", word::NOT_FOR_THE_BOT),
            Self::Dismiss(question) => format!("{}:{question}", word::DISMISS),
            Self::Wipe => word::WIPE.to_owned(),
            Self::WipeNothing => word::WIPE_NOTHING.to_owned(),
        }
    }

    /// Those that are a word and the number of something that is kept.
    fn numbered(word: &str, number: &str) -> Option<Self> {
        let number: i64 = number.parse().ok().filter(|number| *number > 0)?;
        Some(match word {
            word::SAVE => Self::Save(number),
            word::REVISE => Self::Revise(number),
            word::DISCARD => Self::Discard(number),
            word::AGREE => Self::Agree(number),
            word::DECLINE => Self::Decline(number),
            word::HISTORY => Self::History(number),
            word::UNDO => Self::Undo(number),
            word::ADD_TO_ENTRY => Self::AddToEntry(number),
            word::INTO_ENTRY => Self::IntoEntry(number),
            word::ANSWER_NEW => Self::AnswerNew(number),
            word::NOT_FOR_THE_BOT => Self::NotForTheBot(number),
            word::DISMISS => Self::Dismiss(number),
            _ => return None,
        })
    }
}

/// The longest word, its colon, and four ids with commas.
const _: () =
    assert!(6 + 1 + Short::TOGETHER * Short::MOST + Short::TOGETHER - 1 <= limits::CUSTOM_ID);

/// An id of Discord's, which is never zero.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::folder::SourceFile;

    #[test]
    fn a_control_is_read_as_it_was_written() {
        let longest = Id::new(&"x".repeat(60)).expect("60 characters are an id");
        let short = Short::of(&longest);
        for control in [
            Control::Entry(longest),
            Control::Choose(UserId::new(u64::MAX)),
            Control::Helped(short.clone()),
            Control::NotAsked(vec![short; Short::TOGETHER]),
            Control::Remove(UserId::new(7)),
            Control::Team,
            Control::Change,
            Control::Send,
            Control::Keep,
            Control::Post(Post {
                message: MessageId::new(7),
                author: UserId::new(8),
                language: Language::French,
            }),
            Control::Browse(12),
            Control::Topic,
            Control::NewEntry,
            Control::Edit(Editing {
                entry: Id::new(&"x".repeat(60)).expect("an id"),
                language: Language::Portuguese,
                mark: "0123456789abcdef".to_owned(),
            }),
            Control::Save(i64::MAX),
            Control::Revise(i64::MAX),
            Control::Discard(i64::MAX),
            Control::Agree(i64::MAX),
            Control::Decline(i64::MAX),
            Control::History(i64::MAX),
            Control::Look,
            Control::Undo(i64::MAX),
            Control::AddToEntry(i64::MAX),
            Control::IntoEntry(i64::MAX),
            Control::AnswerNew(i64::MAX),
            Control::NotForTheBot(i64::MAX),
            Control::Dismiss(i64::MAX),
            Control::Wipe,
            Control::WipeNothing,
        ] {
            assert!(limits::length(&control.custom_id()) <= limits::CUSTOM_ID);
            assert_eq!(Control::parse(&control.custom_id()), Some(control));
        }
    }

    #[test]
    fn what_we_never_wrote_is_no_control() {
        for foreign in [
            "",
            "entry",
            "entry:",
            "entry:No Such",
            "vote:overwhelm",
            "ENTRY:overwhelm",
            "remove:me",
            "remove:0",
            "send:now",
            "other:overwhelm,",
            "browse:-1",
            "post:7",
            "post:7,8,en,9",
            "save:",
            "save:0",
            "dismiss:-1",
            "wipe:all",
            "edit:overwhelm,en",
        ] {
            assert_eq!(Control::parse(foreign), None, "{foreign:?}");
        }
    }

    #[test]
    fn a_short_id_means_one_entry_or_none() {
        let entry = |id: &str| {
            format!("[[entry]]\nid = \"{id}\"\nquestion = \"{id}?\"\nanswer = \"Yes.\"\n")
        };
        let long = "the-very-long-name-of-an-entry";
        let ids = [
            "overwhelm",
            "overwhelm-2",
            long,
            "how-often-and-how-long-a",
            "how-often-and-how-long-b",
        ];
        let file = SourceFile {
            name: "faq.toml".into(),
            text: ids.map(entry).concat(),
        };
        let library = Library::from_files(&[file]).0;
        let found = |id: &str| {
            let short = Short::of(&Id::new(id).expect("an id"));
            short.find(&library).map(Id::as_str)
        };
        assert_eq!(found("overwhelm"), Some("overwhelm"));
        assert_eq!(found(long), Some(long));
        assert_eq!(found("how-often-and-how-long-a"), None, "not sure which");
        assert_eq!(found("gone"), None);
    }
}
