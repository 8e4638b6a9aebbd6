//! The forms in which staff write, and what becomes of them when they are filled in.

use std::time::Instant;

use serenity::all::ModalInteraction;

use super::flow::GONE;
use super::{Draft, Editor, propose, propose_in_place};
use crate::discord::controls::{Control, Editing};
use crate::discord::draw::form::{Field, Form, Lines, field};
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, Visibility};
use crate::faq::Entry;
use crate::faq::edit::{Change, NewEntry, STAFF_FILE, id_for};
use crate::language::Language;
use crate::staff::{Seen, Wish};

const QUESTION: &str = "question";
const ANSWER: &str = "answer";
const PHRASINGS: &str = "phrasings";

/// Most characters of a question, which is an embed's title.
const LONGEST_QUESTION: u16 = 256;
/// Most characters of an answer: what a field of a form can hold, and an answer may have.
const LONGEST_ANSWER: u16 = 4_000;

/// Opens the form for a new entry.
pub(crate) async fn open_new(editor: Editor<'_>) {
    let nothing = Seen {
        question: String::new(),
        answer: String::new(),
    };
    open(editor, Control::NewEntry, "A new entry", &nothing, Some("")).await;
}

/// Opens the form for a new entry that answers a member's question, which becomes a way of asking it.
pub(crate) async fn open_new_for(editor: Editor<'_>, question: i64, phrasing: &str) {
    let nothing = Seen {
        question: String::new(),
        answer: String::new(),
    };
    let control = Control::AnswerNew(question);
    open(editor, control, "A new entry", &nothing, Some(phrasing)).await;
}

/// Opens the form for an entry in a language, with what it says there.
pub(crate) async fn open_edit(editor: Editor<'_>, entry: &Entry, language: Language) {
    let seen = Seen::of(entry, language);
    let mark = seen.mark();
    editor
        .bot
        .memory
        .seen_by_staff
        .put(&mark, seen.clone(), Instant::now());
    let control = Control::Edit(Editing {
        entry: entry.id.value.clone(),
        language,
        mark,
    });
    let title = match language {
        Language::English => "Change the entry".to_owned(),
        other => format!("Change the entry in {other:?}"),
    };
    open(editor, control, &title, &seen, None).await;
}

/// Opens the form once more with what was written.
pub(crate) async fn open_revision(editor: Editor<'_>, id: i64) {
    let Some(kept) = editor.find(id).await else {
        let gone = Parts::text(GONE);
        return post::respond(editor.http, editor.deed, gone, Visibility::AskerOnly).await;
    };
    let control = Control::Revise(id);
    match kept.draft.wish {
        Wish::Change(Change::Add { entry, .. }) => {
            let written = Seen {
                question: entry.question,
                answer: entry.answer,
            };
            let phrasings = entry.phrasings.join("\n");
            open(editor, control, "A new entry", &written, Some(&phrasings)).await;
        }
        Wish::Change(Change::Rewrite {
            question, answer, ..
        }) => {
            let written = Seen { question, answer };
            open(editor, control, "Change the entry", &written, None).await;
        }
        _ => {
            let gone = Parts::text(GONE);
            post::respond(editor.http, editor.deed, gone, Visibility::AskerOnly).await;
        }
    }
}

/// A new entry was written, perhaps one that settles a member's question.
pub(crate) async fn new_entry(editor: Editor<'_>, form: &ModalInteraction, question: Option<i64>) {
    let draft = Draft {
        question,
        ..Draft::of(Wish::Change(new(editor, form)))
    };
    propose(editor, draft).await;
}

/// An entry was written anew.
pub(crate) async fn edited(editor: Editor<'_>, form: &ModalInteraction, editing: Editing) {
    let now = editor.bot.desk.library().entry(&editing.entry);
    let now = now.map(|entry| Seen::of(entry, editing.language));
    // What they had before them is what is there, nearly always. Else it is remembered, or it is not known, and then what
    // is there counts as somebody else's.
    let unknown = || Seen {
        question: String::new(),
        answer: String::new(),
    };
    let now = now.filter(|now| now.mark() == editing.mark);
    let remembered = || {
        let seen_by_staff = &editor.bot.memory.seen_by_staff;
        seen_by_staff.get(&editing.mark, Instant::now())
    };
    let seen = now.or_else(remembered).unwrap_or_else(unknown);
    let (question, answer) = written(form);
    let wish = Wish::Change(Change::Rewrite {
        id: editing.entry.to_string(),
        language: editing.language,
        question,
        answer,
    });
    let draft = Draft {
        seen: Some(seen),
        ..Draft::of(wish)
    };
    propose(editor, draft).await;
}

/// A draft was written anew.
pub(crate) async fn revised(editor: Editor<'_>, form: &ModalInteraction, id: i64) {
    let Some(kept) = editor.find(id).await else {
        // What was typed is the only thing that is left, so it is given back.
        let (question, answer) = written(form);
        let text = format!("{GONE} This is what you wrote:\n**{question}**\n{answer}");
        return post::respond(
            editor.http,
            editor.deed,
            Parts::text(&text),
            Visibility::AskerOnly,
        )
        .await;
    };
    let (question, answer) = written(form);
    let wish = match kept.draft.wish {
        Wish::Change(Change::Rewrite { id, language, .. }) => Change::Rewrite {
            id,
            language,
            question,
            answer,
        },
        _ => new(editor, form),
    };
    let draft = Draft {
        wish: Wish::Change(wish),
        ..kept.draft
    };
    propose_in_place(editor, draft, id).await;
}

fn new(editor: Editor<'_>, form: &ModalInteraction) -> Change {
    let (question, answer) = written(form);
    let library = editor.bot.desk.library();
    let phrasings = field(form, PHRASINGS).unwrap_or_default().lines();
    let phrasings = phrasings
        .map(str::trim)
        .filter(|phrasing| !phrasing.is_empty());
    let id = id_for(&question, |id| library.has(id));
    Change::Add {
        file: STAFF_FILE.to_owned(),
        entry: NewEntry {
            id: id.to_string(),
            question,
            answer,
            phrasings: phrasings.map(str::to_owned).collect(),
        },
    }
}

fn written(form: &ModalInteraction) -> (String, String) {
    let text = |name| field(form, name).unwrap_or_default().trim().to_owned();
    (text(QUESTION), text(ANSWER))
}

/// Phrasings have a field only where an entry is new.
async fn open(
    editor: Editor<'_>,
    control: Control,
    title: &str,
    written: &Seen,
    phrasings: Option<&str>,
) {
    let question = Field {
        name: QUESTION,
        label: "Question, as members see it",
        text: &written.question,
        longest: LONGEST_QUESTION,
        lines: Lines::One,
        is_required: true,
    };
    let answer = Field {
        name: ANSWER,
        label: "Answer, as members read it",
        text: &written.answer,
        longest: LONGEST_ANSWER,
        lines: Lines::Several,
        is_required: true,
    };
    let mut fields = vec![question, answer];
    fields.extend(phrasings.map(|text| Field {
        name: PHRASINGS,
        label: "Other ways of asking it, one on each line",
        text,
        longest: LONGEST_ANSWER,
        lines: Lines::Several,
        is_required: false,
    }));
    let form = Form {
        control,
        title,
        fields: &fields,
    };
    post::open_form(editor.http, editor.deed, form).await;
}
