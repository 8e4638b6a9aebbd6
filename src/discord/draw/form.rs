//! Forms: what is asked for in them, and what stands in one that was filled in. They are opened at [`post`](crate::discord::post).

use serenity::all::{
    ActionRowComponent, CreateActionRow, CreateInputText, CreateModal, InputTextStyle,
    ModalInteraction,
};

use crate::discord::controls::Control;
use crate::discord::draw::limits::{self, cut};

/// The name of the field of a form that has only one.
pub(crate) const FIELD: &str = "text";

/// Most characters of a text for the team: it has to fit into a message beside what is said about it.
pub(crate) const LONGEST_TEXT: u16 = 1_000;

/// Something to be filled in.
#[derive(Debug)]
pub(crate) struct Form<'a> {
    /// What it means when it is filled in.
    pub(crate) control: Control,
    pub(crate) title: &'a str,
    /// At most five.
    pub(crate) fields: &'a [Field<'a>],
}

/// A field of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// By which it is found when the form comes back.
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    /// What stands in it already.
    pub(crate) text: &'a str,
    /// Most characters, at most 4,000.
    pub(crate) longest: u16,
    pub(crate) lines: Lines,
    pub(crate) is_required: bool,
}

/// How large a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    One,
    Several,
}

impl Form<'_> {
    /// As Discord is sent it.
    pub(crate) fn drawn(&self) -> CreateModal {
        let title = cut(self.title, limits::FORM_LABEL);
        let rows = self
            .fields
            .iter()
            .map(|field| CreateActionRow::InputText(input(field)));
        CreateModal::new(self.control.custom_id(), title).components(rows.collect())
    }
}

fn input(field: &Field<'_>) -> CreateInputText {
    let style = match field.lines {
        Lines::One => InputTextStyle::Short,
        Lines::Several => InputTextStyle::Paragraph,
    };
    let label = cut(field.label, limits::FORM_LABEL);
    let input = CreateInputText::new(style, label, field.name)
        .max_length(field.longest)
        .required(field.is_required);
    if field.text.is_empty() {
        return input;
    }
    input.value(cut(field.text, field.longest.into()))
}

/// What stands in a field of a form that was filled in; none if there is no such field.
pub(crate) fn field<'a>(form: &'a ModalInteraction, name: &str) -> Option<&'a str> {
    let mut fields = form.data.components.iter().flat_map(|row| &row.components);
    fields.find_map(|field| match field {
        ActionRowComponent::InputText(input) if input.custom_id == name => input.value.as_deref(),
        _ => None,
    })
}
