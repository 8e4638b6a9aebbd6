//! Who the bot is and where Discord is: the token and the API's address, from the environment, checked before anything
//! is tried. What is missing is said in words, with what to click.

use std::fmt;
use std::path::PathBuf;

use reqwest::Url;

/// Where the developer portal is.
pub(crate) const PORTAL: &str = "https://discord.com/developers/applications";

/// The variable that holds the token.
const TOKEN: &str = "DISCORD_TOKEN";
/// The variable that names a file with the token.
const TOKEN_FILE: &str = "DISCORD_TOKEN_FILE";
/// The variable that leads tests to a fake Discord.
const API: &str = "AFTERCARE_DISCORD_API";

/// A bot's token. It is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token, if the text can be one: something, without blanks inside, in plain characters.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("Bot ").unwrap_or(text);
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_plain.then(|| Self(text.to_owned()))
    }

    /// For the HTTP client, and nobody else.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

/// Where Discord's API is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Api {
    /// At Discord.
    Discord,
    /// At a fake on this machine.
    Loopback(Loopback),
}

/// An address that never leaves this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loopback(Url);

impl Loopback {
    /// The address, if it is `http://` and a loopback IP address; names are none, as they may lead anywhere.
    pub fn new(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let host = url.host_str()?.trim_matches(['[', ']']);
        let is_loopback = host
            .parse()
            .is_ok_and(|address: std::net::IpAddr| address.is_loopback());
        (url.scheme() == "http" && is_loopback).then_some(Self(url))
    }

    /// As serenity takes it.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// All that connecting takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Who the bot is.
    pub token: Token,
    /// Where Discord is.
    pub api: Api,
}

/// What is missing before anything can be tried; `Display` says it to the operator.
#[derive(Debug)]
pub enum Missing {
    /// Neither variable is set.
    Token,
    /// The text is no token. Says where it came from, never what it was.
    NotAToken(&'static str),
    /// The file can't be read.
    TokenFile(PathBuf, std::io::Error),
    /// The API's address leads away from this machine.
    Loopback(String),
}

impl Connection {
    /// Reads `DISCORD_TOKEN`, or the file that `DISCORD_TOKEN_FILE` names, and `AFTERCARE_DISCORD_API`.
    ///
    /// # Errors
    /// When there is no token, or one that can't be right, or an API address that is no loopback address.
    pub fn from_environment(env: impl Fn(&str) -> Option<String>) -> Result<Self, Missing> {
        let set = |name: &str| env(name).filter(|value| !value.trim().is_empty());
        let api = match set(API) {
            None => Api::Discord,
            Some(text) => Api::Loopback(Loopback::new(&text).ok_or(Missing::Loopback(text))?),
        };
        let token = if let Some(text) = set(TOKEN) {
            Token::new(&text).ok_or(Missing::NotAToken(TOKEN))?
        } else if let Some(path) = set(TOKEN_FILE) {
            let text = std::fs::read_to_string(&path)
                .map_err(|cause| Missing::TokenFile(path.into(), cause))?;
            Token::new(&text).ok_or(Missing::NotAToken(TOKEN_FILE))?
        } else {
            return Err(Missing::Token);
        };
        Ok(Self { token, api })
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token => write!(
                f,
                "there is no bot token. Open {PORTAL}, choose your application, click Bot, then Reset Token, and copy \
                 it. Then set {TOKEN} to it, or {TOKEN_FILE} to the path of a file that holds it, and start again."
            ),
            Self::NotAToken(source) => write!(
                f,
                "what {source} gives is no bot token: it is empty, or has blanks or foreign characters in it. Copy it \
                 again: {PORTAL}, your application, Bot, Reset Token."
            ),
            Self::TokenFile(path, cause) => {
                write!(
                    f,
                    "{TOKEN_FILE} names {}, which can't be read: {cause}",
                    path.display()
                )
            }
            Self::Loopback(text) => write!(
                f,
                "{API} is for tests on this machine, like http://127.0.0.1:8080, but it is {text}. Unset it to use \
                 Discord."
            ),
        }
    }
}

impl std::error::Error for Missing {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TokenFile(_, cause) => Some(cause),
            Self::Token | Self::NotAToken(_) | Self::Loopback(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Connection, String> {
        let found = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        Connection::from_environment(found).map_err(|missing| missing.to_string())
    }

    #[track_caller]
    fn check_missing(variables: &[(&str, &str)], expected: &str) {
        let told = read(variables).expect_err("something is missing");
        assert!(told.contains(expected), "{told}");
    }

    #[test]
    fn the_token_comes_from_the_environment() {
        let connection = read(&[(TOKEN, " Bot abc.def \n")]).expect("a token");
        assert_eq!(connection.token.secret(), "abc.def");
        assert_eq!(connection.api, Api::Discord);
    }

    #[test]
    fn the_token_is_never_shown() {
        let connection = read(&[(TOKEN, "abc.def")]).expect("a token");
        assert!(!format!("{connection:?}").contains("abc"));
        let told = read(&[(TOKEN, "abc def")]).expect_err("no token");
        assert!(!told.contains("abc"), "{told}");
    }

    #[test]
    fn the_token_comes_from_a_file() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "abc.def\n").expect("written");
        let path = file.path().to_str().expect("a plain path");
        assert_eq!(
            read(&[(TOKEN_FILE, path)]).expect("a token").token.secret(),
            "abc.def"
        );
    }

    #[test]
    fn what_is_missing_is_said_in_words() {
        check_missing(&[], "click Bot, then Reset Token");
        check_missing(&[(TOKEN, "  ")], "there is no bot token");
        check_missing(
            &[(TOKEN, "two words")],
            "what DISCORD_TOKEN gives is no bot token",
        );
        check_missing(
            &[(TOKEN_FILE, "/no/such/file")],
            "/no/such/file, which can't be read: No such file",
        );
    }

    #[test]
    fn only_loopback_addresses_replace_discord() {
        for good in [
            "http://127.0.0.1:8080",
            "http://127.9.9.9:1/",
            "http://[::1]:8080",
        ] {
            assert!(read(&[(TOKEN, "t"), (API, good)]).is_ok(), "{good}");
        }
        for bad in [
            "http://example.com",
            "https://127.0.0.1:8080",
            "http://10.0.0.1",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com",
            "http://localhost:8080",
            "8080",
        ] {
            check_missing(
                &[(TOKEN, "t"), (API, bad)],
                "AFTERCARE_DISCORD_API is for tests",
            );
        }
    }
}
