//! Files that people hand to a command: serenity finds them in its options, and downloads them.

use serde_json::json;
use serenity::all::{
    Attachment, CommandOptionType, CreateCommand, CreateCommandOption, ResolvedOption,
    ResolvedValue,
};

use super::listener::Listener;
use super::wire::check;
use crate::fake_discord::{FakeDiscord, Interaction, Refusal, Snowflake};

const FILE: &[u8] = b"[[entry]]\nid = \"overwhelm\"\n";

fn import() -> Vec<CreateCommand> {
    let file = CreateCommandOption::new(CommandOptionType::Attachment, "file", "A copy of the FAQ");
    let import = CreateCommandOption::new(CommandOptionType::SubCommand, "import", "Bring it back")
        .add_sub_option(file.required(true));
    vec![
        CreateCommand::new("faq")
            .description("For staff")
            .add_option(import),
    ]
}

/// Ana hands a file to the command; tells what serenity makes of it.
async fn handed(
    fake: &FakeDiscord,
    bot: &mut Listener,
    file: Snowflake,
) -> (Interaction, Attachment) {
    let (ana, staff) = (fake.member("Ana"), fake.channel("staff"));
    let used = fake.slash(&ana, staff, "faq import", &json!({ "file": file }));
    fake.may_stay_unanswered(&used);
    let command = bot.command().await;
    let options = command.data.options();
    let [
        ResolvedOption {
            value: ResolvedValue::SubCommand(options),
            ..
        },
    ] = options.as_slice()
    else {
        panic!("no subcommand in {options:?}");
    };
    let [
        ResolvedOption {
            value: ResolvedValue::Attachment(file),
            ..
        },
    ] = options.as_slice()
    else {
        panic!("no file in {options:?}");
    };
    (used, (*file).clone())
}

/// Status and contents of a download.
async fn download(url: &str, authorization: Option<&str>) -> (u16, Vec<u8>) {
    let client = reqwest::Client::builder().no_proxy().build();
    let mut request = client.expect("a client").get(url);
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    let answer = request.send().await.expect("the fake answers");
    (
        answer.status().as_u16(),
        answer.bytes().await.expect("a body").to_vec(),
    )
}

#[tokio::test]
async fn file_in_an_option_is_downloaded() {
    let (fake, mut bot) = Listener::start(import()).await;
    let file = fake.uploads("our FAQ.toml", "application/toml", FILE);
    let (_, handed) = handed(&fake, &mut bot, file).await;
    assert_eq!(handed.filename, "our_FAQ.toml");
    assert_eq!(handed.content_type.as_deref(), Some("application/toml"));
    assert_eq!((handed.size, handed.ephemeral), (27, true));
    assert_eq!(download(&handed.url, None).await, (200, FILE.to_vec()));
    assert_eq!(fake.downloaded(file).await.status, Some(200));
    fake.finish().await;
}

#[tokio::test]
async fn what_discord_does_not_know_the_type_of_has_none() {
    let (fake, mut bot) = Listener::start(import()).await;
    let (_, handed) = {
        let file = fake.uploads("faq", "", FILE);
        handed(&fake, &mut bot, file).await
    };
    assert_eq!(handed.content_type, None);
    fake.finish().await;
}

#[tokio::test]
async fn lost_file_and_address_without_signature_are_not_found() {
    let (fake, mut bot) = Listener::start(import()).await;
    let file = fake.uploads("faq.toml", "application/toml", FILE);
    let (_, handed) = handed(&fake, &mut bot, file).await;
    let (unsigned, _) = handed.url.split_once('?').expect("a signature");
    assert_eq!(download(unsigned, None).await.0, 404);
    fake.downloaded(file).await;
    let downloads = "GET /ephemeral-attachments/*/*/*";
    fake.refuse(downloads, Refusal::server_error());
    assert_eq!(download(&handed.url, None).await.0, 500);
    fake.downloaded(file).await;
    fake.loses_file(file);
    assert_eq!(download(&handed.url, None).await.0, 404);
    assert_eq!(fake.downloaded(file).await.status, Some(404));
    fake.finish().await;
}

#[tokio::test]
async fn download_that_nobody_looked_at_fails_the_finish_and_so_does_the_bots_token_in_it() {
    let (fake, mut bot) = Listener::start(import()).await;
    let file = fake.uploads("faq.toml", "application/toml", FILE);
    let (_, handed) = handed(&fake, &mut bot, file).await;
    let token = format!("Bot {}", fake.token());
    assert_eq!(download(&handed.url, Some(&token)).await.0, 200);
    check(
        &fake.problems().await,
        &["does not show the bot's token", "nobody looked at it"],
    );
    fake.finish().await;
}
