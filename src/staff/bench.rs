//! What the worker does with an order, or with what was changed by hand: it makes a version of the FAQ beside the one in
//! use, compares the two, and puts it in its place.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use super::keeper::Keeper;
use super::kept::{Deed, NotKept};
use super::preview::{Preview, Proposal, newly_failing, obstacles};
use super::wish::{Seen, Wish};
use super::wording::merged;
use super::worker::Worker;
use super::workshop::{By, Order, Refusal, Saved};
use crate::clock;
use crate::edition::{Edition, Reading};
use crate::faq::Library;
use crate::faq::edit::{Change, applied, edit};
use crate::faq::folder::read_folder;
use crate::store::{RecordedChange, Store};

/// How long a version that was shown is kept for the person who decides on it: it takes as much memory as the one in use.
const DECIDING: Duration = Duration::from_mins(3);

/// Mistakes that are named in one message: whoever mends one sees the next.
const MOST_NAMED: usize = 3;

/// What is on the worker's bench.
pub(super) struct Bench<'a> {
    worker: Worker<'a>,
    runtime: Runtime,
    /// None while folder or history can't be written; each order tries again.
    keeper: Option<Keeper>,
    shown: Option<Shown>,
}

/// A version that was shown to somebody.
struct Shown {
    edition: Arc<Edition>,
    preview: Preview,
    at: Instant,
}

impl<'a> Bench<'a> {
    /// An empty bench.
    pub(super) fn new(worker: Worker<'a>, runtime: Runtime) -> Self {
        Self {
            worker,
            runtime,
            keeper: None,
            shown: None,
        }
    }

    /// Does what is ordered. Who ordered it may have gone; then nobody hears.
    pub(super) fn fill(&mut self, order: Order) {
        match order {
            Order::Preview(wish, seen, answer) => {
                let _nobody_listens = answer.send(self.preview(wish, seen));
            }
            Order::Save(wish, seen, by, answer) => {
                let _nobody_listens = answer.send(self.save(wish, seen, by));
            }
            Order::History(below, at_most, answer) => {
                let _nobody_listens = answer.send(self.history(below, at_most));
            }
        }
    }

    fn preview(&mut self, wish: Wish, seen: Option<Seen>) -> Result<Preview, Refusal> {
        self.take_up_the_folder()?;
        let present = self.worker.shelf.edition();
        let proposal = self.proposal(wish, seen, &present)?;
        let reading = Reading::of(applied(&present.files, &proposal.files), Vec::new());
        let preview = Preview::unlearned(proposal, &present, &reading);
        if !preview.obstacles.is_empty() {
            return Ok(preview);
        }
        let edition = Arc::new(self.learned(reading)?);
        let preview = preview.learned(&present, &edition);
        self.shown = Some(Shown {
            edition,
            preview: preview.clone(),
            at: Instant::now(),
        });
        Ok(preview)
    }

    fn save(&mut self, wish: Wish, seen: Option<Seen>, by: By) -> Result<Saved, Refusal> {
        self.take_up_the_folder()?;
        let present = self.worker.shelf.edition();
        let proposal = self.proposal(wish, seen, &present)?;
        let Shown {
            edition, preview, ..
        } = self.shown_as(proposal)?;
        if preview.needs_two && by.confirmed_by.is_none_or(|other| other == by.who) {
            return Err(Refusal::NeedsTwo);
        }
        let number = self.keep(&preview, &present, by)?;
        let deed = preview.wish.deed();
        self.worker.shelf.publish(edition);
        tracing::info!(number, deed, "the FAQ was changed by staff and is in use");
        Ok(Saved { number, preview })
    }

    /// What was shown of a change, if that is what it would do; worked out anew where nothing of it is kept.
    fn shown_as(&mut self, proposal: Proposal) -> Result<Shown, Refusal> {
        let is_merged = proposal.is_merged;
        let kept = self.shown.take();
        if let Some(shown) =
            kept.filter(|shown| shown.preview.files == proposal.files && !is_merged)
        {
            if shown.preview.obstacles.is_empty() {
                return Ok(shown);
            }
            return Err(Refusal::ShowAgain(Box::new(shown.preview)));
        }
        let mut preview = self.preview(proposal.wish, proposal.seen)?;
        preview.is_merged |= is_merged;
        let shown = self.shown.take();
        match shown.filter(|_| preview.obstacles.is_empty() && !is_merged) {
            Some(shown) => Ok(shown),
            None => Err(Refusal::ShowAgain(Box::new(preview))),
        }
    }

