//! 'I keep this server: set the bot up here, and tell me what is wrong.'

use std::convert::Infallible;

use serenity::all::{ChannelId, GuildId, Http, RoleId};

use super::Context;
use super::privacy::privacy;
use super::wipe::wipe;
use crate::discord::bot::Bot;
use crate::discord::draw::render::Parts;
use crate::discord::examine::doctor::{self, Finding};
use crate::discord::places::{Place, is_keeper};
use crate::discord::post::{self, Visibility};
use crate::settings::is_country;
use crate::store::GuildSettings;

/// Most characters of the sentence on how to reach the clinic: it stands below many replies.
const LONGEST_CONTACT: usize = 300;

/// What can be unset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, poise::ChoiceParameter)]
enum Setting {
    #[name = "Staff role"]
    StaffRole,
    #[name = "Team channel"]
    TeamChannel,
    #[name = "Country"]
    Country,
    #[name = "Contact"]
    Contact,
}

/// What somebody wants to be set, as they filled it in.
#[derive(Debug, Default)]
struct Wish {
    staff_role: Option<RoleId>,
    team_channel: Option<ChannelId>,
    watch: Option<ChannelId>,
    unwatch: Option<ChannelId>,
    country: Option<String>,
    contact: Option<String>,
    forget: Option<Setting>,
}

/// See what Aftercare keeps, or set it up on this server
#[poise::command(
    slash_command,
    subcommands("privacy", "setup", "doctor", "wipe"),
    subcommand_required,
    interaction_context = "Guild|BotDm",
    description_localized("es-ES", "Mira qué guarda Aftercare, o configúralo en este servidor"),
    description_localized("es-419", "Mira qué guarda Aftercare, o configúralo en este servidor"),
    description_localized("fr", "Voir ce que garde Aftercare, ou le configurer sur ce serveur")
)]
#[expect(clippy::unused_async, reason = "poise calls it as an async function")]
pub(super) async fn aftercare(_: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// Show or change what holds on this server
#[poise::command(
    slash_command,
    description_localized("es-ES", "Muestra o cambia lo que vale en este servidor"),
    description_localized("es-419", "Muestra o cambia lo que vale en este servidor"),
    description_localized("fr", "Afficher ou changer les réglages de ce serveur")
)]
#[expect(
    clippy::too_many_arguments,
    reason = "one for each setting, as Discord shows them"
)]
async fn setup(
    context: Context<'_>,
    #[description = "The role that your staff have"]
    #[description_localized("es-ES", "El rol de tu personal")]
    #[description_localized("es-419", "El rol de tu personal")]
    #[description_localized("fr", "Le rôle de votre équipe")]
    staff_role: Option<RoleId>,
    #[description = "Where the team reads what members send to it"]
    #[description_localized("es-ES", "Donde el equipo lee lo que le envían")]
    #[description_localized("es-419", "Donde el equipo lee lo que le envían")]
    #[description_localized("fr", "Où l'équipe lit ce qu'on lui envoie")]
    #[channel_types("Text")]
    team_channel: Option<ChannelId>,
    #[description = "Answer in this channel without being asked, where I am sure"]
    #[description_localized(
        "es-ES",
        "Responder en este canal sin que me pregunten, si estoy seguro"
    )]
    #[description_localized(
        "es-419",
        "Responder en este canal sin que me pregunten, si estoy seguro"
    )]
    #[description_localized(
        "fr",
        "Répondre dans ce salon sans qu'on me le demande, si je suis sûr"
    )]
    #[channel_types("Text")]
    watch: Option<ChannelId>,
    #[description = "Answer in this channel only when asked"]
    #[description_localized("es-ES", "Responder en este canal solo si me preguntan")]
    #[description_localized("es-419", "Responder en este canal solo si me preguntan")]
    #[description_localized("fr", "Ne répondre dans ce salon que si on me le demande")]
    #[channel_types("Text")]
    unwatch: Option<ChannelId>,
    #[description = "Whose crisis lines are shown: two letters, like US or GB"]
    #[description_localized("es-ES", "País de las líneas de ayuda: dos letras, como ES o US")]
    #[description_localized("es-419", "País de las líneas de ayuda: dos letras, como MX o US")]
    #[description_localized("fr", "Pays des lignes d'aide : deux lettres, comme FR ou CA")]
    #[max_length = 2]
    country: Option<String>,
    #[description = "How members reach the clinic, as one sentence"]
    #[description_localized("es-ES", "Cómo contactar con la clínica, en una frase")]
    #[description_localized("es-419", "Cómo contactar con la clínica, en una frase")]
    #[description_localized("fr", "Comment joindre la clinique, en une phrase")]
    #[max_length = 300]
    contact: Option<String>,
    #[description = "Unset one of these"]
    #[description_localized("es-ES", "Quitar uno de estos ajustes")]
    #[description_localized("es-419", "Quitar uno de estos ajustes")]
    #[description_localized("fr", "Retirer l'un de ces réglages")]
    forget: Option<Setting>,
) -> Result<(), Infallible> {
    let wish = Wish {
        staff_role,
        team_channel,
        watch,
        unwatch,
        country,
        contact,
        forget,
    };
    answer(context, async |http, bot, guild| {
        set(http, bot, guild, wish).await
    })
    .await;
    Ok(())
}

