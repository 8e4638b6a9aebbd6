//! 'I keep the FAQ, on my phone': staff change an answer, see what members will see, save, and take it back.

use expect_test::expect;
use serde_json::{Value, json};

use super::world::World;
use crate::fake_discord::{Modal, Person, Reply, Typed};

const CRYING: &str = "crying-normal";
const OTHER_ANSWER: &str = "Yes. Tears are a natural release, and nobody minds.";

/// Somebody uses a subcommand of `/faq`; tells what comes back.
async fn faq(world: &World, who: &Person, command: &str, values: &Value) -> Reply {
    let command = format!("faq {command}");
    let used = world.discord.slash(who, world.team(), &command, values);
    world.discord.reply_to(&used).await
}

/// Somebody opens a form by a subcommand of `/faq`.
async fn opened(world: &World, who: &Person, command: &str, values: &Value) -> Modal {
    let command = format!("faq {command}");
    let used = world.discord.slash(who, world.team(), &command, values);
    world.discord.modal(&used).await
}

/// Somebody fills in a form; tells what comes back.
async fn filled(world: &World, who: &Person, form: &Modal, values: &Value) -> Reply {
    let sent = world.discord.submits_modal(who, form, values);
    world.discord.reply_to(&sent).await
}

/// Thea writes another answer to an entry, and sees what it would do.
async fn rewritten(world: &World, who: &Person, answer: &str) -> Reply {
    let form = opened(world, who, "edit", &json!({ "entry": CRYING })).await;
    filled(world, who, &form, &json!({ "answer": answer })).await
}

/// A message with the first name of who is mentioned in it.
fn by_name(reply: &Reply, people: &[&Person]) -> String {
    people.iter().fold(reply.drawn(), |drawn, person| {
        drawn.replace(&person.id.to_string(), &person.name.to_lowercase())
    })
}

