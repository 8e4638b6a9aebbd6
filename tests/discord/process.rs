//! The executable itself, `aftercare serve`: what it says, how it ends, and what it never logs.

use std::fs;

use expect_test::expect;

use super::serving::{Process, command};
use super::world::FAQ;
use crate::fake_discord::{Arrival, FakeDiscord, Refusal};

const QUESTION: &str = "is crying a normal reaction?";
const POST: &str = "POST /channels/*/messages";

/// Expects the start to fail with exit code 2 and a message that holds each of these.
async fn check_refused(discord: FakeDiscord, changes: &[(&str, &str)], expected: &[&str]) {
    let ended = Process::start(&discord, changes).end().await;
    assert_eq!(ended.status.code(), Some(2), "{}", ended.told);
    for words in expected {
        assert!(
            ended.told.contains(words),
            "{words:?} is missing in:\n{}",
            ended.told
        );
    }
    assert!(
        !ended.told.contains(&discord.token()),
        "the token is never shown:\n{}",
        ended.told
    );
    discord.look_at_startup();
    discord.finish().await;
}

#[tokio::test]
async fn it_says_that_it_is_ready_and_logs_no_texts() {
    let discord = FakeDiscord::start().await;
    let process = Process::start(&discord, &[]);
    discord.started().await;
    let questions = discord.channel("questions");
    discord
        .message(questions, &discord.member("Mia"), QUESTION)
        .mentioning_bot()
        .send();
    discord.reply_in(questions).await;
    process.signal("TERM");
    let ended = process.end().await;
    assert!(ended.status.success(), "{}", ended.told);
    let ready: Vec<&str> = ended
        .told
        .lines()
        .filter(|line| line.contains("READY"))
        .collect();
    assert_eq!(ready, ["aftercare: READY as aftercare, 4 entries"]);
    assert!(
        ended.told.contains("crying-normal"),
        "decisions are logged:\n{}",
        ended.told
    );
    for private in [
        QUESTION,
        "crying a normal",
        "Tears are",
        "Mia",
        "mia",
        &discord.token(),
    ] {
        assert!(
            !ended.told.contains(private),
            "{private:?} was logged:\n{}",
            ended.told
        );
    }
    discord.finish().await;
}

#[tokio::test]
async fn a_reply_on_its_way_survives_sigterm() {
    let discord = FakeDiscord::start().await;
    let process = Process::start(&discord, &[]);
    discord.started().await;
    let gate = discord.hold(POST);
    let questions = discord.channel("questions");
    let question = discord
        .message(questions, &discord.member("Mia"), QUESTION)
        .mentioning_bot()
        .send();
    gate.arrived().await;
    process.signal("TERM");
    discord.settle().await;
    gate.release();
    let reply = discord.reply_in(questions).await;
    assert_eq!(reply.replies_to(), Some(question));
    let ended = process.end().await;
    assert!(ended.status.success(), "{}", ended.told);
    discord.finish().await;
}

#[tokio::test]
async fn ctrl_c_stops_it() {
    let discord = FakeDiscord::start().await;
    let process = Process::start(&discord, &[]);
    discord.started().await;
    process.signal("INT");
    let ended = process.end().await;
    assert!(ended.status.success(), "{}", ended.told);
    discord.finish().await;
}

#[tokio::test]
async fn sigterm_before_the_first_connection_stops_it() {
    let discord = FakeDiscord::start().await;
    let gate = discord.hold("GET /users/@me");
    let process = Process::start(&discord, &[]);
    gate.arrived().await;
    process.signal("TERM");
    let ended = process.end().await;
    assert!(ended.status.success(), "{}", ended.told);
    gate.release();
    discord.look_at_startup();
    discord.finish().await;
}

#[tokio::test]
async fn the_token_may_be_in_a_file() {
    let discord = FakeDiscord::start().await;
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), format!("{}\n", discord.token())).expect("written");
    let path = file.path().to_str().expect("a plain path");
    let process = Process::start(
        &discord,
        &[("DISCORD_TOKEN", ""), ("DISCORD_TOKEN_FILE", path)],
    );
    discord.started().await;
    process.signal("TERM");
    assert!(process.end().await.status.success());
    discord.finish().await;
}

#[tokio::test]
async fn no_token() {
    let discord = FakeDiscord::start().await;
    check_refused(
        discord,
        &[("DISCORD_TOKEN", "")],
        &["there is no bot token", "click Bot, then Reset Token"],
    )
    .await;
}

#[tokio::test]
async fn a_bad_token() {
    let discord = FakeDiscord::start().await;
    discord.reject_token();
    check_refused(
        discord,
        &[],
        &["Discord rejected the token", "click Bot, then Reset Token"],
    )
    .await;
}

#[tokio::test]
async fn a_token_that_the_gateway_rejects() {
    let discord = FakeDiscord::start().await;
    discord.close_next_identify(4004);
    check_refused(discord, &[], &["Discord rejected the token"]).await;
}

