//! A reply as text, for snapshots that a person reads: what is written, then the buttons and menus, row by row.

use serde_json::Value;

use super::attachments::File;
use super::replies::Reply;

impl Reply {
    /// Draws the message: `(only you see this)`, its texts, `(file: its name: its description)`, `[a button]`,
    /// `‹a menu: its | options›`.
    pub(crate) fn drawn(&self) -> String {
        let privately = self
            .is_ephemeral()
            .then(|| "(only you see this)".to_owned());
        let rows = self.message["components"].as_array().into_iter().flatten();
        let parts = privately
            .into_iter()
            .chain([self.text()])
            .chain(self.files().iter().map(file))
            .chain(rows.map(row));
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }
}

fn file(file: &File) -> String {
    match &file.description {
        Some(description) => format!("(file: {}: {description})", file.name),
        None => format!("(file: {})", file.name),
    }
}

fn row(row: &Value) -> String {
    let controls = row["components"].as_array().into_iter().flatten();
    let controls: Vec<String> = controls.map(control).collect();
    controls.join(" ")
}

fn control(control: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let Some(options) = control["options"].as_array() else {
        let off = if control["disabled"] == true {
            " (off)"
        } else {
            ""
        };
        return format!("[{}{off}]", text(&control["label"]));
    };
    let options: Vec<String> = options
        .iter()
        .map(|option| text(&option["label"]))
        .collect();
    format!(
        "‹{}: {}›",
        text(&control["placeholder"]),
        options.join(" | ")
    )
}
