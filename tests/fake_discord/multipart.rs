//! Reads the body of a request: JSON, or a form whose part `payload_json` is the JSON and whose other parts
//! are files.

use axum::body::{Bytes, to_bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request as HttpRequest};
use axum::http::header;
use serde_json::Value;

use super::attachments::{FILE_BYTES, FILES};

/// As many files as Discord takes, each as large as can be, with some room for the rest.
pub(crate) const LARGEST_BODY_BYTES: usize = (FILES + 1) * FILE_BYTES;

/// A file as the bot sent it.
#[derive(Clone, Debug)]
pub(crate) struct SentFile {
    /// What the part is called: `files[0]`.
    pub(crate) part: String,
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

impl SentFile {
    /// The number by which the JSON speaks of it, if the part is called as Discord wants it.
    pub(crate) fn placeholder(&self) -> Option<u64> {
        let number = self.part.strip_prefix("files[")?.strip_suffix(']')?;
        number.parse().ok()
    }
}

/// The JSON of a body, null for none, and the files beside it. What cannot be read is kept as text, so that
/// the contract can complain about it.
pub(crate) async fn read(http: HttpRequest) -> (Value, Vec<SentFile>) {
    let content_type = http.headers().get(header::CONTENT_TYPE);
    let is_form = content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    if is_form {
        return read_form(http).await;
    }
    let body = to_bytes(http.into_body(), LARGEST_BODY_BYTES).await;
    (json(&body.unwrap_or_default()), Vec::new())
}

async fn read_form(http: HttpRequest) -> (Value, Vec<SentFile>) {
    match Multipart::from_request(http, &()).await {
        Ok(form) => read_parts(form)
            .await
            .unwrap_or_else(|error| (error.body_text().into(), Vec::new())),
        Err(error) => (error.body_text().into(), Vec::new()),
    }
}

async fn read_parts(mut form: Multipart) -> Result<(Value, Vec<SentFile>), MultipartError> {
    let (mut body, mut files) = (Value::Null, Vec::new());
    while let Some(part) = form.next_field().await? {
        if part.name() == Some("payload_json") {
            body = json(&part.bytes().await?);
        } else {
            files.push(read_file(part).await?);
        }
    }
    Ok((body, files))
}

async fn read_file(part: Field<'_>) -> Result<SentFile, MultipartError> {
    Ok(SentFile {
        part: part.name().unwrap_or_default().to_owned(),
        name: part.file_name().unwrap_or_default().to_owned(),
        content_type: part.content_type().map(str::to_owned),
        bytes: part.bytes().await?,
    })
}

fn json(bytes: &[u8]) -> Value {
    match bytes {
        b"" => Value::Null,
        bytes => {
            serde_json::from_slice(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into())
        }
    }
}
