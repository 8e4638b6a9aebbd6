//! What is done by the hour, whether or not anybody asks, and once at every start: forgetting what has become old, and the
//! week's digest where it is due.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::Http;

use crate::clock;
use crate::discord::bot::Bot;
use crate::discord::cards;
use crate::discord::draw::privacy::QUESTION_DAYS;
use crate::discord::weekly;
use crate::store::Question;

/// Time from one round to the next.
const ROUND: Duration = Duration::from_hours(1);
/// How long a draft waits to be saved, in seconds.
const DRAFTS_KEPT: i64 = 7 * 24 * 60 * 60;

/// Goes its round until the runtime ends.
pub(super) async fn go_round(http: Arc<Http>, bot: Bot) {
    bot.memory.has_become_ready().await;
    let mut not_emptied = Vec::new();
    loop {
        not_emptied = forget_questions(&http, &bot, not_emptied).await;
        forget_drafts(&bot).await;
        weekly::post_due(&http, &bot.at_present()).await;
        tokio::time::sleep(ROUND).await;
    }
}

/// Forgets the questions for the team that are too old, and takes their text from their cards. Gives back those whose cards
/// still have it, for the next round.
async fn forget_questions(http: &Http, bot: &Bot, not_emptied: Vec<Question>) -> Vec<Question> {
    // Members are told that it takes so many days at most; so it is not one of those that are left.
    let day = clock::days_before(clock::today(), QUESTION_DAYS - 1);
    let old = bot.store.purge_questions(&day.to_string()).await;
    let old = old.unwrap_or_else(|failure| {
        tracing::error!(%failure, "old questions for the team are still kept");
        Vec::new()
    });
    let said = format!("This question was deleted after {QUESTION_DAYS} days.");
    let mut left = Vec::new();
    for question in not_emptied.into_iter().chain(old) {
        if !cards::empty(http, &question, &said).await {
            left.push(question);
        }
    }
    left
}

async fn forget_drafts(bot: &Bot) {
    if let Err(failure) = bot.store.purge_drafts(clock::now() - DRAFTS_KEPT).await {
        tracing::error!(%failure, "old drafts are still kept");
    }
}
