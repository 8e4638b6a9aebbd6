//! What the bot does when somebody has filled in a form.

use serenity::all::{Http, ModalInteraction};

use crate::discord::bot::Bot;
use crate::discord::controls::Control;
use crate::discord::controls::{staff, team};
use crate::discord::draw::form::{FIELD, field};
use crate::discord::draw::render::Parts;
use crate::discord::post::{self, Visibility};
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
    if let Some(
        staffs
        @ (Control::NewEntry | Control::AnswerNew(_) | Control::Edit(_) | Control::Revise(_)),
    ) = control
    {
        return staff::filled(http, bot, form, staffs).await;
    }
    if let (Some(control @ (Control::Team | Control::Change)), Some(text)) =
        (control, field(form, FIELD))
    {
        return team::filled(http, bot, form, &control, text).await;
    }
    let place = bot.place(form.guild_id);
    let language = Language::of_locale(&form.locale);
    let gone = bot.desk.voice(&place, language).gone();
    post::respond(http, form, Parts::text(&gone.text), Visibility::AskerOnly).await;
}