#[tokio::test]
async fn disallowed_intents() {
    for code in [4013, 4014] {
        let discord = FakeDiscord::start().await;
        discord.close_next_identify(code);
        check_refused(
            discord,
            &[],
            &["refused the intents", "under Privileged Gateway Intents"],
        )
        .await;
    }
}

#[tokio::test]
async fn a_discord_that_is_ill() {
    let discord = FakeDiscord::start().await;
    discord.refuse_all("GET /gateway/bot", Refusal::server_error());
    check_refused(discord, &[], &["Discord can't be reached, or is ill"]).await;
}

#[tokio::test]
async fn an_address_that_leads_away_from_this_machine() {
    let discord = FakeDiscord::start().await;
    check_refused(
        discord,
        &[("AFTERCARE_DISCORD_API", "http://192.0.2.1")],
        &["is for tests on this machine"],
    )
    .await;
}

/// The gateway is asked for first, so a failing `GET /gateway` never leads serenity to the real one: the address that
/// the first look found is used.
#[tokio::test]
async fn serenity_is_kept_from_the_real_gateway() {
    let discord = FakeDiscord::start().await;
    discord.refuse_all("GET /gateway", Refusal::server_error());
    let process = Process::start(&discord, &[]);
    discord.arrives(Arrival::Identified).await;
    process.signal("TERM");
    assert!(process.end().await.status.success());
    discord.look_at_startup();
    discord.finish().await;
}

#[tokio::test]
async fn the_doctor_can_be_asked_from_a_terminal() {
    let discord = FakeDiscord::start().await;
    let faq = tempfile::tempdir().expect("a folder");
    fs::write(faq.path().join("faq.toml"), FAQ).expect("written");
    let mut command = command(&discord, faq.path(), &[]);
    command.arg("doctor");
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let output = output.expect("it can be waited for").expect("it runs");
    let findings = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        output.status.code(),
        Some(1),
        "the commands are not registered yet: {findings}"
    );
    for finding in [
        "• PROBLEM: Discord doesn't know these commands: ask, faq, Answer from the FAQ, aftercare.",
        "• fine: To invite me to a server: https://discord.com/oauth2/authorize?client_id=",
        "• fine: The FAQ has 4 entries.",
        "• note: Clinic: no channel is set for the team",
        "• fine: Clinic: wherever I am, I may answer.",
    ] {
        assert!(
            findings.contains(finding),
            "{finding:?} is missing in:\n{findings}"
        );
    }
    discord.look_at_examination();
    discord.finish().await;
}

#[tokio::test]
async fn what_staff_save_is_used_without_a_restart_and_what_is_wrong_is_not() {
    let discord = FakeDiscord::start().await;
    let team = discord.channel("staff");
    let settings = tempfile::NamedTempFile::new().expect("a file");
    fs::write(
        settings.path(),
        format!("[server]\nteam_channel = {team}\n"),
    )
    .expect("written");
    let config = settings.path().to_str().expect("a plain path");
    let process = Process::start_with(&discord, &["--config", config], &[]);
    discord.started().await;
    let (mia, questions) = (discord.member("Mia"), discord.channel("questions"));
    let ask = async || {
        discord
            .message(questions, &mia, QUESTION)
            .mentioning_bot()
            .send();
        discord.reply_in(questions).await.text()
    };
    assert!(ask().await.contains("Yes. Tears are a natural release."));

    process.saves(&FAQ.replace(
        "Yes. Tears are a natural release.",
        "Yes, and tea is ready.",
    ));
    let told = discord.reply_in(team).await;
    expect!["The FAQ was changed, and the change is in use. It has 4 entries now."]
        .assert_eq(&told.drawn());
    assert!(ask().await.contains("Yes, and tea is ready."));

    process.saves(&FAQ.replace(
        "\"is crying a normal reaction\",",
        "\"is crying a normal reaction\"",
    ));
    let told = discord.reply_in(team).await;
    expect![[r"
        The FAQ was changed, but I go on with the one from before, since something is wrong:
        • `faq.toml`, line 19: this is not TOML: missing comma between array elements, expected `,` (look for a missing quote, comma or bracket here or in the line above; the rest of the file was read)
        I look again as soon as a file is saved."]].assert_eq(&told.drawn());
    assert!(
        ask().await.contains("Yes, and tea is ready."),
        "the one from before"
    );

    process.saves(FAQ.split("[[kind]]").next().expect("the part before"));
    let told = discord.reply_in(team).await;
    expect![[r"
        The FAQ was changed, but I go on with the one from before, since something is wrong:
        • The kind of danger `suicide` is gone, so I would no longer notice it. If that is really meant, start me again.
        I look again as soon as a file is saved."]].assert_eq(&told.drawn());
    process.signal("TERM");
    assert!(process.end().await.status.success());
    discord.finish().await;
}