/// Look for what keeps me from working here
#[poise::command(
    slash_command,
    description_localized("es-ES", "Busca lo que me impide funcionar aquí"),
    description_localized("es-419", "Busca lo que me impide funcionar aquí"),
    description_localized("fr", "Chercher ce qui m'empêche de fonctionner ici")
)]
async fn doctor(context: Context<'_>) -> Result<(), Infallible> {
    answer(context, async |http, bot, guild| {
        let findings = doctor::examine(http, bot, Some(guild)).await;
        findings
            .iter()
            .map(Finding::line)
            .collect::<Vec<_>>()
            .join("\n")
    })
    .await;
    Ok(())
}

/// Both take several requests to Discord, so more time is asked for at once.
async fn answer(context: Context<'_>, act: impl AsyncFnOnce(&Http, &Bot, GuildId) -> String) {
    let bot = &context.framework.user_data.at_present();
    let command = context.interaction;
    let Some(_turn) = bot.take_up(command.id.get()) else {
        return;
    };
    let http = &context.framework.serenity_context.http;
    // Discord shows the command to everybody, since everybody may read what is kept.
    let keeper = command.member.as_ref().filter(|member| is_keeper(member));
    let (Some(guild), Some(_)) = (command.guild_id, keeper) else {
        let refusal = Parts::text("Only those who may manage this server can set me up.");
        return post::respond(http, command, refusal, Visibility::AskerOnly).await;
    };
    post::defer(http, command).await;
    let text = act(http, bot, guild).await;
    post::fulfil(http, command, Parts::text(&text)).await;
}

/// Changes what was wished for and tells what holds now, and what is still in the way of it.
async fn set(http: &Http, bot: &Bot, guild: GuildId, wish: Wish) -> String {
    let changed = match wish.applied_to(bot.memory.places.own(guild)) {
        Ok(changed) => changed,
        Err(mistake) => return format!("Nothing was changed. {mistake}"),
    };
    let is_change = changed != bot.memory.places.own(guild);
    if is_change {
        if let Err(failure) = bot.store.save_guild_settings(guild.get(), &changed).await {
            tracing::error!(%failure, "settings were not saved");
            return "Nothing was changed: I could not save it. Whoever runs me finds the reason in my log.".to_owned();
        }
        bot.memory.places.set(guild, changed);
        bot.memory.listen_anew();
    }
    let head = if is_change { "Saved. " } else { "" };
    let findings = doctor::examine(http, bot, Some(guild)).await;
    let problems = findings.iter().filter(|finding| finding.is_problem());
    let problems: Vec<String> = problems.map(Finding::line).collect();
    let below = if problems.is_empty() {
        String::new()
    } else {
        format!("\n\n**What is still in the way**\n{}", problems.join("\n"))
    };
    format!("{head}{}{below}", summary(&bot.place(Some(guild))))
}

