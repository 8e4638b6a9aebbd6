//! Where the store is: the path of a SQLite file, or the address of a PostgreSQL database. What is shown of an address
//! never holds its password.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// A checked address. Checked is its form: whether something is there shows when it is opened.
#[derive(Clone)]
pub struct StoreAddress(Place);

#[derive(Clone)]
pub(super) enum Place {
    File(PathBuf),
    // Boxed, as it is large.
    Server(Box<PgConnectOptions>),
}

/// Why a text is no address, in words for the operator. It quotes no part of what may be a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadAddress {
    /// There is nothing.
    Empty,
    /// It begins like the address of something else.
    OtherKind {
        /// What stands before the colon.
        scheme: String,
    },
    /// A PostgreSQL address in which a character of the password, most likely, ends the server's name.
    BareCharacter,
    /// A PostgreSQL address with a part that can't be right.
    Unreadable {
        /// What is wrong with it.
        why: String,
    },
}

impl StoreAddress {
    /// Reads a path, or an address that begins with `postgres://` or `postgresql://`. What a PostgreSQL address leaves out is
    /// taken from `PGPASSWORD` and its like and from `.pgpass`, as PostgreSQL's own programs do.
    ///
    /// # Errors
    /// When it is empty, begins like another kind of address, or has a part that can't be right.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BadAddress::Empty);
        }
        match scheme(text) {
            None => Ok(Self(Place::File(PathBuf::from(text)))),
            Some((scheme, rest)) if is_postgres(scheme) && rest.starts_with("//") => {
                parse_server(text, rest)
            }
            Some((scheme, _)) => Err(BadAddress::OtherKind {
                scheme: scheme.to_owned(),
            }),
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.0
    }
}

/// What stands before the first colon, and what after it. One letter is a Windows drive, and a path.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
    is_scheme.then_some((scheme, rest))
}

fn is_postgres(scheme: &str) -> bool {
    ["postgres", "postgresql"]
        .iter()
        .any(|name| scheme.eq_ignore_ascii_case(name))
}

fn parse_server(text: &str, after_scheme: &str) -> Result<StoreAddress, BadAddress> {
    // `postgres://me:pass#word@host/db` would otherwise be read as the server `me`, and its rest shown as other parts.
    let authority = after_scheme.trim_start_matches('/');
    let has_bare_character = text.contains('#')
        || authority
            .split_once(['/', '?'])
            .is_some_and(|(_, rest)| rest.contains('@'));
    if has_bare_character {
        return Err(BadAddress::BareCharacter);
    }
    let options = PgConnectOptions::from_str(text).map_err(|error| BadAddress::Unreadable {
        why: error.to_string(),
    })?;
    Ok(StoreAddress(Place::Server(Box::new(options))))
}

impl fmt::Display for StoreAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::File(path) => path.display().fmt(f),
            Place::Server(options) => {
                let database = options.get_database().unwrap_or_default();
                let port = options.get_port();
                match options.get_socket() {
                    Some(socket) => {
                        let socket = socket.display();
                        write!(
                            f,
                            "postgres:///{database} at the socket {socket}, port {port}"
                        )
                    }
                    None => write!(f, "postgres://{}:{port}/{database}", options.get_host()),
                }
            }
        }
    }
}

impl fmt::Debug for StoreAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreAddress({self})")
    }
}

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "the store's address is empty: write the path of a file, like aftercare.db",
            ),
            Self::OtherKind { scheme } => write!(
                f,
                "{scheme}: is no kind of store: write the path of a file, like aftercare.db, or the address of a PostgreSQL \
                 database, like postgres://user:password@host/database"
            ),
            Self::BareCharacter => f.write_str(
                "the store's address has a # or an @ where none can be: in the user and the password, write %2F for /, %3F \
                 for ?, %23 for # and %40 for @",
            ),
            Self::Unreadable { why } => write!(
                f,
                "the store's address can't be read: {why}; it looks like postgres://user:password@host/database"
            ),
        }
    }
}

impl std::error::Error for BadAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: &str) {
        let address = StoreAddress::parse(text).expect("an address");
        assert_eq!(address.to_string(), shown);
        assert_eq!(format!("{address:?}"), format!("StoreAddress({shown})"));
    }

    #[track_caller]
    fn check_bad(text: &str, begin: &str) {
        let told = StoreAddress::parse(text)
            .expect_err("a mistake")
            .to_string();
        assert!(told.starts_with(begin), "{told}");
        assert!(!told.contains("secret"), "{told}");
    }

    #[test]
    fn a_path_is_shown_as_it_was_written() {
        check(" data/aftercare.db ", "data/aftercare.db");
        check(r"C:\clinic\aftercare.db", r"C:\clinic\aftercare.db");
        check("/srv/a b%20?#/é.db", "/srv/a b%20?#/é.db");
    }

    #[test]
    fn a_server_is_shown_without_user_and_password() {
        check(
            "postgres://me:secret@db.clinic.example/aftercare",
            "postgres://db.clinic.example:5432/aftercare",
        );
        check(
            "PostgreSQL://me:sec%2Fret@[::1]:5433/aftercare?sslmode=require",
            "postgres://[::1]:5433/aftercare",
        );
        check(
            "postgres://me@localhost/a?host=/run/postgresql&password=secret",
            "postgres:///a at the socket /run/postgresql, port 5432",
        );
    }

    #[test]
    fn mistakes_are_named_without_the_secret() {
        check_bad("  ", "the store's address is empty");
        check_bad(
            "mysql://me:secret@host/db",
            "mysql: is no kind of store: write the path",
        );
        check_bad("sqlite:aftercare.db", "sqlite: is no kind of store");
        check_bad("postgres:me:secret@host", "postgres: is no kind of store");
        let bare = "the store's address has a # or an @ where none can be";
        check_bad("postgres://me:1/secret@host/db", bare);
        check_bad("postgres://me:1?secret@host/db", bare);
        check_bad("postgres://me:1#secret@host/db", bare);
        check_bad(
            "postgres://me:secret@host:port/db",
            "the store's address can't be read: error with configuration: invalid port number; it looks like",
        );
    }
}
