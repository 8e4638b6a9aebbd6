//! What the bot does when somebody has filled in a form.

use serenity::all::{ActionRowComponent, Http, ModalInteraction};

use crate::discord::bot::Bot;
use crate::discord::controls::Control;
use crate::discord::controls::team;
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, FIELD, Visibility};
use crate::language::Language;

/// Answers a form; one that we don't know is told so kindly.
pub(crate) async fn answer(
    http: &Http,
    bot: &Bot,
    form: &ModalInteraction,
    control: Option<Control>,
) {
    let Some(_turn) = bot.take_up(form.id.get()) else {
        return;
    };
    if let (Some(control @ (Control::Team | Control::Change)), Some(text)) = (control, field(form))
    {
        return team::filled(http, bot, form, &control, text).await;
    }
    let place = bot.place(form.guild_id);
    let language = Language::of_locale(&form.locale);
    let gone = bot.desk.voice(&place, language).gone();
    post::respond(http, form, Parts::text(&gone.text), Visibility::AskerOnly).await;
}

/// What stands in the field.
fn field(form: &ModalInteraction) -> Option<&str> {
    let mut fields = form.data.components.iter().flat_map(|row| &row.components);
    fields.find_map(|field| match field {
        ActionRowComponent::InputText(input) if input.custom_id == FIELD => input.value.as_deref(),
        _ => None,
    })
}
