//! Rules of the forms that a bot opens.

use serde_json::Value;

use super::{Broken, characters, list};

const TITLE_CHARACTERS: usize = 45;
const ROWS: usize = 5;
const LABEL_CHARACTERS: usize = 45;
const VALUE_CHARACTERS: usize = 4000;
const PLACEHOLDER_CHARACTERS: usize = 100;

/// Component type of a text input.
const TEXT_INPUT: u64 = 4;

impl Broken {
    pub(super) fn modal(&mut self, modal: &Value) {
        self.custom_id(modal, "the modal");
        self.one_to(TITLE_CHARACTERS, &modal["title"], "the modal's title");
        let count = list(&modal["components"]).len();
        self.unless((1..=ROWS).contains(&count), || {
            format!("a modal has 1 to {ROWS} rows, not {count}")
        });
        self.components(&modal["components"]);
        let rows = list(&modal["components"]).iter();
        rows.flat_map(|row| list(&row["components"]))
            .for_each(|input| self.input(input));
    }

    fn input(&mut self, input: &Value) {
        self.unless(input["type"] == TEXT_INPUT, || {
            format!("a row of a modal holds a text input, not {input}")
        });
        let label = &input["label"];
        self.one_to(LABEL_CHARACTERS, label, "a text input's label");
        self.up_to(VALUE_CHARACTERS, &input["value"], "a text input's value");
        let placeholder = &input["placeholder"];
        self.up_to(
            PLACEHOLDER_CHARACTERS,
            placeholder,
            "a text input's placeholder",
        );
        let (least, most) = (input["min_length"].as_u64(), input["max_length"].as_u64());
        self.unless(most.is_none_or(|most| least <= Some(most)), || {
            format!("a text input's min_length is no more than its max_length: {input}")
        });
        let given = characters(&input["value"]);
        let fits = most.is_none_or(|most| u64::try_from(given).is_ok_and(|given| given <= most));
        self.unless(fits, || {
            format!("a text input's value of {given} characters is longer than its max_length")
        });
    }
}
