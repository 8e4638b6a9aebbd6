//! PostgreSQL for the tests: the one that `DATABASE_URL` names, or else one that this process starts, if it is installed.
//!
//! The started one lies in a folder of its own and listens on no port. A shell script watches over it: when this process
//! ends, however it ends, the script reads the end of its input, stops the server and deletes the folder. Nothing here
//! could do that, as a static is not dropped.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{Connection, PgConnection};

use super::databases::block_on;

/// Makes a folder, starts the server `$1/postgres` in it, says where, and waits for the end of its input.
const WATCH: &str = r#"
    trap '' INT TERM HUP
    folder=$(mktemp -d) && cd "$folder" || exit 1
    "$1/initdb" --pgdata=data --username=postgres --auth=trust --encoding=UTF8 --no-locale --no-sync >log 2>&1 &&
    "$1/pg_ctl" --pgdata=data --log=log --wait --options="-c listen_addresses='' -c fsync=off -k $folder" start >log 2>&1 &&
    echo "$folder" || cat log >&2
    read -r _
    "$1/pg_ctl" --pgdata=data --mode=immediate stop >log 2>&1
    cd / && rm -rf "$folder"
"#;

/// Whom PostgreSQL is run as where we are root, whom it refuses.
const AS_POSTGRES: [&str; 3] = ["--reuid=postgres", "--regid=postgres", "--clear-groups"];

/// A server to make databases on.
struct Server {
    /// The address with `{}` for the database.
    url: String,
    /// Dropped with this process, and with it the end of the pipe that the script reads.
    _watch: Option<Child>,
}

/// An empty database that vanishes after the test.
pub(super) struct Scratch {
    server: &'static Server,
    name: String,
    url: String,
}

impl Scratch {
    /// Nothing, with a word on standard error, where there is no PostgreSQL.
    pub(super) fn make() -> Option<Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let server = SERVER.get_or_init(Server::find).as_ref()?;
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("aftercare_test_{}_{number}", std::process::id());
        server.run(&format!("CREATE DATABASE {name}"));
        let url = server.url.replace("{}", &name);
        Some(Self { server, name, url })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let name = &self.name;
        self.server
            .run(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

impl Server {
    fn find() -> Option<Self> {
        if let Ok(url) = env::var("DATABASE_URL") {
            return Some(Self::named(&url));
        }
        let started = installed().and_then(|programs| Self::start(&programs));
        if started.is_none() {
            // Not with eprintln!, which is shown only where a test fails.
            let _ = writeln!(
                io::stderr(),
                "skipped on PostgreSQL: DATABASE_URL is not set, and there is none that could be started"
            );
        }
        started
    }

    /// The server of an address, whatever database that names.
    fn named(url: &str) -> Self {
        let (address, parameters) = url.split_once('?').unwrap_or((url, ""));
        let host_begins = address.find("://").map_or(0, |at| at + 3);
        let (kind, rest) = address.split_at(host_begins);
        let host = rest.split('/').next().unwrap_or_default();
        Self {
            url: format!("{kind}{host}/{{}}?{parameters}"),
            _watch: None,
        }
    }

    fn start(programs: &Path) -> Option<Self> {
        let mut watch = shell()?
            .args(["-c", WATCH, "watch"])
            .arg(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut folder = String::new();
        let output = watch.stdout.take().expect("a pipe");
        BufReader::new(output)
            .read_line(&mut folder)
            .expect("a line");
        // What it said is on standard error; the machine, not the store, is to blame.
        if folder.is_empty() {
            watch.wait().expect("the script ends with its input");
            return None;
        }
        Some(Self {
            url: format!("postgres://postgres@localhost/{{}}?host={}", folder.trim()),
            _watch: Some(watch),
        })
    }

    fn run(&self, statement: &str) {
        block_on(async {
            let url = self.url.replace("{}", "postgres");
            let mut connection = PgConnection::connect(&url).await.expect("a PostgreSQL");
            sqlx::query(statement)
                .execute(&mut connection)
                .await
                .expect("a database made or dropped");
        });
    }
}

/// A shell, as the user `postgres` where we are root; nothing where there is no such user.
fn shell() -> Option<Command> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout != b"0\n" {
        return Some(Command::new("sh"));
    }
    let can_change = Command::new("setpriv")
        .args(AS_POSTGRES)
        .arg("true")
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    let mut shell = Command::new("setpriv");
    shell.args(AS_POSTGRES).arg("sh");
    can_change.then_some(shell)
}

/// The folder with PostgreSQL's programs: where Debian puts them, or else on the path.
fn installed() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    debian
        .chain(env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}
