//! Forms with several fields: drawn, filled in by label or id, and read by serenity.

use expect_test::expect;
use serde_json::{Value, json};
use serenity::all::{
    ActionRowComponent, CommandInteraction, CreateActionRow, CreateInputText,
    CreateInteractionResponse, CreateModal, InputTextStyle, ModalInteraction,
};

use super::listener::{Listener, any_command};
use crate::fake_discord::{FakeDiscord, Modal};

fn form() -> CreateModal {
    let short = |label, id| CreateInputText::new(InputTextStyle::Short, label, id);
    let long = |label, id| CreateInputText::new(InputTextStyle::Paragraph, label, id);
    let rows = [
        short("Question", "question")
            .value("Is it normal to cry?")
            .max_length(40),
        long("Answer", "answer")
            .value("Yes.")
            .min_length(2)
            .max_length(4000),
        long("Other ways to ask", "phrasings")
            .placeholder("one a line")
            .required(false),
        short("Review by", "review")
            .min_length(10)
            .max_length(10)
            .required(false),
        short("Id", "id").placeholder("letters and hyphens"),
    ];
    let rows = rows.map(CreateActionRow::InputText);
    CreateModal::new("entry:crying-normal", "Edit an answer").components(rows.to_vec())
}

/// Opens the form for Ana.
async fn opened(fake: &FakeDiscord, bot: &mut Listener) -> Modal {
    let (ana, staff) = (fake.member("Ana"), fake.channel("staff"));
    let used = fake.slash(&ana, staff, "ask", &json!({}));
    let command: CommandInteraction = bot.command().await;
    let response = CreateInteractionResponse::Modal(form());
    command
        .create_response(&bot.http, response)
        .await
        .expect("opened");
    fake.modal(&used).await
}

/// The id and text of each field, as serenity reads them.
fn fields(sent: &ModalInteraction) -> Vec<(String, Option<String>)> {
    let rows = sent.data.components.iter().flat_map(|row| &row.components);
    rows.map(|field| match field {
        ActionRowComponent::InputText(input) => (input.custom_id.clone(), input.value.clone()),
        other => panic!("no text: {other:?}"),
    })
    .collect()
}

#[tokio::test]
async fn form_is_drawn_as_people_see_it() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let modal = opened(&fake, &mut bot).await;
    expect![[r"
        Edit an answer
        [Question] Is it normal to cry?
        [Answer, long] Yes.
        [Other ways to ask, long, optional] (one a line)
        [Review by, optional]
        [Id] (letters and hyphens)"]]
    .assert_eq(&modal.drawn());
    assert_eq!(modal.prefilled("Answer"), "Yes.");
    assert_eq!(modal.prefilled("phrasings"), "");
    fake.finish().await;
}

#[tokio::test]
async fn fields_are_filled_in_by_label_or_id_and_the_others_stay_as_they_are() {
    let (fake, mut bot) = Listener::start(any_command()).await;
    let modal = opened(&fake, &mut bot).await;
    let values = json!({ "answer": "Yes.\nIt is.", "Id": "crying" });
    let sent = fake.submits_modal(&fake.member("Ana"), &modal, &values);
    fake.may_stay_unanswered(&sent);
    let told = fields(&bot.modal().await);
    let expected = [
        ("question", "Is it normal to cry?"),
        ("answer", "Yes.\nIt is."),
        ("phrasings", ""),
        ("review", ""),
        ("id", "crying"),
    ];
    let expected = expected.map(|(id, text)| (id.to_owned(), Some(text.to_owned())));
    assert_eq!(told, expected);
    fake.finish().await;
}

#[tokio::test]
async fn what_no_client_sends_fails_the_test() {
    let cases = [
        (json!({}), "asks for the required field \"Id\""),
        (
            json!({ "id": "a", "answer": "" }),
            "asks for the required field \"Answer\"",
        ),
        (json!({ "id": "a", "answer": "Y" }), "\"Y\" is too short"),
        (
            json!({ "id": "a", "review": "soon" }),
            "\"soon\" is too short",
        ),
        (
            json!({ "id": "a", "question": "q".repeat(41) }),
            "is too long",
        ),
        (json!({ "id": "a\nb" }), "has one line"),
        (
            json!({ "id": "a", "nothing": "b" }),
            "fields called \"nothing\"",
        ),
    ];
    for (values, expected) in cases {
        let told = failure(values).await;
        assert!(told.contains(expected), "{expected:?} is not in {told:?}");
    }
}

/// How the test fails that sends these values.
async fn failure(values: Value) -> String {
    let sent = tokio::spawn(async move {
        let (fake, mut bot) = Listener::start(any_command()).await;
        let modal = opened(&fake, &mut bot).await;
        fake.submits_modal(&fake.member("Ana"), &modal, &values);
    });
    let panic = sent.await.expect_err("it fails").into_panic();
    *panic.downcast::<String>().expect("it says why")
}
