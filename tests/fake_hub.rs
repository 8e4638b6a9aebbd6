//! A hub on loopback that publishes one repository's files: `/REPOSITORY/resolve/REVISION/FILE`, whole or from a byte on.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What it does with a file that is asked for whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Sends it.
    Kind,
    /// Breaks off in the middle, once; the rest is sent when it is asked for.
    BreaksOffOnce,
    /// Breaks off after half of what was asked for, each time.
    BreaksOffAlways,
}

/// Runs until the test's process ends; a request that nobody makes costs nothing.
pub(crate) struct FakeHub {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl FakeHub {
    /// Publishes these files, by their path below the address.
    pub(crate) fn start(files: HashMap<String, Vec<u8>>, manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.expect("a connection");
                // A client that went away is its own affair.
                let _ = answer(stream, &files, manner, &heard);
            }
        });
        Self { address, asked }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Each request that came: its path, and the bytes it asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("whole").clone()
    }
}

fn answer(
    mut stream: TcpStream,
    files: &HashMap<String, Vec<u8>>,
    manner: Manner,
    asked: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut range = None;
    for line in lines {
        let line = line?.to_lowercase();
        if line.is_empty() {
            break;
        }
        assert!(!line.starts_with("authorization"), "nobody's token is sent");
        if let Some(bytes) = line.strip_prefix("range: bytes=") {
            range = Some(bytes.to_owned());
        }
    }
    let range = range.unwrap_or_else(|| "0-".to_owned());
    asked.lock().expect("whole").push(format!("{path} {range}"));
    let Some(file) = files.get(&path) else {
        return stream.write_all(
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        );
    };
    let (begin, end) = range.split_once('-').expect("a range");
    let begin: usize = begin.parse().expect("a number");
    let end = end.parse().map_or(file.len(), |last: usize| last + 1);
    let body = &file[begin..end];
    write!(
        stream,
        "HTTP/1.1 206 Partial Content\r\netag: \"{}\"\r\nx-repo-commit: 0123\r\nconnection: close\r\n\
         content-range: bytes {begin}-{}/{}\r\ncontent-length: {}\r\n\r\n",
        path.replace('/', "-"),
        end.saturating_sub(1),
        file.len(),
        body.len()
    )?;
    let breaks_off = match manner {
        Manner::Kind => false,
        Manner::BreaksOffOnce => begin == 0 && body.len() > 1,
        Manner::BreaksOffAlways => body.len() > 1,
    };
    stream.write_all(if breaks_off {
        &body[..body.len() / 2]
    } else {
        body
    })
}
