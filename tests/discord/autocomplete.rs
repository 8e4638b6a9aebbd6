//! The questions that appear while somebody types.

use serde_json::json;

use super::world::{World, edition};

async fn names(world: &World, typed: &str) -> Vec<String> {
    let asked =
        world
            .discord
            .autocomplete(&world.mia(), world.questions(), "ask", ("question", typed));
    let choices = world.discord.choices(&asked).await;
    assert!(
        choices
            .iter()
            .all(|choice| choice.value == choice.name.as_str())
    );
    choices.into_iter().map(|choice| choice.name).collect()
}

#[tokio::test]
async fn it_works_from_the_first_letter_and_forgives_typos() {
    let world = World::start().await;
    assert_eq!(names(&world, "").await.len(), 4);
    assert_eq!(
        names(&world, "c").await[0],
        "Is it normal to cry during a massage?"
    );
    assert_eq!(
        names(&world, "cryign").await,
        ["Is it normal to cry during a massage?"]
    );
    assert_eq!(
        names(&world, "overwelmed").await,
        ["What can I do if I feel overwhelmed?"]
    );
    assert!(names(&world, "xyzzy").await.is_empty());
    world.finish().await;
}

#[tokio::test]
async fn a_choice_is_answered_with_its_entry() {
    let world = World::start().await;
    for choice in names(&world, "").await {
        let asked = world.discord.slash(
            &world.mia(),
            world.questions(),
            "ask",
            &json!({ "question": choice }),
        );
        let reply = world.discord.reply_to(&asked).await;
        assert_eq!(reply.text().lines().next(), Some(choice.as_str()));
    }
    world.finish().await;
}

/// An FAQ of thirty entries whose questions are longer than a choice may be.
fn many_long_questions() -> String {
    let padding = "massage ".repeat(20);
    let entries = (0..30).map(|number| {
        format!("[[entry]]\nid = \"entry-{number}\"\nquestion = \"Question {number}: {padding}?\"\nanswer = \"A{number}.\"\n")
    });
    entries.collect()
}

#[tokio::test]
async fn many_and_long_questions_keep_discords_limits() {
    let world = World::start_with(edition(&[&many_long_questions()])).await;
    let choices = names(&world, "question").await;
    assert_eq!(choices.len(), 25);
    assert!(
        choices
            .iter()
            .all(|name| name.chars().count() <= 100 && name.ends_with('…')),
        "{choices:?}"
    );
    let asked = world.discord.slash(
        &world.mia(),
        world.questions(),
        "ask",
        &json!({ "question": choices[7] }),
    );
    let reply = world.discord.reply_to(&asked).await;
    assert!(reply.text().ends_with("\nA7."), "{}", reply.text());
    world.finish().await;
}

#[tokio::test]
async fn hostile_typing_is_answered_with_choices() {
    let world = World::start().await;
    for typed in [
        "\u{202e}\u{0}🙂",
        "@everyone",
        &"is it normal ".repeat(400),
        "(((",
        "é́́́",
    ] {
        assert!(names(&world, typed).await.len() <= 25);
    }
    world.finish().await;
}
