//! Rules of the components below a message: rows, buttons, select menus.

use std::collections::HashSet;

use serde_json::Value;

use super::{Broken, characters, list};
use crate::fake_discord::components::{BUTTON, STRING_SELECT};

const ROWS: usize = 5;
const COMPONENTS_IN_ROW: usize = 5;
const BUTTON_LABEL_CHARACTERS: usize = 80;
const SELECT_OPTIONS: usize = 25;
const OPTION_CHARACTERS: usize = 100;
const PLACEHOLDER_CHARACTERS: usize = 150;

/// Button styles that carry no `custom_id`: links and purchases.
const STYLES_WITHOUT_CUSTOM_ID: [u64; 2] = [5, 6];
/// A purchase shows the price of what it sells in the place of a label.
const PURCHASE_STYLE: u64 = 6;

impl Broken {
    pub(super) fn components(&mut self, rows: &Value) {
        let rows = list(rows);
        self.unless(rows.len() <= ROWS, || {
            format!("{} rows of components", rows.len())
        });
        let mut ids = HashSet::new();
        for row in rows {
            let components = list(&row["components"]);
            self.row(components);
            for component in components {
                self.component(component);
            }
            for component in components
                .iter()
                .filter(|component| needs_custom_id(component))
            {
                self.custom_id(component, "a component");
                let id = component["custom_id"].as_str();
                self.unless(ids.insert(id), || {
                    format!("custom_id {id:?} twice in a message")
                });
            }
        }
    }

    fn row(&mut self, components: &[Value]) {
        let count = components.len();
        self.unless((1..=COMPONENTS_IN_ROW).contains(&count), || {
            format!("{count} components in a row")
        });
        let is_alone = count == 1
            || components
                .iter()
                .all(|component| component["type"] == BUTTON);
        self.unless(is_alone, || {
            "a select menu or text input is alone in its row".to_owned()
        });
    }

    fn component(&mut self, component: &Value) {
        match component["type"].as_u64() {
            Some(BUTTON) => self.button(component),
            Some(STRING_SELECT) => self.select(component),
            _ => {}
        }
    }

    fn button(&mut self, button: &Value) {
        self.up_to(
            BUTTON_LABEL_CHARACTERS,
            &button["label"],
            "a button's label",
        );
        let shows_something = characters(&button["label"]) > 0
            || button["emoji"].is_object()
            || button["style"] == PURCHASE_STYLE;
        self.unless(shows_something, || {
            format!("a button has a label or an emoji: {button}")
        });
    }

    fn select(&mut self, select: &Value) {
        let options = list(&select["options"]);
        let count = options.len();
        self.unless((1..=SELECT_OPTIONS).contains(&count), || {
            format!("a select menu has 1 to {SELECT_OPTIONS} options, not {count}")
        });
        self.up_to(
            PLACEHOLDER_CHARACTERS,
            &select["placeholder"],
            "a select menu's placeholder",
        );
        let mut values = HashSet::new();
        for option in options {
            self.option(option);
            let value = option["value"].as_str();
            self.unless(values.insert(value), || {
                format!("the option value {value:?} twice in a select menu")
            });
        }
        self.numbers_of_values(select, options);
    }

    fn option(&mut self, option: &Value) {
        self.one_to(OPTION_CHARACTERS, &option["label"], "an option's label");
        self.one_to(OPTION_CHARACTERS, &option["value"], "an option's value");
        self.up_to(
            OPTION_CHARACTERS,
            &option["description"],
            "an option's description",
        );
    }

    fn numbers_of_values(&mut self, select: &Value, options: &[Value]) {
        let number = |name: &str| {
            let number = select[name].as_u64().unwrap_or(1);
            usize::try_from(number).unwrap_or(usize::MAX)
        };
        let (least, most) = (number("min_values"), number("max_values"));
        self.unless(least <= most && most <= options.len().max(1), || {
            format!(
                "min_values ({least}) up to max_values ({most}) up to the number of options ({})",
                options.len()
            )
        });
        let defaults = options
            .iter()
            .filter(|option| option["default"] == true)
            .count();
        self.unless(defaults <= most, || {
            format!("{defaults} default options where {most} may be chosen")
        });
    }
}

fn needs_custom_id(component: &Value) -> bool {
    let style = component["style"].as_u64();
    component["type"] != BUTTON
        || style.is_none_or(|style| !STYLES_WITHOUT_CUSTOM_ID.contains(&style))
}