    fn keep(&mut self, preview: &Preview, present: &Edition, by: By) -> Result<i64, Refusal> {
        let undoes = match preview.wish {
            Wish::Undo(number) => number,
            Wish::Change(_) => None,
        };
        let entry = preview.touched.first();
        let entry = entry.and_then(|touched| touched.after.as_ref().or(touched.before.as_ref()));
        let subject = preview
            .wish
            .entry()
            .or_else(|| entry.map(|entry| entry.id.value.as_str()));
        let deed = Deed {
            name: preview.wish.deed(),
            subject: subject.unwrap_or_default(),
            at: clock::now(),
            who: Some(by.who),
            confirmed_by: by.confirmed_by,
            undoes,
        };
        let files = preview.files.clone();
        self.with_keeper(async |keeper| keeper.keep(deed, &present.files, &files).await)
    }

    /// What has to be written for a wish, with what others wrote in the meantime.
    fn proposal(
        &mut self,
        wish: Wish,
        seen: Option<Seen>,
        present: &Edition,
    ) -> Result<Proposal, Refusal> {
        match wish {
            Wish::Undo(number) => {
                let (undone, files) =
                    self.with_keeper(async |keeper| keeper.undoing(number).await)?;
                Ok(Proposal {
                    wish: Wish::Undo(Some(undone.number)),
                    seen: None,
                    is_merged: false,
                    files,
                })
            }
            Wish::Change(change) => {
                let (change, seen, is_merged) = with_others(change, seen, present.library())?;
                let files = edit(&present.files, &change)?;
                Ok(Proposal {
                    wish: Wish::Change(change),
                    seen,
                    is_merged,
                    files,
                })
            }
        }
    }

    fn history(
        &mut self,
        below: Option<i64>,
        at_most: u32,
    ) -> Result<Vec<RecordedChange>, Refusal> {
        self.with_keeper(async |keeper| keeper.history(below, at_most).await)
    }

    /// What was saved by hand a moment ago comes first: staff's change is made of what is on the disk.
    fn take_up_the_folder(&mut self) -> Result<(), Refusal> {
        match self.read_anew() {
            Ok(None) => Ok(()),
            Ok(Some(edition)) => {
                self.use_by_hand(edition);
                Ok(())
            }
            Err(why) => Err(Refusal::BrokenFolder(why)),
        }
    }

    /// Takes up what was changed by hand; tells what came of it.
    pub(super) fn renew(&mut self) {
        match self.read_anew() {
            Ok(None) => {}
            Ok(Some(edition)) => self.use_by_hand(edition),
            Err(why) => {
                tracing::warn!("the FAQ was changed, but can't be used");
                self.worker.shelf.tell_staff(format!(
                    "The FAQ was changed, but I go on with the one from before, since something is wrong:\n{why}\nI look \
                     again as soon as a file is saved."
                ));
            }
        }
    }

    fn use_by_hand(&mut self, edition: Edition) {
        let entries = edition.library().entries.len();
        self.worker.shelf.publish(Arc::new(edition));
        tracing::info!(entries, "the FAQ was changed and is in use");
        self.worker.shelf.tell_staff(format!(
            "The FAQ was changed, and the change is in use. It has {entries} entries now."
        ));
        if let Err(why) = self.with_keeper(async |keeper| keeper.note().await) {
            tracing::warn!(%why, "what was changed by hand is not in the history yet");
        }
    }

    /// The version on the disk; none if it is the one in use.
    ///
    /// # Errors
    /// Why it can't be used, in lines for staff.
    fn read_anew(&self) -> Result<Option<Edition>, String> {
        let present = self.worker.shelf.edition();
        let (files, unreadable) =
            read_folder(self.worker.folder).map_err(|failure| failure.to_string())?;
        if files == present.files {
            return Ok(None);
        }
        let reading = Reading::of(files, unreadable);
        refuse(obstacles(&present, &reading))?;
        let edition = self
            .learned(reading)
            .map_err(|refusal| refusal.to_string())?;
        refuse(newly_failing(&present, &edition))?;
        Ok(Some(edition))
    }

