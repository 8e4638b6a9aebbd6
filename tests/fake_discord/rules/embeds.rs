//! Limits of embeds.

use serde_json::Value;

use super::{Broken, characters, list};

const EMBEDS: usize = 10;
const TITLE_CHARACTERS: usize = 256;
const DESCRIPTION_CHARACTERS: usize = 4096;
const FIELDS: usize = 25;
const FIELD_NAME_CHARACTERS: usize = 256;
const FIELD_VALUE_CHARACTERS: usize = 1024;
const FOOTER_CHARACTERS: usize = 2048;
const AUTHOR_CHARACTERS: usize = 256;
/// Of all texts of all embeds of a message.
const ALL_CHARACTERS: usize = 6000;

impl Broken {
    pub(super) fn embeds(&mut self, embeds: &Value) {
        let embeds = list(embeds);
        self.unless(embeds.len() <= EMBEDS, || {
            format!("{} embeds", embeds.len())
        });
        let total: usize = embeds.iter().map(|embed| self.embed(embed)).sum();
        self.unless(total <= ALL_CHARACTERS, || {
            format!("{total} characters in all embeds")
        });
    }

    /// Tells how many characters it has.
    fn embed(&mut self, embed: &Value) -> usize {
        let title = characters(&embed["title"]);
        let description = characters(&embed["description"]);
        let fields = list(&embed["fields"]);
        self.unless(title <= TITLE_CHARACTERS, || {
            format!("an embed title of {title} characters")
        });
        self.unless(description <= DESCRIPTION_CHARACTERS, || {
            format!("an embed description of {description} characters")
        });
        self.unless(fields.len() <= FIELDS, || {
            format!("{} embed fields", fields.len())
        });
        let (footer, author) = (&embed["footer"]["text"], &embed["author"]["name"]);
        self.up_to(FOOTER_CHARACTERS, footer, "an embed's footer");
        self.up_to(AUTHOR_CHARACTERS, author, "an embed's author");
        let small = characters(footer) + characters(author);
        let of_fields: usize = fields.iter().map(|field| self.field(field)).sum();
        title + description + small + of_fields
    }

    /// Tells how many characters it has.
    fn field(&mut self, field: &Value) -> usize {
        let (name, value) = (&field["name"], &field["value"]);
        self.one_to(FIELD_NAME_CHARACTERS, name, "an embed field's name");
        self.one_to(FIELD_VALUE_CHARACTERS, value, "an embed field's value");
        characters(name) + characters(value)
    }
}
