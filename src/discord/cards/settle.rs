//! A question is dealt with: it is forgotten, and its card says what became of it, without its text. If the card can't be
//! changed, nothing else fails.

use serenity::all::{ChannelId, Http, MessageId};

use crate::discord::draw::render::Parts;
use crate::discord::editing::{Editor, plain};
use crate::discord::post::{self, Target};
use crate::discord::trouble::Refused;
use crate::faq::edit::Change;
use crate::staff::{Preview, Wish};
use crate::store::Question;

/// On the card of a question that is gone.
pub(super) const DELETED: &str = "This question was deleted.";

/// Closes a question that was settled by what these staff saved.
pub(crate) async fn settle(editor: Editor<'_>, id: i64, by: u64, preview: &Preview) {
    let (store, guild) = (&editor.bot.store, editor.guild.get());
    let closed = async {
        let question = store.question(guild, id).await?;
        let is_closed = store.close_question(guild, id).await?;
        Ok::<_, crate::store::StoreFailure>(question.filter(|_| is_closed))
    };
    match closed.await {
        // Somebody else has dismissed it, or it was deleted; its card says so.
        Ok(None) => {}
        Ok(Some(question)) => {
            empty(editor.http, &question, &settled(by, preview)).await;
        }
        Err(failure) => tracing::error!(%failure, "a question for the team is still open"),
    }
}

/// Takes a question's text from its card and says this instead. True unless the text may still stand there.
pub(crate) async fn empty(http: &Http, question: &Question, said: &str) -> bool {
    match question.card {
        Some(card) => empty_card(http, card, said).await,
        None => true,
    }
}

/// The same for the card in this channel that is this message.
pub(super) async fn empty_card(http: &Http, card: (u64, u64), said: &str) -> bool {
    match change_card(http, card, Parts::text(said)).await {
        Ok(()) => true,
        Err(refused) if refused.is_nobodys_fault() => true,
        Err(Refused { code }) => {
            tracing::warn!(
                channel = card.0,
                message = card.1,
                code,
                "a card was not emptied"
            );
            false
        }
    }
}

/// Changes the card in this channel that is this message.
///
/// # Errors
/// What Discord refused.
pub(super) async fn change_card(
    http: &Http,
    (channel, message): (u64, u64),
    parts: Parts,
) -> Result<(), Refused> {
    // Discord's ids are never zero, unless somebody wrote in the database.
    let card = Target {
        channel: ChannelId::new(channel.max(1)),
        message: MessageId::new(message.max(1)),
    };
    post::change(http, card, parts).await
}

fn settled(by: u64, preview: &Preview) -> String {
    let entry = preview
        .touched
        .iter()
        .find_map(|touched| touched.after.as_ref());
    let entry = entry.map_or("", |entry| entry.question.value.as_str());
    let became = match &preview.wish {
        Wish::Change(Change::Teach { .. }) => {
            format!("now a way of asking “{}”", plain(entry))
        }
        Wish::Change(Change::Add { .. }) => format!("a new entry “{}”", plain(entry)),
        _ => "not for the bot".to_owned(),
    };
    format!("Settled by <@{by}>: {became}.")
}
