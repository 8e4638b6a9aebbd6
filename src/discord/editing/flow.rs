//! From a draft to a change that is in use: it is shown, and saved when somebody presses the button.

use serenity::all::{ChannelId, UserId};

use super::draft::Kept;
use super::show::{self, Shown};
use super::{Draft, Editor};
use crate::discord::cards;
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, Visibility};
use crate::discord::trouble;
use crate::staff::{By, Preview, Refusal, Saved};

pub(super) const GONE: &str =
    "That draft is gone: it was saved or thrown away, or it is older than a week.";
const DISCARDED: &str = "Nothing was changed.";
const OWN: &str = "Somebody else has to agree: this change is yours.";
const NO_TEAM: &str = "A second person has to agree to this change, and there is no channel where I could ask the team. Set one with \
     `/aftercare setup team_channel:`, then press *Ask for a second person* again.";
const ASKED: &str = "I asked in the team's channel. It is saved as soon as somebody else agrees.";
const NOT_ASKED: &str = "I can't write in the team's channel, so nobody was asked. Please look at my permissions there, then press *Ask for \
     a second person* again.";
const NOT_KEPT: &str = "I can't keep this draft, so there is nothing to press. Please tell whoever runs me: the reason is in my log. \
     Nothing was changed.";

/// Shows what a draft would do.
pub(crate) async fn propose(editor: Editor<'_>, draft: Draft) {
    post::hold(editor.http, editor.deed).await;
    let parts = shown(editor, draft, None).await;
    post::bring(editor.http, editor.deed, parts).await;
}

/// The same, where the draft was shown before.
pub(crate) async fn propose_in_place(editor: Editor<'_>, draft: Draft, id: i64) {
    post::hold_update(editor.http, editor.deed).await;
    let parts = shown(editor, draft, Some(id)).await;
    post::bring(editor.http, editor.deed, parts).await;
}

/// 'Don't save' was pressed.
pub(crate) async fn discard(editor: Editor<'_>, id: i64) {
    editor.forget(id).await;
    post::update(editor.http, editor.deed, Parts::text(DISCARDED)).await;
}

/// 'Save' was pressed.
pub(crate) async fn save(editor: Editor<'_>, id: i64) {
    let Some(kept) = editor.find(id).await else {
        return post::update(editor.http, editor.deed, Parts::text(GONE)).await;
    };
    post::hold_update(editor.http, editor.deed).await;
    let parts = if kept.draft.needs_two {
        ask_team(editor, kept).await
    } else {
        let by = By {
            who: editor.user.id.get(),
            confirmed_by: None,
        };
        saved(editor, kept, by).await
    };
    post::bring(editor.http, editor.deed, parts).await;
}

/// A second person agreed.
pub(crate) async fn agree(editor: Editor<'_>, id: i64) {
    let Some(kept) = editor.find(id).await else {
        return post::update(editor.http, editor.deed, Parts::text(GONE)).await;
    };
    if kept.who == editor.user.id.get() {
        return post::respond(
            editor.http,
            editor.deed,
            Parts::text(OWN),
            Visibility::AskerOnly,
        )
        .await;
    }
    post::hold_update(editor.http, editor.deed).await;
    let by = By {
        who: kept.who,
        confirmed_by: Some(editor.user.id.get()),
    };
    let parts = saved(editor, kept, by).await;
    post::bring(editor.http, editor.deed, parts).await;
}

/// A second person did not agree; whoever wrote it may take it back, too.
pub(crate) async fn decline(editor: Editor<'_>, id: i64) {
    editor.forget(id).await;
    let text = format!(
        "<@{}> declined this change. Nothing was changed.",
        editor.user.id
    );
    post::update(editor.http, editor.deed, Parts::text(&text)).await;
}

/// Asks the worker what a draft would do, and keeps the draft, whatever the answer.
pub(crate) async fn shown(editor: Editor<'_>, draft: Draft, id: Option<i64>) -> Parts {
    let workshop = editor.bot.desks.workshop();
    match workshop
        .preview(draft.wish.clone(), draft.seen.clone())
        .await
    {
        Ok(preview) => of_preview(editor, &preview, &draft, id).await,
        Err(refusal) => refused(editor, &refusal, draft, id).await,
    }
}

async fn of_preview(
    editor: Editor<'_>,
    preview: &Preview,
    draft: &Draft,
    id: Option<i64>,
) -> Parts {
    let draft = Draft {
        wish: preview.wish.clone(),
        seen: preview.seen.clone(),
        needs_two: preview.needs_two,
        question: draft.question,
    };
    match keep(editor, &draft, id).await {
        Some(id) => show::preview(editor, preview, Shown::ToItsWriter(id)),
        None => show::given_back(NOT_KEPT, &draft, None),
    }
}

