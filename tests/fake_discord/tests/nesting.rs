//! Subcommands, and groups of them: their options, and what appears while one of several is typed.

use serde_json::json;
use serenity::all::{
    AutocompleteChoice, CommandDataOption, CommandDataOptionValue, CommandInteraction,
    CommandOptionType, CreateAutocompleteResponse, CreateCommand, CreateCommandOption,
    CreateInteractionResponse, ResolvedOption, ResolvedValue,
};

use super::listener::{Listener, message};
use crate::fake_discord::{FakeDiscord, Interaction, Typed};

fn faq() -> Vec<CreateCommand> {
    let option = |kind, name: &str| CreateCommandOption::new(kind, name, "An option");
    let edit = |name: &str| {
        option(CommandOptionType::SubCommand, name)
            .add_sub_option(
                option(CommandOptionType::String, "entry")
                    .required(true)
                    .set_autocomplete(true),
            )
            .add_sub_option(option(CommandOptionType::String, "language").set_autocomplete(true))
            .add_sub_option(
                option(CommandOptionType::Integer, "days")
                    .set_autocomplete(true)
                    .max_int_value(90),
            )
    };
    let review =
        option(CommandOptionType::SubCommandGroup, "review").add_sub_option(edit("put-off"));
    let command = CreateCommand::new("faq").description("For staff");
    vec![command.add_option(edit("edit")).add_option(review)]
}

/// Names of the subcommands on the way, then each option with its value, a `*` at the one that is being typed.
fn told(options: &[CommandDataOption]) -> String {
    let told = options.iter().map(|option| match &option.value {
        CommandDataOptionValue::SubCommand(inner)
        | CommandDataOptionValue::SubCommandGroup(inner) => {
            format!("{} > {}", option.name, told(inner))
        }
        CommandDataOptionValue::Autocomplete { kind, value } => {
            format!("{}*={value}:{kind:?}", option.name)
        }
        CommandDataOptionValue::String(text) => format!("{}={text}", option.name),
        CommandDataOptionValue::Integer(number) => format!("{}={number}", option.name),
        other => panic!("unexpected: {other:?}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

async fn choose(bot: &Listener, asked: &CommandInteraction) {
    let choices = vec![AutocompleteChoice::new("Español", "es")];
    let choices = CreateAutocompleteResponse::new().set_choices(choices);
    let response = CreateInteractionResponse::Autocomplete(choices);
    asked
        .create_response(&bot.http, response)
        .await
        .expect("answered");
}

fn typed(fake: &FakeDiscord, command: &str, typed: Typed<'_>) -> Interaction {
    fake.autocomplete(&fake.member("Ana"), fake.channel("staff"), command, typed)
}

#[tokio::test]
async fn options_of_subcommands_and_groups_arrive() {
    let (fake, mut bot) = Listener::start(faq()).await;
    let values = json!({ "entry": "overwhelm", "language": "es" });
    for (command, expected) in [
        ("faq edit", "edit > entry=overwhelm language=es"),
        (
            "faq review put-off",
            "review > put-off > entry=overwhelm language=es",
        ),
    ] {
        let used = fake.slash(&fake.member("Ana"), fake.channel("staff"), command, &values);
        let command = bot.command().await;
        assert_eq!(told(&command.data.options), expected);
        let response = CreateInteractionResponse::Message(message("done"));
        command
            .create_response(&bot.http, response)
            .await
            .expect("answered");
        assert_eq!(fake.reply_to(&used).await.content(), "done");
    }
    fake.finish().await;
}

#[tokio::test]
async fn one_of_several_options_is_typed() {
    let (fake, mut bot) = Listener::start(faq()).await;
    let cases = [
        (
            "faq edit",
            Typed::new("entry", "cr"),
            "edit > entry*=cr:String",
        ),
        (
            "faq edit",
            Typed::new("language", "e").beside(json!({ "entry": "overwhelm", "days": 3 })),
            "edit > days=3 entry=overwhelm language*=e:String",
        ),
        (
            "faq review put-off",
            Typed::new("days", "soon").beside(json!({ "language": "es" })),
            "review > put-off > language=es days*=soon:Integer",
        ),
    ];
    for (command, text, expected) in cases {
        let asked = typed(&fake, command, text);
        let heard = bot.command().await;
        assert_eq!(told(&heard.data.options), expected);
        choose(&bot, &heard).await;
        assert_eq!(fake.choices(&asked).await[0].value, "es");
    }
    fake.finish().await;
}

#[tokio::test]
async fn serenity_finds_the_option_that_is_typed() {
    let (fake, mut bot) = Listener::start(faq()).await;
    let asked = typed(&fake, "faq edit", Typed::new("language", "e"));
    let heard = bot.command().await;
    let focused = heard.data.autocomplete().expect("one is typed");
    assert_eq!((focused.name, focused.value), ("language", "e"));
    let options = heard.data.options();
    let [
        ResolvedOption {
            value: ResolvedValue::SubCommand(options),
            ..
        },
    ] = options.as_slice()
    else {
        panic!("no subcommand in {options:?}");
    };
    assert_eq!(options.len(), 1);
    choose(&bot, &heard).await;
    fake.choices(&asked).await;
    fake.finish().await;
}
