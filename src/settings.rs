//! What the operator sets: TOML text to checked settings. Secrets are never here; they come from the environment.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

/// The file as it is written; every key may be left out.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct RawSettings {
    /// The clinic's country, two capital letters: decides whose phone numbers a crisis reply shows.
    country: Option<String>,
    /// How to reach the clinic, as one sentence for members.
    contact: Option<String>,
    /// What compares meanings: "built-in", "off", an installed model by its name, or the folder of a BERT-style sentence model.
    model: Option<String>,
    /// Where the bot keeps what staff set in Discord: a file, or the address of a PostgreSQL.
    store: Option<String>,
    /// What the bot does on a Discord server, until somebody sets it there.
    server: RawServer,
}

/// The table `[server]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct RawServer {
    /// The id of the role that staff have.
    staff_role: Option<RawId>,
    /// The id of the channel where the team reads what members send it, and what the bot has to say to it.
    team_channel: Option<RawId>,
    /// The ids of the channels in which the bot answers without being asked.
    watched_channels: Vec<RawId>,
    /// The ids of the clinic's own servers: where the bot is on several, the FAQ is changed on these alone.
    home_servers: Vec<RawId>,
}

/// An id of Discord's, with quotes or without.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum RawId {
    Number(u64),
    Text(String),
}

/// Where sentence vectors come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Model {
    /// The small encoder inside the program.
    BuiltIn,
    /// A BERT-style sentence model: an installed one by its name, or a folder's path.
    Named(String),
    /// None: words and letters alone.
    Off,
}

impl std::str::FromStr for Model {
    type Err = std::convert::Infallible;

    /// `built-in`, `off`, or else a name or a folder; which of them is seen when it is looked up.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "built-in" => Self::BuiltIn,
            "off" => Self::Off,
            name => Self::Named(name.to_owned()),
        })
    }
}

impl std::fmt::Display for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("built-in"),
            Self::Named(name) => f.write_str(name),
            Self::Off => f.write_str("off"),
        }
    }
}

/// What replies say of the clinic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clinic {
    /// Its country (ISO 3166, two capital letters); without it, numbers for several countries are shown.
    pub country: Option<String>,
    /// How to reach it, as one sentence for members; without it, a general one in the member's language.
    pub contact: Option<String>,
}

/// What the bot does on a Discord server. The ids are Discord's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Server {
    /// The role that staff have.
    pub staff_role: Option<u64>,
    /// Where the team reads what members send it, and what the bot has to say to it.
    pub team_channel: Option<u64>,
    /// Where the bot answers without being asked, if it is sure.
    pub watched_channels: BTreeSet<u64>,
    /// Where staff may change the FAQ; none are named while the bot is on one server alone.
    pub home_servers: BTreeSet<u64>,
}

/// Checked settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// What replies say of the clinic.
    pub clinic: Clinic,
    /// What compares meanings; without a choice, the best that is there.
    pub model: Option<Model>,
    /// Where what staff set in Discord is kept; without a choice, a file in the system's place for data.
    pub store: Option<String>,
    /// What holds on every server, until somebody sets it there.
    pub server: Server,
}

/// Why settings can't be used, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSettings(String);

impl std::fmt::Display for BadSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadSettings {}

impl Settings {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// When it is not TOML, has an unknown key, or a value that can't be right; the message names the line and the mend.
    pub fn parse(text: &str) -> Result<Self, BadSettings> {
        let raw: RawSettings =
            toml::from_str(text).map_err(|error| BadSettings(error.to_string()))?;
        if let Some(country) = raw.country.as_deref().filter(|code| !is_country(code)) {
            return Err(BadSettings(format!(
                "country = \"{country}\": write two capital letters, like US or GB"
            )));
        }
        Ok(Self {
            clinic: Clinic {
                country: raw.country,
                contact: raw.contact,
            },
            model: raw.model.and_then(|model| model.parse().ok()),
            store: raw.store,
            server: raw.server.checked()?,
        })
    }
}

/// Is this the form of a country's code: two capital letters?
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

impl RawServer {
    fn checked(self) -> Result<Server, BadSettings> {
        Ok(Server {
            staff_role: checked_id("staff_role", self.staff_role)?,
            team_channel: checked_id("team_channel", self.team_channel)?,
            watched_channels: checked_ids("watched_channels", self.watched_channels)?,
            home_servers: checked_ids("home_servers", self.home_servers)?,
        })
    }
}

fn checked_ids(key: &'static str, ids: Vec<RawId>) -> Result<BTreeSet<u64>, BadSettings> {
    let ids = ids.into_iter();
    ids.filter_map(|id| checked_id(key, Some(id)).transpose())
        .collect()
}

fn checked_id(key: &str, id: Option<RawId>) -> Result<Option<u64>, BadSettings> {
    let id = match id {
        None => return Ok(None),
        Some(RawId::Number(id)) => id.to_string(),
        Some(RawId::Text(id)) => id,
    };
    match id.trim().parse() {
        Ok(number) if number > 0 => Ok(Some(number)),
        _ => Err(BadSettings(format!(
            "{key} in [server]: \"{id}\" is no id. In Discord, switch on Settings › Advanced › Developer Mode, then \
             press long (or right-click) on the role or channel and choose Copy ID"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_is_fine() {
        assert_eq!(Settings::parse(""), Ok(Settings::default()));
    }

    #[test]
    fn a_servers_ids_may_have_quotes() {
        let text = "[server]\nstaff_role = 12\nteam_channel = \"34\"\nwatched_channels = [56, \"78\"]\n\
             home_servers = [90]\n";
        let server = Settings::parse(text).expect("settings").server;
        let expected = Server {
            staff_role: Some(12),
            team_channel: Some(34),
            watched_channels: [56, 78].into(),
            home_servers: [90].into(),
        };
        assert_eq!(server, expected);
    }

    #[test]
    fn mistakes_are_named() {
        let told = |text: &str| Settings::parse(text).expect_err("a mistake").to_string();
        assert_eq!(
            told("country = \"usa\""),
            "country = \"usa\": write two capital letters, like US or GB"
        );
        assert!(
            told("contry = \"US\"")
                .contains("unknown field `contry`, expected one of `country`, `contact`, `model`")
        );
        for bad in ["staff_role = \"@front desk\"", "watched_channels = [1, 0]"] {
            let told = told(&format!("[server]\n{bad}"));
            assert!(told.contains("is no id. In Discord, switch on"), "{told}");
        }
    }
}
