//! 'What keeps the bot from working?' Each finding says what to click.

use std::collections::BTreeMap;

use serenity::all::{
    ApplicationFlags, ChannelId, ChannelType, CurrentApplicationInfo, GuildChannel, GuildId, Http,
    Member, PartialGuild, Permissions,
};

use crate::discord::bot::Bot;
use crate::discord::examine::invite::{self, PERMISSIONS};
use crate::discord::gateway::connection::PORTAL;
use crate::discord::places::Place;
use crate::discord::{commands, post};
use crate::faq::Severity;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong and what to click, or what is well.
    pub text: String,
    /// How bad it is.
    pub weight: Weight,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing is wrong.
    Fine,
    /// Something is not as it could be.
    Note,
    /// Something does not work.
    Problem,
}

impl Finding {
    fn fine(text: impl Into<String>) -> Self {
        Self::of(Weight::Fine, text)
    }

    fn note(text: impl Into<String>) -> Self {
        Self::of(Weight::Note, text)
    }

    fn problem(text: impl Into<String>) -> Self {
        Self::of(Weight::Problem, text)
    }

    fn of(weight: Weight, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight,
        }
    }

    /// Does something not work?
    pub fn is_problem(&self) -> bool {
        self.weight == Weight::Problem
    }

    /// As a line of a list.
    pub fn line(&self) -> String {
        let mark = match self.weight {
            Weight::Fine => "fine",
            Weight::Note => "note",
            Weight::Problem => "PROBLEM",
        };
        format!("• {mark}: {}", self.text)
    }
}

/// The permissions in the words of Discord's settings.
const NAMES: [(Permissions, &str); 5] = [
    (Permissions::VIEW_CHANNEL, "View Channel"),
    (Permissions::SEND_MESSAGES, "Send Messages"),
    (
        Permissions::SEND_MESSAGES_IN_THREADS,
        "Send Messages in Threads",
    ),
    (Permissions::EMBED_LINKS, "Embed Links"),
    (Permissions::READ_MESSAGE_HISTORY, "Read Message History"),
];

/// Looks at everything, on one server or on all that the bot is on.
pub(crate) async fn examine(http: &Http, bot: &Bot, guild: Option<GuildId>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let application = match http.get_current_application_info().await {
        Ok(application) => application,
        Err(error) => {
            let code = post::code(&error);
            return vec![Finding::problem(format!(
                "Discord doesn't answer ({code})."
            ))];
        }
    };
    findings.push(intents(&application, bot));
    findings.push(registered(http, &application).await);
    findings.push(store(bot).await);
    if guild.is_none() {
        let link = invite::link(application.id);
        findings.push(Finding::fine(format!("To invite me to a server: {link}")));
    }
    findings.extend(faq(bot));
    let guilds = match guild {
        Some(guild) => Ok(vec![guild]),
        None => http
            .get_guilds(None, None)
            .await
            .map(|guilds| guilds.iter().map(|guild| guild.id).collect()),
    };
    match guilds {
        Ok(guilds) if guilds.is_empty() => {
            findings.push(Finding::note("I am on no server yet: invite me."));
        }
        Ok(guilds) => {
            for guild in guilds {
                findings.extend(server(http, bot, guild).await);
            }
        }
        Err(error) => findings.push(unanswered(&error)),
    }
    findings
}

/// May the bot read what isn't said to it, according to the developer portal?
pub(crate) fn reads_content(application: &CurrentApplicationInfo) -> bool {
    let granted = ApplicationFlags::GATEWAY_MESSAGE_CONTENT
        | ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED;
    application.flags.unwrap_or_default().intersects(granted)
}

fn intents(application: &CurrentApplicationInfo, bot: &Bot) -> Finding {
    match (
        bot.memory.places.watch_anything(),
        reads_content(application),
    ) {
        (false, false) => Finding::fine("I read only what is said to me; no channel is watched."),
        (true, true) => Finding::fine("I may read the watched channels."),
        (true, false) => Finding::problem(format!(
            "A channel is to be watched, but I may not read it. Open {PORTAL}, choose my application, click Bot, switch on \
             *Message Content Intent* and save; then use /aftercare setup once more, or start me again."
        )),
        (false, true) => Finding::note(format!(
            "*Message Content Intent* is on, but no channel is watched, so I don't use it. You can switch it off: {PORTAL}, \
             my application, Bot."
        )),
    }
}

async fn registered(http: &Http, application: &CurrentApplicationInfo) -> Finding {
    // serenity asks by the application's id, which a client that never connected has not learned.
    http.set_application_id(application.id);
    let registered = match http.get_global_commands().await {
        Ok(registered) => registered,
        Err(error) => return unanswered(&error),
    };
    let missing: Vec<String> = commands::all()
        .iter()
        .map(|command| {
            command
                .context_menu_name
                .clone()
                .unwrap_or_else(|| command.name.clone())
                .into_owned()
        })
        .filter(|name| registered.iter().all(|command| command.name != *name))
        .collect();
    if missing.is_empty() {
        return Finding::fine("All commands are registered.");
    }
    Finding::problem(format!(
        "Discord doesn't know these commands: {}. Start me again; I register them then.",
        missing.join(", ")
    ))
}

async fn store(bot: &Bot) -> Finding {
    match bot.store.guild_settings().await {
        Ok(_) => Finding::fine("What is set here is kept."),
        Err(failure) => {
            tracing::error!(%failure, "the store can't be read");
            Finding::problem(
                "What is set here can't be kept: the store can't be read. Whoever runs me finds the reason in my log.",
            )
        }
    }
}

