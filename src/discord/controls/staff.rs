//! What staff press and fill in while they keep the FAQ. Whoever isn't staff is told so, alone.

use serenity::all::{Http, ModalInteraction};

use crate::discord::bot::Bot;
use crate::discord::cards::{self, CardPress};
use crate::discord::controls::Control;
use crate::discord::controls::presses::Press;
use crate::discord::draw::render::Parts;
use crate::discord::editing::{self, Draft, Editor, Person};
use crate::discord::post::{self, Target, Visibility};
use crate::staff::Wish;

/// Something of the staff's was pressed, or chosen.
pub(crate) async fn pressed(press: Press<'_>, control: &Control) {
    let person = Person {
        guild: press.deed.guild_id,
        member: press.deed.member.as_ref(),
        user: &press.deed.user,
    };
    let admitted = Editor::admitted(press.http, press.bot, press.place, person, press.deed);
    let editor = match admitted {
        Ok(editor) => editor,
        Err(why) => {
            let refusal = Parts::text(why);
            return post::respond(press.http, press.deed, refusal, Visibility::AskerOnly).await;
        }
    };
    match *control {
        Control::Save(draft) => editing::save(editor, draft).await,
        Control::Revise(draft) => editing::open_revision(editor, draft).await,
        Control::Discard(draft) => editing::discard(editor, draft).await,
        Control::Agree(draft) => editing::agree(editor, draft).await,
        Control::Decline(draft) => editing::decline(editor, draft).await,
        Control::History(below) => editing::older(editor, below).await,
        Control::Look => {
            let number = press.chosen().and_then(|number| number.parse().ok());
            editing::look(editor, number).await;
        }
        Control::Undo(change) => {
            editing::propose(editor, Draft::of(Wish::Undo(Some(change)))).await;
        }
        _ => cards::pressed(at_card(press, editor), control).await,
    }
}

fn at_card<'a>(press: Press<'a>, editor: Editor<'a>) -> CardPress<'a> {
    CardPress {
        editor,
        under: Target {
            channel: press.deed.channel_id,
            message: press.deed.message.id,
        },
        chosen: press.chosen(),
    }
}

/// A form of the staff's was filled in.
pub(crate) async fn filled(http: &Http, bot: &Bot, form: &ModalInteraction, control: Control) {
    let place = bot.place(form.guild_id);
    let person = Person {
        guild: form.guild_id,
        member: form.member.as_ref(),
        user: &form.user,
    };
    let editor = match Editor::admitted(http, bot, &place, person, form) {
        Ok(editor) => editor,
        Err(why) => {
            return post::respond(http, form, Parts::text(why), Visibility::AskerOnly).await;
        }
    };
    match control {
        Control::NewEntry => editing::new_entry(editor, form, None).await,
        Control::AnswerNew(question) => editing::new_entry(editor, form, Some(question)).await,
        Control::Edit(editing) => editing::edited(editor, form, editing).await,
        Control::Revise(draft) => editing::revised(editor, form, draft).await,
        _ => {}
    }
}
