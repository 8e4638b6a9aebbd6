//! Every request that the bot made, in order of arrival. A test *looks at* requests one by one; what
//! nobody looked at fails the test in the end, so a bot that says too much is found out even where
//! a test expected nothing.

use std::fmt;

use serde_json::Value;

use super::multipart::SentFile;
use super::pattern::Pattern;

/// Enough of a body to recognise it in a list of requests.
const LISTED_BODY_CHARACTERS: usize = 300;
/// Enough of a body to see what is wrong with it.
const BROKEN_BODY_CHARACTERS: usize = 4000;

/// One request as it arrived, and what was answered.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Place in the order of arrival, from 0.
    pub(crate) number: usize,
    /// `GET`, `POST`, …
    pub(crate) method: String,
    /// The path after `/api/v10`, without the query.
    pub(crate) path: String,
    /// What followed `?`, or nothing.
    pub(crate) query: String,
    /// The JSON body; of a multipart body its `payload_json`; null for none.
    pub(crate) body: Value,
    /// The files of a multipart body.
    pub(crate) files: Vec<SentFile>,
    /// The `Authorization` header, empty if none.
    pub(crate) authorization: String,
    /// HTTP status of the answer; none while it is on its way, or if the bot hung up before it.
    pub(crate) status: Option<u16>,
    /// JSON of the answer; null for none.
    pub(crate) answer: Value,
    /// The bot hung up before it was answered.
    pub(crate) abandoned: bool,
    looked_at: bool,
}

impl Request {
    /// A request that has just arrived.
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self {
            number: 0,
            method: method.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            body: Value::Null,
            files: Vec::new(),
            authorization: String::new(),
            status: None,
            answer: Value::Null,
            abandoned: false,
            looked_at: false,
        }
    }

    /// The same request with a body.
    pub(crate) fn with_body(mut self, body: Value) -> Self {
        self.body = body;
        self
    }

    /// Is it of this kind?
    pub(crate) fn is(&self, pattern: &Pattern) -> bool {
        pattern.fits(&self.method, &self.path)
    }

    /// How a broken rule names it: what it was and what it said, whatever became of it.
    pub(crate) fn as_evidence(&self) -> String {
        let body = self.body_start(BROKEN_BODY_CHARACTERS);
        format!("{} {} {body}", self.method, self.path)
    }

    fn body_start(&self, characters: usize) -> String {
        let body: String = self.body.to_string().chars().take(characters).collect();
        let files = self.files.iter().map(|file| {
            let (name, size) = (&file.name, file.bytes.len());
            format!(" with {name} ({size} bytes)")
        });
        body + &files.collect::<String>()
    }

    fn is_over(&self) -> bool {
        self.status.is_some() || self.abandoned
    }
}

impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{} {} {}", self.number, self.method, self.path)?;
        match self.status {
            Some(status) => write!(formatter, " -> {status}")?,
            None if self.abandoned => write!(formatter, " -> the bot hung up")?,
            None => write!(formatter, " -> not answered yet")?,
        }
        let looked_at = if self.looked_at {
            ""
        } else {
            " (nobody looked at it)"
        };
        let body = self.body_start(LISTED_BODY_CHARACTERS);
        write!(formatter, "{looked_at} {body}")
    }
}

/// The list of requests.
#[derive(Default)]
pub(crate) struct Recorder {
    requests: Vec<Request>,
}

impl Recorder {
    /// Adds a request that has just arrived and tells its number.
    pub(crate) fn add(&mut self, mut request: Request) -> usize {
        request.number = self.requests.len();
        self.requests.push(request);
        self.requests.len() - 1
    }

    /// The request of that number.
    pub(crate) fn get(&self, number: usize) -> &Request {
        &self.requests[number]
    }

    /// Notes what was answered.
    pub(crate) fn answered(&mut self, number: usize, status: u16, answer: &Value) {
        let request = &mut self.requests[number];
        request.status = Some(status);
        request.answer = answer.clone();
    }

    /// Notes that the bot hung up, unless the answer went out before.
    pub(crate) fn hung_up(&mut self, number: usize) {
        let request = &mut self.requests[number];
        request.abandoned = request.status.is_none();
    }

    /// The first answered request that fits and was not looked at; from now on it counts as looked at.
    pub(crate) fn take(&mut self, wanted: impl Fn(&Request) -> bool) -> Option<Request> {
        let found = self
            .requests
            .iter_mut()
            .find(|request| !request.looked_at && request.is_over() && wanted(request))?;
        found.looked_at = true;
        Some(found.clone())
    }

    /// All requests of a kind, looked at or not.
    pub(crate) fn all(&self, pattern: &Pattern) -> Vec<Request> {
        let fitting = self.requests.iter().filter(|request| request.is(pattern));
        fitting.cloned().collect()
    }

    /// Counts every request of the kind, so far, as looked at.
    pub(crate) fn look_at_all(&mut self, pattern: &Pattern) {
        for request in &mut self.requests {
            request.looked_at |= request.is(pattern);
        }
    }

    /// Those that nobody looked at, which now count as looked at.
    pub(crate) fn take_not_looked_at(&mut self) -> Vec<String> {
        let left = self
            .requests
            .iter_mut()
            .filter(|request| !request.looked_at);
        left.map(|request| {
            let told = request.to_string();
            request.looked_at = true;
            told
        })
        .collect()
    }

    /// Has every request been answered or abandoned?
    pub(crate) fn is_idle(&self) -> bool {
        self.requests.iter().all(Request::is_over)
    }
}

impl fmt::Display for Recorder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.requests.is_empty() {
            return write!(formatter, "  no request at all");
        }
        let lines: Vec<String> = self
            .requests
            .iter()
            .map(|request| format!("  {request}"))
            .collect();
        write!(formatter, "{}", lines.join("\n"))
    }
}