async fn refused(editor: Editor<'_>, refusal: &Refusal, draft: Draft, id: Option<i64>) -> Parts {
    let said = refusal.to_string();
    match refusal {
        Refusal::ShowAgain(preview) => {
            let mut parts = of_preview(editor, preview, &draft, id).await;
            parts.content = post::fitting(&format!("{said}\n\n{}", parts.content));
            parts
        }
        Refusal::NeedsTwo => {
            // It did not when it was shown; now its button asks the team.
            let draft = Draft {
                needs_two: true,
                ..draft
            };
            let id = keep(editor, &draft, id).await;
            show::given_back(
                &format!("{said} Press *Try again* to ask the team."),
                &draft,
                id,
            )
        }
        Refusal::CannotEdit(_) if !show::has_form(&draft.wish) => {
            // There is nothing in it that could be mended.
            if let Some(id) = id {
                editor.forget(id).await;
            }
            Parts::text(&said)
        }
        Refusal::CannotEdit(_) => {
            let id = keep(editor, &draft, id).await;
            show::to_be_changed(&said, &draft, id)
        }
        Refusal::Conflict(theirs) => {
            // What they write next is written in the knowledge of this.
            let draft = Draft {
                seen: Some(theirs.clone()),
                ..draft
            };
            let id = keep(editor, &draft, id).await;
            show::conflict(&said, theirs, &draft, id)
        }
        _ => {
            let id = keep(editor, &draft, id).await;
            show::given_back(&said, &draft, id)
        }
    }
}

async fn keep(editor: Editor<'_>, draft: &Draft, id: Option<i64>) -> Option<i64> {
    match id {
        Some(id) => editor.rewrite(id, draft).await,
        None => editor.keep(draft).await,
    }
}

/// Saves a draft; it is forgotten only when that is done.
async fn saved(editor: Editor<'_>, kept: Kept, by: By) -> Parts {
    let Kept { id, draft, .. } = kept;
    let workshop = editor.bot.desks.workshop();
    match workshop
        .save(draft.wish.clone(), draft.seen.clone(), by)
        .await
    {
        Ok(Saved { number, preview }) => {
            editor.forget(id).await;
            if let Some(question) = draft.question {
                cards::settle(editor, question, by.who, &preview).await;
            }
            Parts::text(&show::done(number, &preview, by))
        }
        Err(refusal) => refused(editor, &refusal, draft, Some(id)).await,
    }
}

/// Shows the draft to the team, for somebody else to agree.
async fn ask_team(editor: Editor<'_>, kept: Kept) -> Parts {
    let Kept { id, draft, .. } = kept;
    let workshop = editor.bot.desks.workshop();
    let preview = match workshop
        .preview(draft.wish.clone(), draft.seen.clone())
        .await
    {
        Ok(preview) => preview,
        Err(refusal) => return refused(editor, &refusal, draft, Some(id)).await,
    };
    let Some(team) = editor.place.team_channel() else {
        let mut parts = show::preview(editor, &preview, Shown::ToItsWriter(id));
        parts.content = post::fitting(&format!("{NO_TEAM}\n\n{}", parts.content));
        return parts;
    };
    // A draft of its own: what its writer does to the first one from now on, in a form that is still open, is not what
    // somebody else agrees to.
    let Some(proposed) = editor.keep(&draft).await else {
        return show::given_back(NOT_KEPT, &draft, Some(id));
    };
    let shown = Shown::ToTheTeam(proposed, editor.user.id);
    match post::post(editor.http, team, show::preview(editor, &preview, shown)).await {
        Ok(_) => {
            editor.forget(id).await;
            Parts::text(ASKED)
        }
        Err(refused) => {
            editor.forget(proposed).await;
            report(editor, team, &refused).await;
            let mut parts = show::preview(editor, &preview, Shown::ToItsWriter(id));
            parts.content = post::fitting(&format!("{NOT_ASKED}\n\n{}", parts.content));
            parts
        }
    }
}

async fn report(editor: Editor<'_>, team: ChannelId, refused: &trouble::Refused) {
    trouble::report(editor.http, editor.bot, editor.place, team, refused).await;
}

/// Who did something, without a ping.
pub(super) fn named(who: u64) -> String {
    format!("<@{}>", UserId::new(who.max(1)))
}
