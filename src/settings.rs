//! What the operator sets: TOML text to checked settings. Secrets are never here; they come from the environment.

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

/// Checked settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The clinic's country (ISO 3166, two capital letters); without it, numbers for several countries are shown.
    pub country: Option<String>,
    /// How to reach the clinic, as one sentence for members; without it, a general one in the member's language.
    pub contact: Option<String>,
    /// What compares meanings; without a choice, the best that is there.
    pub model: Option<Model>,
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
        if let Some(country) = &raw.country
            && !(country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(BadSettings(format!(
                "country = \"{country}\": write two capital letters, like US or GB"
            )));
        }
        Ok(Self {
            country: raw.country,
            contact: raw.contact,
            model: raw.model.and_then(|model| model.parse().ok()),
        })
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
    }
}
