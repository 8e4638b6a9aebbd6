//! What the fake sends back for a request: a status, JSON or a file or nothing, and Discord's error bodies
//! with the codes that Discord documents.

use axum::body::Body;
use axum::http::{Response, header};
use serde_json::{Value, json};

use super::attachments::File;

/// What a file is when nobody knows better.
const SOME_BYTES: &str = "application/octet-stream";

/// An HTTP answer before it is put on the wire.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    file: Option<Box<File>>,
    retry_after_seconds: Option<f64>,
}

impl Answer {
    /// A status with JSON.
    pub(crate) fn json(status: u16, body: Value) -> Self {
        Self {
            status,
            body,
            file: None,
            retry_after_seconds: None,
        }
    }

    /// 200 with what is in a file.
    pub(crate) fn file(file: &File) -> Self {
        Self {
            file: Some(Box::new(file.clone())),
            ..Self::ok(Value::Null)
        }
    }

    /// 200 with JSON.
    pub(crate) fn ok(body: Value) -> Self {
        Self::json(200, body)
    }

    /// 204: done, nothing to say.
    pub(crate) fn done() -> Self {
        Self::json(204, Value::Null)
    }

    /// An error in Discord's form.
    pub(crate) fn error(status: u16, code: u32, message: &str) -> Self {
        Self::json(status, json!({ "message": message, "code": code }))
    }

    /// 400: the body breaks one of Discord's rules.
    pub(crate) fn invalid(message: &str) -> Self {
        Self::error(400, 50035, message)
    }

    /// 404 for one kind of thing (`10003`, "Unknown Channel").
    pub(crate) fn unknown(code: u32, thing: &str) -> Self {
        Self::error(404, code, &format!("Unknown {thing}"))
    }

    /// The same answer with the header that tells how long to wait.
    pub(crate) fn retry_after(mut self, seconds: f64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// Puts it on the wire.
    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::builder().status(self.status);
        if let Some(seconds) = self.retry_after_seconds {
            // Discord rounds the header up to whole seconds; the body has the fraction.
            response = response
                .header(header::RETRY_AFTER, seconds.ceil().to_string())
                .header("x-ratelimit-scope", "user");
        }
        let body = match (self.file, &self.body) {
            (Some(file), _) => {
                let content_type = file.content_type.as_deref().unwrap_or(SOME_BYTES);
                response = response.header(header::CONTENT_TYPE, content_type);
                Body::from(file.bytes)
            }
            (None, Value::Null) => Body::empty(),
            (None, body) => {
                response = response.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
        };
        response
            .body(body)
            .expect("status and headers are well-formed")
    }
}