impl Wish {
    /// The settings with this changed.
    ///
    /// # Errors
    /// What can't be right, in words.
    fn applied_to(self, mut own: GuildSettings) -> Result<GuildSettings, String> {
        match self.forget {
            Some(Setting::StaffRole) => own.staff_role = None,
            Some(Setting::TeamChannel) => own.team_channel = None,
            Some(Setting::Country) => own.country = None,
            Some(Setting::Contact) => own.contact = None,
            None => {}
        }
        own.staff_role = self.staff_role.map(RoleId::get).or(own.staff_role);
        own.team_channel = self.team_channel.map(ChannelId::get).or(own.team_channel);
        own.watched_channels.extend(self.watch.map(ChannelId::get));
        if let Some(channel) = self.unwatch {
            own.watched_channels.remove(&channel.get());
        }
        if let Some(country) = self.country {
            let country = country.trim().to_uppercase();
            if !is_country(&country) {
                return Err("The country is two letters, like US or GB.".to_owned());
            }
            own.country = Some(country);
        }
        if let Some(contact) = self.contact {
            let contact = contact.trim();
            if contact.is_empty() || contact.chars().count() > LONGEST_CONTACT {
                return Err(format!(
                    "How to reach the clinic is one sentence of at most {LONGEST_CONTACT} characters."
                ));
            }
            own.contact = Some(contact.to_owned());
        }
        Ok(own)
    }
}

fn summary(place: &Place) -> String {
    let staff = match place.staff_role() {
        Some(role) => format!("<@&{role}>"),
        None => "not set: only those who may manage the server count as staff".to_owned(),
    };
    let team = match place.team_channel() {
        Some(channel) => format!("<#{channel}>"),
        None => "not set: members can't send questions to the team".to_owned(),
    };
    let watched: Vec<String> = place
        .watched_channels()
        .map(|id| format!("<#{id}>"))
        .collect();
    let watched = if watched.is_empty() {
        "none: I answer only when I am asked".to_owned()
    } else {
        watched.join(" ")
    };
    let country = place.clinic.country.as_deref();
    let country = country.unwrap_or("not set: crisis lines of several countries are shown");
    let contact = place.clinic.contact.as_deref();
    let contact = contact
        .unwrap_or("not set: members are told to reach the front desk by phone or in person");
    format!(
        "On this server:\n• Staff role: {staff}\n• Team channel: {team}\n• Watched channels: {watched}\n• Country: \
         {country}\n• Contact: {contact}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_filled_in_changes() {
        let own = GuildSettings {
            team_channel: Some(1),
            watched_channels: [2, 3].into(),
            contact: Some("Call us.".to_owned()),
            ..GuildSettings::default()
        };
        let wish = Wish {
            staff_role: Some(RoleId::new(4)),
            watch: Some(ChannelId::new(5)),
            unwatch: Some(ChannelId::new(2)),
            country: Some(" ie ".to_owned()),
            forget: Some(Setting::TeamChannel),
            ..Wish::default()
        };
        let expected = GuildSettings {
            staff_role: Some(4),
            team_channel: None,
            watched_channels: [3, 5].into(),
            country: Some("IE".to_owned()),
            contact: Some("Call us.".to_owned()),
        };
        assert_eq!(wish.applied_to(own.clone()), Ok(expected));
        assert_eq!(Wish::default().applied_to(own.clone()), Ok(own));
    }

    #[test]
    fn what_cant_be_right_is_refused_in_words() {
        let refused = |country: &str, contact: &str| {
            let wish = Wish {
                country: Some(country.to_owned()),
                contact: Some(contact.to_owned()),
                ..Wish::default()
            };
            wish.applied_to(GuildSettings::default())
                .expect_err("a mistake")
        };
        assert_eq!(
            refused("1!", "Call us."),
            "The country is two letters, like US or GB."
        );
        assert!(refused("US", "  ").starts_with("How to reach the clinic is one sentence"));
    }
}
