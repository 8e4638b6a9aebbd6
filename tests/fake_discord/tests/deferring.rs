//! Answers that come later: Discord is told to wait, then the message is filled in, or further ones follow.

use serde_json::json;
use serenity::all::{
    ComponentInteraction, CreateActionRow, CreateInputText, CreateInteractionResponse, CreateModal,
    Error, HttpError, InputTextStyle, ModalInteraction,
};

use super::listener::{
    Listener, any_command, deferral, edit, follow_up, message, private_deferral,
};
use super::wire::{check, good_message, post_message};
use crate::fake_discord::{FakeDiscord, Interaction, Reply};

/// A card with a button in the staff channel, and Ana's press on it.
pub(super) async fn pressed(
    fake: &FakeDiscord,
    bot: &mut Listener,
) -> (Reply, Interaction, ComponentInteraction) {
    let mut card = good_message("a card");
    let button = json!({ "type": 2, "style": 1, "label": "Answer", "custom_id": "answer:1" });
    card["components"] = json!([{ "type": 1, "components": [button] }]);
    let staff = fake.channel("staff");
    post_message(fake, staff, &card).await;
    let card = fake.reply_in(staff).await;
    let press = fake.presses(&fake.member("Ana"), card.id(), "Answer");
    (card, press, bot.component().await)
}

/// The form that the press opens, and Ana's sending it.
async fn sent(fake: &FakeDiscord, bot: &mut Listener) -> (Reply, Interaction, ModalInteraction) {
    let (card, press, component) = pressed(fake, bot).await;
    let input = CreateInputText::new(InputTextStyle::Paragraph, "Answer", "answer");
    let modal = CreateModal::new("answer:1", "Answer");
    let modal = modal.components(vec![CreateActionRow::InputText(input)]);
    let response = CreateInteractionResponse::Modal(modal);
    component
        .create_response(&bot.http, response)
        .await
        .expect("opened");
    let modal = fake.modal(&press).await;
    let sent = fake.submits_modal(&fake.member("Ana"), &modal, &json!({ "answer": "Yes." }));
    (card, sent, bot.modal().await)
}

/// Status and code of a refusal.
pub(super) fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> (u16, isize) {
    match answer.expect_err("it is refused") {
        Error::Http(HttpError::UnsuccessfulRequest(refusal)) => {
            (refusal.status_code.as_u16(), refusal.error.code)
        }
        other => panic!("no refusal: {other}"),
    }
}

#[tokio::test]
async fn press_that_is_acknowledged_edits_the_very_message() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (card, press, component) = pressed(&fake, &mut bot).await;
    component.defer(&bot.http).await.expect("acknowledged");
    let now = component.edit_response(&bot.http, edit("answered")).await;
    assert_eq!(now.expect("edited").content, "answered");
    let reply = fake.reply_to(&press).await;
    assert_eq!((reply.id(), reply.content()), (card.id(), "answered"));
    assert_eq!(reply.buttons(), ["Answer"]);
    fake.finish().await;
}

#[tokio::test]
async fn press_that_is_acknowledged_may_be_followed_by_a_message_of_its_own() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (card, press, component) = pressed(&fake, &mut bot).await;
    component.defer(&bot.http).await.expect("acknowledged");
    let further = follow_up("only for you").ephemeral(true);
    component
        .create_followup(&bot.http, further)
        .await
        .expect("sent");
    let reply = fake.reply_to(&press).await;
    assert_ne!(reply.id(), card.id());
    assert_eq!(
        (reply.content(), reply.is_ephemeral()),
        ("only for you", true)
    );
    assert_eq!(fake.now(&card).expect("it is there").content(), "a card");
    fake.finish().await;
}