/// What a mistake in the FAQ folder means, and who shows it.
const NOT_USED: &str = ", so a part of it is not used. `/faq check` shows where.";

fn faq(bot: &Bot) -> Vec<Finding> {
    let mut findings = Vec::new();
    let entries = bot.desk.library().entries.len();
    findings.push(Finding::fine(format!("The FAQ has {entries} entries.")));
    let problems = bot.desk.edition().problems.iter();
    let mistakes = problems.filter(|problem| problem.severity() == Severity::Error);
    match mistakes.count() {
        0 => {}
        1 => findings.push(Finding::problem(format!(
            "There is a mistake in the FAQ folder{NOT_USED}"
        ))),
        more => findings.push(Finding::problem(format!(
            "There are {more} mistakes in the FAQ folder{NOT_USED}"
        ))),
    }
    let today = crate::clock::today();
    let mut overdue: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for entry in &bot.desk.library().entries {
        let article = entry.article.as_ref();
        if let Some(article) = article.filter(|article| article.review_by.value < today) {
            let key = (article.title.as_str(), article.review_by.value.to_string());
            *overdue.entry(key).or_default() += usize::from(entry.is_expired(today));
        }
    }
    findings.extend(overdue.into_iter().map(|((title, day), stopped)| {
        let stopped = match stopped {
            0 => String::new(),
            _ => format!(" Until that is done, {stopped} of them are not given."),
        };
        Finding::note(format!(
            "The answers from “{title}” were to be read again by {day}.{stopped}"
        ))
    }));
    findings
}

async fn server(http: &Http, bot: &Bot, guild: GuildId) -> Vec<Finding> {
    match Server::read(http, guild).await {
        Ok(server) => server.findings(&bot.place(Some(guild))),
        Err(error) => vec![unanswered(&error)],
    }
}

/// A server as the bot finds it.
struct Server {
    guild: PartialGuild,
    channels: Vec<GuildChannel>,
    bot: Member,
}

impl Server {
    async fn read(http: &Http, guild: GuildId) -> serenity::Result<Self> {
        let me = http.get_current_user().await?.id;
        Ok(Self {
            guild: http.get_guild(guild).await?,
            channels: http.get_channels(guild).await?,
            bot: http.get_member(guild, me).await?,
        })
    }

    fn findings(&self, place: &Place) -> Vec<Finding> {
        let name = &self.guild.name;
        let mut findings = Vec::new();
        if let Some(role) = place
            .staff_role()
            .filter(|role| !self.guild.roles.contains_key(role))
        {
            findings.push(Finding::problem(format!(
                "{name}: the staff role ({role}) doesn't exist any more. Choose another with /aftercare setup."
            )));
        }
        if place.team_channel().is_none() {
            findings.push(Finding::note(format!(
                "{name}: no channel is set for the team, so members can't send it questions. Choose one with /aftercare \
                 setup."
            )));
        }
        let watched = place
            .watched_channels()
            .map(|channel| (channel, "watched channel"));
        let team = place
            .team_channel()
            .map(|channel| (channel, "team channel"));
        let needed: Vec<_> = team.into_iter().chain(watched).collect();
        findings.extend(
            needed
                .iter()
                .filter_map(|(id, what)| self.needed(*id, what)),
        );
        findings.push(self.others(&needed));
        findings
    }

    /// What is wrong with a channel in which the bot has to work.
    fn needed(&self, id: ChannelId, what: &str) -> Option<Finding> {
        let name = &self.guild.name;
        let Some(channel) = self.channels.iter().find(|channel| channel.id == id) else {
            return Some(Finding::problem(format!(
                "{name}: I can't find the {what} ({id}). Choose another with /aftercare setup, or let me see it."
            )));
        };
        let missing = self.missing(channel);
        (!missing.is_empty()).then(|| {
            Finding::problem(format!(
                "{name}: in the {what} #{} I lack {}. Open its settings › Permissions, add my role, and allow that.",
                channel.name,
                named(missing)
            ))
        })
    }

    /// The channels in which members can see the bot, but would not be answered as they should be.
    fn others(&self, needed: &[(ChannelId, &str)]) -> Finding {
        let others = self.channels.iter().filter(|channel| {
            let is_written_in = matches!(channel.kind, ChannelType::Text | ChannelType::News);
            is_written_in && needed.iter().all(|(id, _)| *id != channel.id)
        });
        let lacking: Vec<String> = others
            .map(|channel| (channel, self.missing(channel)))
            .filter(|(_, missing)| {
                !missing.is_empty() && !missing.contains(Permissions::VIEW_CHANNEL)
            })
            .map(|(channel, missing)| format!("#{} ({})", channel.name, named(missing)))
            .collect();
        let name = &self.guild.name;
        if lacking.is_empty() {
            return Finding::fine(format!("{name}: wherever I am, I may answer."));
        }
        Finding::note(format!(
            "{name}: I can be asked, but not answer as I should, in {}. Allow it there, or hide those channels from me.",
            lacking.join(", ")
        ))
    }

    fn missing(&self, channel: &GuildChannel) -> Permissions {
        PERMISSIONS.difference(self.guild.user_permissions_in(channel, &self.bot))
    }
}

fn named(permissions: Permissions) -> String {
    let names = NAMES
        .iter()
        .filter(|(permission, _)| permissions.contains(*permission));
    names
        .map(|(_, name)| format!("*{name}*"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn unanswered(error: &serenity::Error) -> Finding {
    let code = post::code(error);
    Finding::problem(format!(
        "Discord didn't answer something that I asked ({code})."
    ))
}