#[tokio::test]
async fn an_answer_is_changed_shown_saved_and_taken_back() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let before = world.faq_file("faq.toml");
    let form = opened(&world, &thea, "edit", &json!({ "entry": CRYING })).await;
    expect![[r"
        Change the entry
        [Question, as members see it] Is it normal to cry during a massage?
        [Answer, as members read it, long] Yes. Tears are a natural release."]]
    .assert_eq(&form.drawn());
    let preview = filled(&world, &thea, &form, &json!({ "answer": OTHER_ANSWER })).await;
    expect![[r"
        (only you see this)
        **Not saved yet.** This is what members will see.

        **What changes**
        “Is it normal to cry during a massage?”
        … Tears are a natural ~~release.~~**release, and nobody minds.**

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        Is it normal to cry during a massage?
        Yes. Tears are a natural release, and nobody minds.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Save] [Change it] [Don't save]"]]
    .assert_eq(&preview.drawn());
    assert_eq!(world.faq_file("faq.toml"), before, "nothing is saved yet");
    let saved = world.press(&thea, &preview, "Save").await;
    expect![[r"
        (only you see this)
        Saved, and in use from now on. It is change 2: `/faq undo change:2` takes it back."]]
    .assert_eq(&saved.drawn());
    let after = before.replace("Yes. Tears are a natural release.", OTHER_ANSWER);
    assert_eq!(
        world.faq_file("faq.toml"),
        after,
        "and nothing else is changed"
    );
    let answer = world.ask("Is it normal to cry during a massage?").await;
    assert!(answer.drawn().contains(OTHER_ANSWER), "{}", answer.drawn());

    world.finish().await;
}

#[tokio::test]
async fn a_change_is_found_in_the_history_and_taken_back() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let before = world.faq_file("faq.toml");
    let preview = rewritten(&world, &thea, OTHER_ANSWER).await;
    world.press(&thea, &preview, "Save").await;
    let history = faq(&world, &thea, "history", &json!({})).await;
    let change = world
        .press(&thea, &history, "2: changed crying-normal")
        .await;
    let shown = change.drawn();
    assert!(
        shown.contains("+  and nobody minds") || shown.contains(", and nobody minds"),
        "{shown}"
    );
    let undo = world.press(&thea, &change, "Take it back").await;
    expect![[r"
        (only you see this)
        **Not saved yet.** This is what members will see.

        **What changes**
        “Is it normal to cry during a massage?”
        … Tears are a natural ~~release, and nobody minds.~~**release.**

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        Is it normal to cry during a massage?
        Yes. Tears are a natural release.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Save] [Don't save]"]]
    .assert_eq(&undo.drawn());
    world.press(&thea, &undo, "Save").await;
    assert_eq!(world.faq_file("faq.toml"), before, "to the last byte");
    world.finish().await;
}

#[tokio::test]
async fn a_new_entry_is_answered_from_then_on() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let form = opened(&world, &thea, "add", &json!({})).await;
    expect![[r"
        A new entry
        [Question, as members see it]
        [Answer, as members read it, long]
        [Other ways of asking it, one on each line, long, optional]"]]
    .assert_eq(&form.drawn());
    let written = json!({
        "question": "Is there a parking space?",
        "answer": "Yes, behind the house.",
        "phrasings": "where do I leave my car\n\n  can I park at the clinic  ",
    });
    let preview = filled(&world, &thea, &form, &written).await;
    expect![[r"
        (only you see this)
        **Not saved yet.** This is what members will see.

        **What changes**
        “Is there a parking space?” is new.

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        Is there a parking space?
        Yes, behind the house.
        [Save] [Change it] [Don't save]"]].assert_eq(&preview.drawn());
    world.press(&thea, &preview, "Save").await;
    expect![[r#"
        # Answers that the team wrote in Discord. They can be changed there, or here: README.md says how.

        [[entry]]
        id = "parking-space"
        question = "Is there a parking space?"
        phrasings = [
          "where do I leave my car",
          "can I park at the clinic",
        ]
        answer = "Yes, behind the house."
    "#]].assert_eq(&world.faq_file("from-the-team.toml"));
    let answer = world.ask("where can i park my car").await;
    assert!(
        answer.drawn().contains("behind the house"),
        "{}",
        answer.drawn()
    );
    world.finish().await;
}

#[tokio::test]
async fn a_way_of_asking_is_taught_and_taken_out() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let before = world.faq_file("faq.toml");
    let values = json!({ "entry": CRYING, "add": "the waterworks started" });
    let preview = faq(&world, &thea, "phrasing", &values).await;
    expect![[r"
        (only you see this)
        **Not saved yet.** This is what members will see.

        **What changes**
        “Is it normal to cry during a massage?”
        • **the waterworks started**

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        Is it normal to cry during a massage?
        Yes. Tears are a natural release.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Save] [Don't save]"]]
    .assert_eq(&preview.drawn());
    world.press(&thea, &preview, "Save").await;
    let after = world.faq_file("faq.toml");
    assert_eq!(after.lines().count(), before.lines().count() + 1);
    assert!(
        after.contains("\n  \"the waterworks started\",\n"),
        "{after}"
    );

    let beside = Typed::new("remove", "water").beside(json!({ "entry": CRYING }));
    let offered = world
        .discord
        .autocomplete(&thea, world.team(), "faq phrasing", beside);
    let offered = world.discord.choices(&offered).await;
    let offered: Vec<&str> = offered.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(offered, ["the waterworks started"]);
    let values = json!({ "entry": CRYING, "remove": "the waterworks started" });
    let preview = faq(&world, &thea, "phrasing", &values).await;
    world.press(&thea, &preview, "Save").await;
    assert_eq!(world.faq_file("faq.toml"), before);
    world.finish().await;
}

#[tokio::test]
async fn a_retired_entry_is_no_longer_answered() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let preview = faq(&world, &thea, "retire", &json!({ "entry": "how-often" })).await;
    expect![[r"
        (only you see this)
        **Not saved yet.** Members will no longer get this answer.

        **What changes**
        “Is it normal to cry during a massage?”
        • offered beside it: ~~how-often~~
        “How often should I book a session?” is taken out.

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        How often should I book a session?
        Once a month is a good start.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Save] [Don't save]"]]
    .assert_eq(&preview.drawn());
    world.press(&thea, &preview, "Save").await;
    let text = world.faq_file("faq.toml");
    assert!(
        !text.contains("how-often"),
        "nor is it named elsewhere: {text}"
    );
    world.finish().await;
}

#[tokio::test]
async fn words_that_teach_another_entry_are_refused_with_the_place() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let values = json!({ "entry": CRYING, "add": "How regularly should I book" });
    let preview = faq(&world, &thea, "phrasing", &values).await;
    expect![[r"
        (only you see this)
        **This can't be saved yet.**

        • “How regularly should I book” already belongs to “How often should I book a session?”. One way of asking can't have two answers.

        **What changes**
        “Is it normal to cry during a massage?”
        • **How regularly should I book**
        Is it normal to cry during a massage?
        Yes. Tears are a natural release.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Don't save]"]].assert_eq(&preview.drawn());
    world.finish().await;
}

#[tokio::test]
async fn what_fails_a_recorded_test_is_refused_with_what_would_happen() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let test = "should_match = [\"how regularly should I come in\"]\n";
    let often = "id = \"how-often\"\n";
    let tested = world
        .faq_file("faq.toml")
        .replace(often, &format!("{often}{test}"));
    world.save_by_hand("faq.toml", &tested);
    let broken = tested.replace("how regularly should I come in", "where is the bus stop");
    let file = world
        .discord
        .uploads("faq.toml", "application/toml", broken.as_bytes());
    let refused = faq(&world, &thea, "import", &json!({ "file": file })).await;
    world.discord.downloaded(file).await;
    let told = world.discord.reply_in(world.team()).await;
    assert!(
        told.content().contains("the change is in use"),
        "{}",
        told.content()
    );
    let shown = refused.drawn();
    assert!(shown.contains("**This can't be saved yet.**"), "{shown}");
    let why = "this message should come to `how-often`, but nothing answers it";
    assert!(shown.contains(why), "{shown}");
    assert!(!refused.buttons().contains(&"Save".to_owned()), "{shown}");
    assert_eq!(world.faq_file("faq.toml"), tested);
    world.finish().await;
}

#[tokio::test]
async fn only_staff_change_the_faq_and_only_on_the_clinics_own_server() {
    let world = World::start_with_folder().await;
    let refused = faq(&world, &world.mia(), "retire", &json!({ "entry": CRYING })).await;
    expect![[r"
        (only you see this)
        Only staff can change the FAQ. The clinic's staff role is set with `/aftercare setup`."]]
    .assert_eq(&refused.drawn());
    world.discord.guild_named("Elsewhere");
    world.discord.settle().await;
    let refused = faq(&world, &world.therapist(), "add", &json!({})).await;
    expect![[r"
        (only you see this)
        I am on several servers, and the FAQ is one for all. Whoever runs me can name the clinic's own server in my settings file: `home_servers = [its id]` under `[server]`."]].assert_eq(&refused.drawn());
    world.finish().await;
}

#[tokio::test]
async fn two_people_who_change_different_words_both_keep_theirs() {
    let world = World::start_with_folder().await;
    let (thea, max) = (
        world.therapist(),
        world.discord.member_with_role("Max", "Therapists"),
    );
    let form = opened(&world, &max, "edit", &json!({ "entry": CRYING })).await;
    let first = rewritten(&world, &thea, OTHER_ANSWER).await;
    world.press(&thea, &first, "Save").await;
    let answer = json!({ "answer": "Yes, often. Tears are a natural release." });
    let merged = filled(&world, &max, &form, &answer).await;
    expect![[r"
        (only you see this)
        Somebody else changed this entry while you were writing. **This is both of your texts together:** please read it once more. **Not saved yet.** This is what members will see.

        **What changes**
        “Is it normal to cry during a massage?”
        ~~Yes.~~ **Yes, often.** Tears are a natural …

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        Is it normal to cry during a massage?
        Yes, often. Tears are a natural release, and nobody minds.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Save] [Change it] [Don't save]"]].assert_eq(&merged.drawn());
    world.press(&max, &merged, "Save").await;
    let both = "Yes, often. Tears are a natural release, and nobody minds.";
    assert!(world.faq_file("faq.toml").contains(both));
    world.finish().await;
}

#[tokio::test]
async fn two_people_who_change_the_same_words_see_both() {
    let world = World::start_with_folder().await;
    let (thea, max) = (
        world.therapist(),
        world.discord.member_with_role("Max", "Therapists"),
    );
    let form = opened(&world, &max, "edit", &json!({ "entry": CRYING })).await;
    let first = rewritten(&world, &thea, "Yes. It is common.").await;
    world.press(&thea, &first, "Save").await;
    let conflict = filled(
        &world,
        &max,
        &form,
        &json!({ "answer": "Yes. It is human." }),
    )
    .await;
    expect![[r"
        (only you see this)
        Somebody else has changed the same words in the meantime. Yours is below. This is what is there now:
        **Is it normal to cry during a massage?**
        Yes. It is common.
        Press *Change it*, and write one text out of both.
        Is it normal to cry during a massage?
        Yes. It is human.
        [Change it] [Don't save]"]].assert_eq(&conflict.drawn());
    assert!(world.faq_file("faq.toml").contains("Yes. It is common."));
    let pressed = world.discord.presses(&max, conflict.id(), "Change it");
    let form = world.discord.modal(&pressed).await;
    assert_eq!(form.prefilled("answer"), "Yes. It is human.");
    let both = json!({ "answer": "Yes. It is common and human." });
    let preview = filled(&world, &max, &form, &both).await;
    assert_eq!(preview.id(), conflict.id());
    world.press(&max, &preview, "Save").await;
    assert!(
        world
            .faq_file("faq.toml")
            .contains("Yes. It is common and human.")
    );
    world.finish().await;
}

#[tokio::test]
async fn what_was_changed_after_it_was_shown_is_shown_again() {
    let world = World::start_with_folder().await;
    let (thea, max) = (
        world.therapist(),
        world.discord.member_with_role("Max", "Therapists"),
    );
    let first = rewritten(&world, &thea, OTHER_ANSWER).await;
    let second = rewritten(&world, &max, "Yes, often. Tears are a natural release.").await;
    world.press(&thea, &first, "Save").await;
    let again = world.press(&max, &second, "Save").await;
    let shown = again.drawn();
    assert!(shown.contains("both of your texts together"), "{shown}");
    world.press(&max, &again, "Save").await;
    let both = "Yes, often. Tears are a natural release, and nobody minds.";
    assert!(world.faq_file("faq.toml").contains(both));
    world.finish().await;
}

#[tokio::test]
async fn what_waits_to_be_saved_outlives_a_restart() {
    let world = World::start_with_folder().await;
    let preview = rewritten(&world, &world.therapist(), OTHER_ANSWER).await;
    let world = world.restart().await;
    let saved = world.press(&world.therapist(), &preview, "Save").await;
    assert!(
        saved.content().starts_with("Saved, and in use"),
        "{}",
        saved.content()
    );
    assert!(world.faq_file("faq.toml").contains(OTHER_ANSWER));
    world.finish().await;
}

#[tokio::test]
async fn what_was_saved_by_hand_in_the_meantime_stays() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let preview = rewritten(&world, &thea, OTHER_ANSWER).await;
    let by_hand = world
        .faq_file("faq.toml")
        .replace("Once a month", "Twice a month");
    world.save_by_hand("faq.toml", &by_hand);
    let saved = world.press(&thea, &preview, "Save").await;
    assert!(
        saved.content().starts_with("Saved, and in use"),
        "{}",
        saved.content()
    );
    let text = world.faq_file("faq.toml");
    assert!(
        text.contains(OTHER_ANSWER) && text.contains("Twice a month"),
        "{text}"
    );
    let told = world.discord.reply_in(world.team()).await;
    assert!(
        told.content()
            .starts_with("The FAQ was changed, and the change is in use.")
    );
    world.finish().await;
}

#[tokio::test]
async fn a_folder_that_cant_be_written_gives_the_text_back() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let preview = rewritten(&world, &thea, OTHER_ANSWER).await;
    let world = world.without_its_lock();
    let refused = world.press(&thea, &preview, "Save").await;
    expect![[r"
        (only you see this)
        The FAQ's folder can't be written, so nothing was saved. Please tell whoever runs me: the reason is in my log.
        Is it normal to cry during a massage?
        Yes. Tears are a natural release, and nobody minds.
        [Change it] [Try again] [Don't save]"]].assert_eq(&refused.drawn());
    world.finish().await;
}

#[tokio::test]
async fn an_entry_of_two_people_needs_a_second_one() {
    let world = World::start_with_folder().await;
    let (thea, max) = (
        world.therapist(),
        world.discord.member_with_role("Max", "Therapists"),
    );
    // The worker has begun the history, so what is saved by hand now is a change of its own.
    faq(&world, &thea, "history", &json!({})).await;
    let text = world.faq_file("faq.toml");
    let id = "id = \"crying-normal\"\n";
    world.save_by_hand(
        "faq.toml",
        &text.replace(id, &format!("{id}two_people = true\n")),
    );
    let preview = rewritten(&world, &thea, OTHER_ANSWER).await;
    world.discord.reply_in(world.team()).await;
    let asked = world
        .press(&thea, &preview, "Ask for a second person")
        .await;
    expect![[r"
        (only you see this)
        I asked in the team's channel. It is saved as soon as somebody else agrees."]]
    .assert_eq(&asked.drawn());
    let proposal = world.discord.reply_in(world.team()).await;
    expect![[r"
        <@thea> would like to change an entry that two people have to agree to. **Not saved yet.** This is what members will see. Somebody else, please read it and press *Agree* or *Decline*.

        **What changes**
        “Is it normal to cry during a massage?”
        … Tears are a natural ~~release.~~**release, and nobody minds.**

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        Is it normal to cry during a massage?
        Yes. Tears are a natural release, and nobody minds.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Agree] [Decline]"]].assert_eq(&by_name(&proposal, &[&thea]));
    let own = world.press(&thea, &proposal, "Agree").await;
    expect![[r"
        (only you see this)
        Somebody else has to agree: this change is yours."]]
    .assert_eq(&own.drawn());
    let agreed = world.press(&max, &proposal, "Agree").await;
    expect!["Saved, and in use from now on. It is change 3: `/faq undo change:3` takes it back. <@thea> wrote it, <@max> agreed."].assert_eq(&by_name(&agreed, &[&thea, &max]));
    assert!(world.faq_file("faq.toml").contains(OTHER_ANSWER));
    world.finish().await;
}

#[tokio::test]
async fn a_second_person_agrees_to_what_they_were_shown_and_to_nothing_else() {
    let world = World::start_with_folder().await;
    let (thea, max) = (
        world.therapist(),
        world.discord.member_with_role("Max", "Therapists"),
    );
    let text = world.faq_file("faq.toml");
    let id = "id = \"crying-normal\"\n";
    let two = text.replace(id, &format!("{id}two_people = true\n"));
    world.save_by_hand("faq.toml", &two);
    let preview = rewritten(&world, &thea, OTHER_ANSWER).await;
    world.discord.reply_in(world.team()).await;
    let pressed = world.discord.presses(&thea, preview.id(), "Change it");
    let open = world.discord.modal(&pressed).await;
    world
        .press(&thea, &preview, "Ask for a second person")
        .await;
    let proposal = world.discord.reply_in(world.team()).await;
    let late = filled(&world, &thea, &open, &json!({ "answer": "Never." })).await;
    let given_back = late.content();
    assert!(given_back.contains("That draft is gone"), "{given_back}");
    assert!(given_back.contains("Never."), "{given_back}");
    world.press(&max, &proposal, "Agree").await;
    assert!(world.faq_file("faq.toml").contains(OTHER_ANSWER));
    world.finish().await;
}

#[tokio::test]
async fn staff_see_what_is_wrong_and_why_something_is_answered() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let check = faq(&world, &thea, "check", &json!({})).await;
    expect![[r"
        (only you see this)
        All is well: 4 entries, 0 recorded tests, and nothing to mend."]]
    .assert_eq(&check.drawn());
    let why = faq(
        &world,
        &thea,
        "why",
        &json!({ "question": "is it normal to cry in a massage?" }),
    )
    .await;
    expect![[r"
        (only you see this)
        I answer this with “Is it normal to cry during a massage?”.
        **How well entries fit** (I answer from 79%)
        • 97% “Is it normal to cry during a massage?”
        • 1% “How often should I book a session?”
        • 1% “What can I do if I feel overwhelmed?”
        **The most similar that I was taught**
        • “Is it normal to cry during a massage?”: “Is it normal to cry during a massage?”
        • “is it normal for my phone to get hot”: not for me
        • “is crying a normal reaction”: “Is it normal to cry during a massage?”"]]
    .assert_eq(&why.drawn());
    world.finish().await;
}

#[tokio::test]
async fn the_faq_is_taken_out_as_files_and_brought_back() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    let exported = faq(&world, &thea, "export", &json!({})).await;
    let names: Vec<&str> = exported
        .files()
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["faq.toml", "not-for-the-bot.toml"]);
    let text = String::from_utf8(exported.files()[0].bytes.to_vec()).expect("text");
    assert_eq!(text, world.faq_file("faq.toml"));
    let changed = text.replace("Once a month is a good start.", "Every six weeks.");
    let file = world
        .discord
        .uploads("faq.toml", "application/toml", changed.as_bytes());
    let preview = faq(&world, &thea, "import", &json!({ "file": file })).await;
    world.discord.downloaded(file).await;
    expect![[r"
        (only you see this)
        **Not saved yet.** This is what members will see.

        **What changes**
        “How often should I book a session?”
        ~~Once a month is a good start.~~**Every six weeks.**

        There are no recorded tests (`should_match`) by which I could tell what would be answered differently.
        How often should I book a session?
        Every six weeks.
        From “The Emotional Release Process”, reviewed 2026-11-24
        [Save] [Don't save]"]]
    .assert_eq(&preview.drawn());
    world.press(&thea, &preview, "Save").await;
    assert_eq!(world.faq_file("faq.toml"), changed);
    let broken = world
        .discord
        .uploads("faq.toml", "application/toml", b"[[entry]]\nid = ");
    let refused = faq(&world, &thea, "import", &json!({ "file": broken })).await;
    world.discord.downloaded(broken).await;
    expect![[r"
        (only you see this)
        **This can't be saved yet.**

        • `faq.toml`, line 2: this is not TOML: string values must be quoted, expected literal string (look for a missing quote, comma or bracket here or in the line above; the rest of the file was read)
        • `faq.toml`, line 1: missing field `question` (until this is mended, this part is left out)
        • No entry would be left to answer with.

        **What changes**
        “Is it normal to cry during a massage?” is taken out.
        “What can I do if I feel overwhelmed?” is taken out.
        “How often should I book a session?” is taken out.
        “Where can I read the house rules of the clinic?” is taken out.
        [Don't save]"]].assert_eq(&refused.drawn());
    assert_eq!(world.faq_file("faq.toml"), changed);
    world.finish().await;
}

#[tokio::test]
async fn a_faq_of_many_files_is_one_zip_file() {
    let world = World::start_with_folder().await;
    let thea = world.therapist();
    for number in 0..10 {
        let message = format!("messages = [\"is bus number {number} late\"]\n");
        world.save_by_hand(&format!("bus-{number}.toml"), &message);
    }
    let told = world.discord.reply_in(world.team()).await;
    assert!(
        told.content().contains("the change is in use"),
        "{}",
        told.content()
    );
    let exported = faq(&world, &thea, "export", &json!({})).await;
    let [archive] = exported.files() else {
        panic!("one file: {}", exported.drawn());
    };
    assert_eq!(archive.name, "faq.zip");
    let back = world
        .discord
        .uploads("faq.zip", "application/zip", &archive.bytes);
    let same = faq(&world, &thea, "import", &json!({ "file": back })).await;
    world.discord.downloaded(back).await;
    expect![[r"
        (only you see this)
        Nothing was changed: these files are there already, exactly so."]]
    .assert_eq(&same.drawn());
    world.finish().await;
}
