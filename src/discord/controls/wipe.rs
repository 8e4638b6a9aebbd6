//! 'We no longer want to keep what came from our members: delete it all.' Asked for with a command, confirmed with a button,
//! by those who may manage the server.

use std::collections::BTreeSet;

use serenity::all::{ButtonStyle, CreateActionRow, GuildId};

use crate::discord::bot::Bot;
use crate::discord::cards;
use crate::discord::controls::Control;
use crate::discord::controls::presses::Press;
use crate::discord::draw::render::{Parts, button};
use crate::discord::editing::is_about_a_question;
use crate::discord::places::is_keeper;
use crate::discord::post::{self, Visibility};
use crate::store::{Question, Store, StoreFailure};

/// 'Keep it' was pressed.
pub(crate) const KEPT: &str = "Nothing was deleted.";

/// What those are told who may not manage the server.
pub(crate) const NOT_A_KEEPER: &str =
    "Only those who may manage this server can delete what came from its members.";
const NOT_WIPED: &str = "I could not delete it. Whoever runs me finds the reason in my log.";
const ON_THE_CARD: &str = "This question was deleted.";

/// Earlier than all days that are kept, and later: days are compared as texts.
const ALL_DAYS: [&str; 2] = ["0000-00-00", "9999-99-99"];

/// Counts are kept under this number for what was asked in direct messages.
const DIRECT_MESSAGES: u64 = 0;

/// What is there to delete, or was deleted.
#[derive(Debug, Default)]
struct Kept {
    questions: Vec<Question>,
    /// The days of which something was counted.
    days: BTreeSet<String>,
    /// Staff's drafts that hold a member's question, with their server.
    drafts: Vec<(u64, i64)>,
}

/// Tells what would be deleted, and asks.
pub(crate) async fn offer(bot: &Bot, server: GuildId) -> Parts {
    match kept(bot, server).await {
        Ok(kept) => question(&kept),
        Err(failure) => {
            tracing::error!(%failure, "what came from members can't be told");
            Parts::text(NOT_WIPED)
        }
    }
}

/// 'Delete it all' was pressed.
pub(crate) async fn all(press: Press<'_>) {
    let member = press.deed.member.as_ref();
    let keeper = member.filter(|member| is_keeper(member));
    let (Some(server), Some(_)) = (press.deed.guild_id, keeper) else {
        let refusal = Parts::text(NOT_A_KEEPER);
        return post::respond(press.http, press.deed, refusal, Visibility::AskerOnly).await;
    };
    post::hold_update(press.http, press.deed).await;
    let said = match wiped(press.bot, server).await {
        Ok(wiped) => {
            tracing::info!("what came from members was deleted");
            done(&wiped, empty_cards(press, &wiped.questions).await)
        }
        Err(failure) => {
            tracing::error!(%failure, "what came from members was not deleted");
            NOT_WIPED.to_owned()
        }
    };
    post::bring(press.http, press.deed, Parts::text(&said)).await;
}

/// Takes the text from each card, and tells from how many it could not be taken.
async fn empty_cards(press: Press<'_>, questions: &[Question]) -> usize {
    let mut left = 0;
    for question in questions {
        let is_empty = cards::empty(press.http, question, ON_THE_CARD).await;
        left += usize::from(!is_empty);
    }
    left
}

/// The numbers under which a server's data is kept: its own, and that of direct messages where they are for its team.
fn numbers(bot: &Bot, server: GuildId) -> Vec<u64> {
    let has_direct = cards::team_server(bot, None) == Some(server);
    let direct = has_direct.then_some(DIRECT_MESSAGES);
    std::iter::once(server.get()).chain(direct).collect()
}

async fn kept(bot: &Bot, server: GuildId) -> Result<Kept, StoreFailure> {
    let (store, [first, last]) = (&bot.store, ALL_DAYS);
    let mut kept = Kept::default();
    for number in numbers(bot, server) {
        kept.questions.extend(store.open_questions(number).await?);
        let feedback = store.feedback_counts(number).await?;
        kept.days
            .extend(feedback.into_iter().map(|count| count.day));
        let outcomes = store.outcome_counts(number, first, last).await?;
        kept.days
            .extend(outcomes.into_iter().map(|count| count.day));
        kept.drafts.extend(drafts(store, number).await?);
    }
    Ok(kept)
}

/// Deletes it, and tells what it was.
async fn wiped(bot: &Bot, server: GuildId) -> Result<Kept, StoreFailure> {
    let mut wiped = kept(bot, server).await?;
    wiped.questions.clear();
    for (number, draft) in &wiped.drafts {
        bot.store.drop_draft(*number, *draft).await?;
    }
    for number in numbers(bot, server) {
        let gone = bot.store.wipe_member_data(number).await?;
        wiped.questions.extend(gone.questions);
    }
    Ok(wiped)
}

async fn drafts(store: &Store, number: u64) -> Result<Vec<(u64, i64)>, StoreFailure> {
    let drafts = store.drafts(number).await?.into_iter();
    let about = drafts.filter(|draft| is_about_a_question(&draft.content));
    Ok(about.map(|draft| (number, draft.id)).collect())
}

fn question(kept: &Kept) -> Parts {
    if kept.questions.is_empty() && kept.days.is_empty() && kept.drafts.is_empty() {
        return Parts::text("There is nothing to delete: I keep nothing that came from members.");
    }
    let text = format!(
        "This would be deleted, and can't be brought back:\n{}\nThe cards in the team's channel lose their text. Your settings, \
         the FAQ and the history of its changes stay.",
        list(kept)
    );
    let buttons = vec![
        button(&Control::Wipe, "Delete it all").style(ButtonStyle::Danger),
        button(&Control::WipeNothing, "Keep it"),
    ];
    Parts {
        rows: vec![CreateActionRow::Buttons(buttons)],
        ..Parts::text(&text)
    }
}

fn done(wiped: &Kept, not_emptied: usize) -> String {
    let cards = match not_emptied {
        0 => String::new(),
        left => format!(
            "\nI could not empty {left} of the cards in the team's channel. Please delete those messages yourself."
        ),
    };
    format!(
        "Deleted:\n{}\nYour settings, the FAQ and the history of its changes are still there.{cards}",
        list(wiped)
    )
}

fn list(kept: &Kept) -> String {
    let mut lines = vec![
        format!(
            "• questions that wait for the team: {}",
            kept.questions.len()
        ),
        format!(
            "• days of which I know how questions were answered and whether that helped: {}",
            kept.days.len()
        ),
    ];
    if !kept.drafts.is_empty() {
        let drafts = kept.drafts.len();
        lines.push(format!(
            "• changes of the FAQ that staff began out of such questions, and have not saved: {drafts}"
        ));
    }
    lines.join("\n")
}
