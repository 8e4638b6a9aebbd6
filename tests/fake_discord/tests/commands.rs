//! The commands of the minimal bot: what it registers, and how it answers them.

use serenity::all::{
    CommandInteraction, CommandOptionType, CommandType, Context, CreateActionRow,
    CreateAllowedMentions, CreateButton, CreateCommand, CreateCommandOption, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseFollowup, CreateInteractionResponseMessage,
    CreateModal, EditInteractionResponse, InputTextStyle, Permissions, ResolvedOption,
    ResolvedValue,
};

/// What the bot registers.
pub(super) fn all() -> Vec<CreateCommand> {
    let question =
        CreateCommandOption::new(CommandOptionType::String, "question", "What do you ask?");
    let entry = CreateCommandOption::new(CommandOptionType::String, "entry", "Which entry?");
    let edit = CreateCommandOption::new(CommandOptionType::SubCommand, "edit", "Change an entry")
        .add_sub_option(entry.set_autocomplete(true));
    vec![
        CreateCommand::new("ask")
            .description("Ask the FAQ")
            .add_option(question.required(true)),
        CreateCommand::new("faq")
            .description("For staff")
            .default_member_permissions(Permissions::MANAGE_GUILD)
            .add_option(edit)
            .add_option(settings()),
        CreateCommand::new("Ask the FAQ").kind(CommandType::Message),
    ]
}

fn settings() -> CreateCommandOption {
    let option = |kind, name: &str| CreateCommandOption::new(kind, name, "A setting");
    let mode = option(CommandOptionType::String, "mode")
        .add_string_choice("Answer", "answer")
        .add_string_choice("Stay silent", "silent");
    let minutes = option(CommandOptionType::Integer, "minutes").max_int_value(60);
    CreateCommandOption::new(CommandOptionType::SubCommand, "settings", "Show settings")
        .add_sub_option(option(CommandOptionType::Role, "role"))
        .add_sub_option(option(CommandOptionType::Channel, "channel"))
        .add_sub_option(option(CommandOptionType::User, "person"))
        .add_sub_option(minutes)
        .add_sub_option(mode)
}

/// `/ask` answers later and then once more, the menu repeats the message, `/faq edit` opens a form.
pub(super) async fn answer(
    context: &Context,
    command: &CommandInteraction,
) -> serenity::Result<()> {
    match command.data.name.as_str() {
        "ask" => {
            command.defer(context).await?;
            let button = CreateActionRow::Buttons(vec![
                CreateButton::new("team:1").label("Send to the team"),
            ]);
            let edit = EditInteractionResponse::new()
                .content("later")
                .allowed_mentions(silent());
            command
                .edit_response(context, edit.components(vec![button]))
                .await?;
            let more = CreateInteractionResponseFollowup::new()
                .content("more")
                .allowed_mentions(silent());
            command.create_followup(context, more).await.map(drop)
        }
        "faq" => match command.data.options().as_slice() {
            [ResolvedOption { name: "edit", .. }] => open_form(context, command).await,
            _ => tell_settings(context, command).await,
        },
        _ => {
            let message = command.data.resolved.messages.values().next();
            let text =
                message.map(|message| format!("{} by {}", message.content, message.author.name));
            command
                .create_response(context, says(&text.unwrap_or_default()))
                .await
        }
    }
}

async fn open_form(context: &Context, command: &CommandInteraction) -> serenity::Result<()> {
    let input = CreateInputText::new(InputTextStyle::Paragraph, "Answer", "answer").value("Yes.");
    let modal = CreateModal::new("edit:overwhelm", "Edit")
        .components(vec![CreateActionRow::InputText(input)]);
    command
        .create_response(context, CreateInteractionResponse::Modal(modal))
        .await
}

/// Says what serenity makes of the options, and of the one who filled them in.
async fn tell_settings(context: &Context, command: &CommandInteraction) -> serenity::Result<()> {
    let options = command.data.options();
    let [
        ResolvedOption {
            value: ResolvedValue::SubCommand(options),
            ..
        },
    ] = options.as_slice()
    else {
        return command.create_response(context, says("no options")).await;
    };
    let told = options
        .iter()
        .map(|option| setting(option.name, &option.value));
    let member = command
        .member
        .as_ref()
        .and_then(|member| member.permissions);
    let is_staff = member.is_some_and(Permissions::manage_guild);
    let told: Vec<String> = told
        .chain([command.locale.clone(), format!("staff {is_staff}")])
        .collect();
    command
        .create_response(context, says(&told.join(", ")))
        .await
}

fn setting(name: &str, value: &ResolvedValue<'_>) -> String {
    match value {
        ResolvedValue::Role(role) => format!("{name} = @{}", role.name),
        ResolvedValue::Channel(channel) => {
            let sends = channel.permissions.is_some_and(Permissions::send_messages);
            let shown = channel.name.as_deref().unwrap_or_default();
            format!("{name} = #{shown} {:?} send {sends}", channel.kind)
        }
        ResolvedValue::User(user, Some(_)) => format!("{name} = {}", user.name),
        ResolvedValue::Integer(number) => format!("{name} = {number}"),
        ResolvedValue::String(text) => format!("{name} = {text:?}"),
        other => format!("{name} = {other:?}"),
    }
}

/// No mention pings anybody.
pub(super) fn silent() -> CreateAllowedMentions {
    CreateAllowedMentions::new()
}

/// A message that only the asker sees.
pub(super) fn says(text: &str) -> CreateInteractionResponse {
    let message = CreateInteractionResponseMessage::new()
        .content(text)
        .allowed_mentions(silent());
    CreateInteractionResponse::Message(message.ephemeral(true))
}