    fn learned(&self, reading: Reading) -> Result<Edition, Refusal> {
        let assistant = (self.worker.learn)(reading.library).map_err(Refusal::Unlearned)?;
        Ok(Edition::new(
            Arc::new(assistant),
            reading.files,
            reading.problems,
        ))
    }

    fn with_keeper<T>(
        &mut self,
        act: impl AsyncFnOnce(&mut Keeper) -> Result<T, NotKept>,
    ) -> Result<T, Refusal> {
        self.keeper()?;
        let Some(keeper) = self.keeper.as_mut() else {
            return Err(Refusal::Closed);
        };
        let done = self.runtime.block_on(act(keeper));
        let set_aside = keeper.set_aside();
        self.tell_of(&set_aside);
        done.inspect_err(log).map_err(Refusal::NotKept)
    }

    /// Opens the folder, if it isn't open.
    pub(super) fn keeper(&mut self) -> Result<(), NotKept> {
        if self.keeper.is_some() {
            return Ok(());
        }
        let Worker { folder, store, .. } = self.worker;
        let open = async {
            let store = Store::open(store).await?;
            Keeper::open(folder, store).await
        };
        let mut keeper = self.runtime.block_on(open).inspect_err(log)?;
        let set_aside = keeper.set_aside();
        self.keeper = Some(keeper);
        self.tell_of(&set_aside);
        Ok(())
    }

    fn tell_of(&self, set_aside: &[RecordedChange]) {
        for change in set_aside {
            self.worker.shelf.tell_staff(told_of(change));
        }
    }

    /// Nobody decides on it any more.
    pub(super) fn clear(&mut self) {
        if self
            .shown
            .as_ref()
            .is_some_and(|shown| shown.at.elapsed() > DECIDING)
        {
            self.shown = None;
        }
    }

    pub(super) fn close(self) {
        if let Some(keeper) = self.keeper {
            self.runtime.block_on(keeper.close());
        }
    }
}

/// A rewriting with what somebody else wrote in the meantime, what it replaces now, and whether there was such a thing.
fn with_others(
    change: Change,
    seen: Option<Seen>,
    library: &Library,
) -> Result<(Change, Option<Seen>, bool), Refusal> {
    let wish = Wish::Change(change.clone());
    let Change::Rewrite {
        id,
        language,
        question,
        answer,
    } = change
    else {
        return Ok((change, None, false));
    };
    let Some(theirs) = wish
        .entry_in(library)
        .map(|entry| Seen::of(entry, language))
    else {
        return Ok((
            Change::Rewrite {
                id,
                language,
                question,
                answer,
            },
            None,
            false,
        ));
    };
    let base = seen.unwrap_or_else(|| theirs.clone());
    let is_merged = base != theirs;
    let both = merged(&base.question, &question, &theirs.question).zip(merged(
        &base.answer,
        &answer,
        &theirs.answer,
    ));
    let Some((question, answer)) = both else {
        return Err(Refusal::Conflict(theirs));
    };
    Ok((
        Change::Rewrite {
            id,
            language,
            question,
            answer,
        },
        Some(theirs),
        is_merged,
    ))
}

/// What staff hear of a change that could not be finished.
pub(super) fn told_of(change: &RecordedChange) -> String {
    let RecordedChange {
        number,
        deed,
        subject,
        ..
    } = change;
    format!(
        "I was stopped while I saved change {number} ({deed} {subject}), and its file has been saved by somebody else since. \
         I left the file as it is; the text of the change is in `/faq history`."
    )
}

/// The first few lines of what is wrong.
fn refuse(mut obstacles: Vec<String>) -> Result<(), String> {
    if obstacles.is_empty() {
        return Ok(());
    }
    let more = obstacles.len().saturating_sub(MOST_NAMED);
    obstacles.truncate(MOST_NAMED);
    if more > 0 {
        obstacles.push(format!("• … and {more} more: `aftercare check` shows all."));
    }
    Err(obstacles.join("\n"))
}

/// Staff get a sentence; the log gets the cause.
pub(super) fn log(why: &NotKept) {
    let cause = std::error::Error::source(why).map(ToString::to_string);
    tracing::warn!(%why, cause, "folder or history");
}
