//! A change on its way: what is wanted, and what is known about it. It waits in the store until it is saved or thrown away.

use serde::{Deserialize, Serialize};

use super::Editor;
use crate::clock;
use crate::staff::{Seen, Wish};
use crate::store::NewDraft;

/// A change on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// What is wanted.
    pub(crate) wish: Wish,
    /// What its writer had before them.
    pub(crate) seen: Option<Seen>,
    /// Does a second person have to agree?
    pub(crate) needs_two: bool,
    /// A member's question that is settled by it.
    pub(crate) question: Option<i64>,
}

/// A draft that is kept, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) id: i64,
    pub(super) who: u64,
    pub(super) draft: Draft,
}

impl Draft {
    /// For somebody who wants this, with nothing known about it.
    pub(crate) fn of(wish: Wish) -> Self {
        Self {
            wish,
            seen: None,
            needs_two: false,
            question: None,
        }
    }
}

/// Does what is kept of a draft hold a member's question? One that can't be read might.
pub(crate) fn is_about_a_question(content: &str) -> bool {
    serde_json::from_str(content).map_or(true, |draft: Draft| draft.question.is_some())
}

impl Editor<'_> {
    /// Keeps a draft, and gives its number; none if the store doesn't.
    pub(super) async fn keep(self, draft: &Draft) -> Option<i64> {
        let content = serde_json::to_string(draft)
            .inspect_err(|error| tracing::error!(%error, "a draft can't be written down"))
            .ok()?;
        let new = NewDraft {
            guild: self.guild.get(),
            who: self.user.id.get(),
            at: clock::now(),
            content: &content,
        };
        let kept = self.bot.store.keep_draft(&new).await;
        kept.inspect_err(|failure| tracing::error!(%failure, "a draft was not kept"))
            .ok()
    }

    /// A draft of this server's staff; none if it is gone.
    pub(super) async fn find(self, id: i64) -> Option<Kept> {
        let found = self.bot.store.draft(self.guild.get(), id).await;
        let found = found.inspect_err(|failure| tracing::error!(%failure, "a draft can't be read"));
        let kept = found.ok()??;
        let draft = serde_json::from_str(&kept.content)
            .inspect_err(
                |error| tracing::warn!(%error, "a draft of an older version can't be read"),
            )
            .ok()?;
        Some(Kept {
            id,
            who: kept.who,
            draft,
        })
    }

    /// Puts another version in a draft's place.
    pub(super) async fn rewrite(self, id: i64, draft: &Draft) -> Option<i64> {
        let Ok(content) = serde_json::to_string(draft) else {
            return None;
        };
        match self
            .bot
            .store
            .change_draft(self.guild.get(), id, &content)
            .await
        {
            Ok(true) => Some(id),
            Ok(false) => self.keep(draft).await,
            Err(failure) => {
                tracing::error!(%failure, "a draft was not kept");
                None
            }
        }
    }

    /// Throws a draft away.
    pub(super) async fn forget(self, id: i64) {
        if let Err(failure) = self.bot.store.drop_draft(self.guild.get(), id).await {
            // It is thrown away by itself some days later.
            tracing::warn!(%failure, "a draft is still there");
        }
    }
}
