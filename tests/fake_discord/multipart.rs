//! Just enough of multipart to find the JSON in a request that carries files. The files themselves are
//! nothing the fake looks at.

/// The JSON part of a body: all of it, or of a multipart body the part named `payload_json`.
pub(crate) fn payload_json<'a>(content_type: &str, body: &'a [u8]) -> &'a [u8] {
    let Some(boundary) = content_type.split("boundary=").nth(1) else {
        return body;
    };
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    let mut rest = body;
    while let Some((_, part)) = split_at(rest, delimiter.as_bytes()) {
        rest = part;
        let Some((head, content)) = split_at(part, b"\r\n\r\n") else {
            break;
        };
        if split_at(head, b"name=\"payload_json\"").is_some() {
            let end = format!("\r\n{delimiter}");
            return split_at(content, end.as_bytes()).map_or(content, |(json, _)| json);
        }
    }
    b""
}

fn split_at<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let found = bytes
        .windows(separator.len())
        .position(|window| window == separator)?;
    Some((&bytes[..found], &bytes[found + separator.len()..]))
}