#[tokio::test]
async fn who_sees_the_answer_is_settled_when_it_is_promised() {
    for (promise, is_private) in [(deferral(), false), (private_deferral(), true)] {
        let (fake, mut bot) = Listener::start(any_command()).await;
        let (card, press, component) = pressed(&fake, &mut bot).await;
        component
            .create_response(&bot.http, promise)
            .await
            .expect("promised");
        let first = follow_up("done").ephemeral(!is_private);
        component
            .create_followup(&bot.http, first)
            .await
            .expect("sent");
        let reply = fake.reply_to(&press).await;
        assert_ne!(reply.id(), card.id());
        assert_eq!(
            (reply.content(), reply.is_ephemeral()),
            ("done", is_private)
        );
        let second = follow_up("more").ephemeral(true);
        component
            .create_followup(&bot.http, second)
            .await
            .expect("sent");
        let more = fake.follow_up_to(&press).await;
        assert_ne!(more.id(), reply.id());
        assert!(more.is_ephemeral());
        fake.finish().await;
    }
}

#[tokio::test]
async fn form_is_answered_at_once_or_later_in_a_new_message_or_in_the_one_it_came_from() {
    let later = [
        deferral(),
        private_deferral(),
        CreateInteractionResponse::Acknowledge,
    ];
    let in_place = message("done");
    let at_once = [
        CreateInteractionResponse::Message(message("done")),
        CreateInteractionResponse::UpdateMessage(in_place),
    ];
    let later = later.map(|response| (response, true));
    for (response, is_later) in later
        .into_iter()
        .chain(at_once.map(|response| (response, false)))
    {
        let (fake, mut bot) = Listener::start(any_command()).await;
        let (card, sent, modal) = sent(&fake, &mut bot).await;
        let stays = matches!(
            response,
            CreateInteractionResponse::Acknowledge | CreateInteractionResponse::UpdateMessage(_)
        );
        modal
            .create_response(&bot.http, response)
            .await
            .expect("answered");
        if is_later {
            modal
                .edit_response(&bot.http, edit("done"))
                .await
                .expect("edited");
        }
        let reply = fake.reply_to(&sent).await;
        assert_eq!((reply.content(), reply.id() == card.id()), ("done", stays));
        fake.finish().await;
    }
}

#[tokio::test]
async fn form_of_a_command_has_no_message_to_change() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let used = fake.slash(
        &fake.member("Ana"),
        fake.channel("staff"),
        "ask",
        &json!({}),
    );
    let command = bot.command().await;
    let input = CreateInputText::new(InputTextStyle::Short, "Why?", "why").required(false);
    let modal = CreateModal::new("why", "Why?").components(vec![CreateActionRow::InputText(input)]);
    let response = CreateInteractionResponse::Modal(modal);
    command
        .create_response(&bot.http, response)
        .await
        .expect("opened");
    let modal = fake.modal(&used).await;
    let sent = fake.submits_modal(&fake.member("Ana"), &modal, &json!({}));
    fake.may_stay_unanswered(&sent);
    let form = bot.modal().await;
    for response in [
        CreateInteractionResponse::Acknowledge,
        CreateInteractionResponse::UpdateMessage(message("done")),
    ] {
        let refused = form.create_response(&bot.http, response).await;
        assert_eq!(refusal(refused).0, 400);
        fake.callback(&sent).await;
        check(&fake.problems().await, &["a callback type that"]);
    }
    fake.finish().await;
}

#[tokio::test]
async fn what_is_still_thinking_in_the_end_fails_the_finish() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (_, press, component) = pressed(&fake, &mut bot).await;
    component
        .create_response(&bot.http, deferral())
        .await
        .expect("promised");
    fake.callback(&press).await;
    check(&fake.problems().await, &["is still Deferred"]);
    fake.finish().await;
}

#[tokio::test]
async fn promise_can_be_taken_back() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let (_, press, component) = pressed(&fake, &mut bot).await;
    component
        .create_response(&bot.http, private_deferral())
        .await
        .expect("promised");
    fake.callback(&press).await;
    component.delete_response(&bot.http).await.expect("deleted");
    fake.next("DELETE /webhooks/*/*/messages/@original").await;
    fake.finish().await;
}
