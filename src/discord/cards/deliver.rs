//! Brings a member's question to the team: on a card of its own, or on that of the same question if it waits already.

use std::sync::Arc;

use serenity::all::{ChannelId, GuildId, Http};

use super::settle::{DELETED, change_card, empty_card};
use super::{draw, team_server};
use crate::clock;
use crate::discord::bot::Bot;
use crate::discord::post;
use crate::discord::trouble::Refused;
use crate::staff::same_question;
use crate::store::{Question, StoreFailure};

/// What stands where a card was that could not be kept up to date.
const MOVED: &str = "This question has a new card.";

/// A text that a member sends, without what tells who wrote it.
#[derive(Clone, Copy)]
pub(crate) struct Delivery<'a> {
    pub(crate) http: &'a Http,
    pub(crate) bot: &'a Bot,
    /// Where the team reads.
    pub(crate) team: ChannelId,
    /// On which server it was asked; none for direct messages.
    pub(crate) asked_on: Option<GuildId>,
    pub(crate) text: &'a str,
}

/// Shows a text to the team. If the store fails, the team still reads it, without anything to press.
///
/// # Errors
/// What Discord refused; the team does not see it, and nothing new is kept.
pub(crate) async fn deliver(delivery: Delivery<'_>) -> Result<(), Refused> {
    let Some(server) = team_server(delivery.bot, delivery.asked_on) else {
        return delivery.show_unkept().await;
    };
    // Two at once would not know of each other, and become two cards.
    let _one_by_one = delivery.bot.memory.deliveries().lock().await;
    match delivery.keep(server).await {
        Ok(question) => delivery.show(&question).await,
        Err(failure) => {
            tracing::error!(%failure, "a question for the team is not kept");
            delivery.show_unkept().await
        }
    }
}

impl Delivery<'_> {
    /// Counts it as the question that it is, or keeps it as a new one.
    async fn keep(self, server: GuildId) -> Result<Question, StoreFailure> {
        let (store, guild) = (&self.bot.store, server.get());
        let day = clock::today().to_string();
        let waiting = store.open_questions(guild).await?;
        if let Some(known) = self.same_among(waiting).await
            && let Some(times) = store.count_question(guild, known.id, &day).await?
        {
            return Ok(Question {
                times,
                last_day: day,
                ..known
            });
        }
        Ok(Question {
            id: store.keep_question(guild, self.text, &day).await?,
            guild,
            text: self.text.to_owned(),
            times: 1,
            first_day: day.clone(),
            last_day: day,
            card: None,
        })
    }

    /// The same question, if it waits already; looked for on a thread for long computing.
    async fn same_among(self, mut waiting: Vec<Question>) -> Option<Question> {
        let assistant = Arc::clone(&self.bot.desk.edition().assistant);
        let text = self.text.to_owned();
        let looking = move || {
            let texts: Vec<&str> = waiting
                .iter()
                .map(|question| question.text.as_str())
                .collect();
            same_question(&assistant, &text, &texts).map(|place| waiting.swap_remove(place))
        };
        let found = tokio::task::spawn_blocking(looking).await;
        found.unwrap_or_else(|_| {
            tracing::error!("comparing questions for the team panicked");
            None
        })
    }

    /// Changes the card that is there, or posts one.
    async fn show(self, question: &Question) -> Result<(), Refused> {
        let parts = draw::waiting(question);
        let mut left_behind = question.card;
        if let Some(card) = question.card
            && card.0 == self.team.get()
        {
            match change_card(self.http, card, parts.clone()).await {
                Ok(()) => {
                    self.place(question, card).await;
                    return Ok(());
                }
                Err(refused) if refused.is_nobodys_fault() => left_behind = None,
                Err(Refused { code }) => {
                    tracing::warn!(message = card.1, code, "a card was not changed");
                }
            }
        }
        match post::post(self.http, self.team, parts).await {
            Ok(message) => {
                self.place(question, (self.team.get(), message.get())).await;
                if let Some(old) = left_behind {
                    empty_card(self.http, old, MOVED).await;
                }
                Ok(())
            }
            Err(refused) => {
                self.take_back(question).await;
                Err(refused)
            }
        }
    }

    /// Notes where the card is, so that its text can be taken away again.
    async fn place(self, question: &Question, card: (u64, u64)) {
        let (store, guild) = (&self.bot.store, question.guild);
        let placed = store.place_question(guild, question.id, card.0, card.1);
        match placed.await {
            Ok(true) => {}
            Ok(false) => {
                // Meanwhile it was dealt with, or deleted: nobody would take the text away.
                empty_card(self.http, card, DELETED).await;
            }
            Err(failure) => {
                tracing::error!(%failure, message = card.1, "a card's place is not kept");
            }
        }
    }

    /// Forgets a question that the team can't read; one that was asked before still waits.
    async fn take_back(self, question: &Question) {
        if question.times > 1 {
            return;
        }
        let (store, guild) = (&self.bot.store, question.guild);
        if let Err(failure) = store.close_question(guild, question.id).await {
            tracing::error!(%failure, "a question that was not sent is kept");
        }
    }

    async fn show_unkept(self) -> Result<(), Refused> {
        let parts = draw::not_kept(self.text);
        post::post(self.http, self.team, parts).await.map(drop)
    }
}
