//! 'Send to the team': a member passes a question on to people, after seeing exactly what they will read.
//!
//! Between two presses the text stands in the bot's own message, which nobody but the member sees; the bot keeps
//! nothing. Sent ([`cards`](crate::discord::cards)) is what stands there, without names, mentions, links, addresses and numbers, and never a text by which
//! somebody may be in danger: whoever reads the team's channel may read it tomorrow.

use std::time::Instant;

use serenity::all::{ButtonStyle, CreateActionRow, GuildId, Http, ModalInteraction, User};

use crate::assistant::Decision;
use crate::discord::bot::Bot;
use crate::discord::cards::{Delivery, deliver};
use crate::discord::controls::Control;
use crate::discord::controls::presses::Press;
use crate::discord::controls::quote::{quoted, unquoted};
use crate::discord::desk::{Asking, consider};
use crate::discord::draw::form::{FIELD, Field, Form, LONGEST_TEXT, Lines};
use crate::discord::draw::limits::{self, cut, length};
use crate::discord::draw::render::{Frame, Parts, button, render};
use crate::discord::draw::words::words;
use crate::discord::events::Way;
use crate::discord::messages::too_fast;
use crate::discord::places::Place;
use crate::discord::post::{self, Visibility};
use crate::discord::trouble;
use crate::language::Language;
use crate::redact::redact;
use crate::reply::{Reply, Voice};

/// Most characters of a text as it is quoted: in the same message, what is said around it has its place, where help is
/// above all.
const LONGEST_QUOTE: usize = 1_000;

/// What is to be sent, and what is known around it.
struct Draft<'a> {
    bot: &'a Bot,
    place: &'a Place,
    guild: Option<GuildId>,
    sender: &'a User,
    /// What else the sender is called here.
    nickname: Option<&'a str>,
    language: Language,
    text: String,
}

/// A text as it may be sent.
struct Checked {
    text: String,
    /// Where help is, for somebody who may be in danger.
    help: Option<String>,
}

/// 'Send to the team' was pressed: shows what would be sent, or asks for it where the question can't be read.
pub(crate) async fn begin(press: Press<'_>) {
    if press.place.team_channel().is_none() {
        return no_team(press).await;
    }
    match press.question().await {
        Some(question) => {
            let draft = Draft::of(press, &question);
            let parts = draft.preview().await;
            post::respond(press.http, press.deed, parts, Visibility::AskerOnly).await;
        }
        None => open(press, Control::Team, "").await,
    }
}

/// 'Change it first' was pressed.
pub(crate) async fn change(press: Press<'_>) {
    let text = unquoted(&press.deed.message.content).unwrap_or_default();
    open(press, Control::Change, &text).await;
}

/// 'Send' was pressed.
pub(crate) async fn send(press: Press<'_>) {
    let Some(team) = press.place.team_channel() else {
        return no_team(press).await;
    };
    let text = unquoted(&press.deed.message.content).unwrap_or_default();
    let draft = Draft::of(press, &text);
    let presser = press.presser();
    let pace = &press.bot.memory.pace;
    if let Err(wait) = pace.take(presser, press.deed.channel_id, Instant::now()) {
        let text = too_fast(wait, press.language);
        return press.tell(&Reply::plain(text)).await;
    }
    // The text went through the bot's hands twice and came back from Discord: it is checked again before it leaves.
    let text = match draft.checked().await {
        Ok(Checked { text, .. }) => text,
        Err(parts) => return post::update(press.http, press.deed, parts).await,
    };
    // Finding out whether it was asked before may take longer than Discord waits.
    post::hold_update(press.http, press.deed).await;
    let delivery = Delivery {
        http: press.http,
        bot: press.bot,
        team,
        asked_on: press.deed.guild_id,
        text: &text,
    };
    let delivered = deliver(delivery).await;
    let parts = match &delivered {
        Ok(()) => draft.sent(),
        Err(_) => draft.given_back(&text),
    };
    post::bring(press.http, press.deed, parts).await;
    match delivered {
        Ok(()) => tracing::info!("a question was sent to the team"),
        Err(refused) => {
            trouble::report(press.http, press.bot, press.place, team, &refused).await;
        }
    }
}

/// A form was filled in: shows what would be sent, in the place of what was shown before if it was changed.
pub(crate) async fn filled(
    http: &Http,
    bot: &Bot,
    form: &ModalInteraction,
    control: &Control,
    text: &str,
) {
    let place = bot.place(form.guild_id);
    let draft = Draft {
        bot,
        place: &place,
        guild: form.guild_id,
        sender: &form.user,
        nickname: form
            .member
            .as_ref()
            .and_then(|member| member.nick.as_deref()),
        language: Language::of_locale(&form.locale),
        text: text.to_owned(),
    };
    let parts = draft.preview().await;
    match control {
        Control::Change => post::update(http, form, parts).await,
        _ => post::respond(http, form, parts, Visibility::AskerOnly).await,
    }
}

async fn open(press: Press<'_>, control: Control, text: &str) {
    let words = press.words();
    let question = Field {
        name: FIELD,
        label: words.your_question,
        text,
        longest: LONGEST_TEXT,
        lines: Lines::Several,
        is_required: true,
    };
    let form = Form {
        control,
        title: words.to_team,
        fields: &[question],
    };
    post::open_form(press.http, press.deed, form).await;
}

async fn no_team(press: Press<'_>) {
    let text = press
        .words()
        .no_team
        .replace("{contact}", press.voice().contact());
    press.tell(&Reply::plain(text)).await;
}

impl<'a> Draft<'a> {
    fn of(press: Press<'a>, text: &str) -> Self {
        let nickname = press.deed.member.as_ref();
        Self {
            bot: press.bot,
            place: press.place,
            guild: press.deed.guild_id,
            sender: &press.deed.user,
            nickname: nickname.and_then(|member| member.nick.as_deref()),
            language: press.language,
            text: text.to_owned(),
        }
    }

    /// What would be sent, and the choice to send it; or what is said instead.
    async fn preview(&self) -> Parts {
        let checked = match self.checked().await {
            Ok(checked) => checked,
            Err(parts) => return parts,
        };
        let words = words(self.language);
        let help = checked.help.map(|help| format!("{help}\n\n"));
        let note = words
            .preview_note
            .replace("{contact}", self.voice().contact());
        let note = help.unwrap_or_default() + &note;
        Parts {
            content: with_quote(words.preview, &checked.text, &note),
            rows: self.buttons(),
            ..Parts::default()
        }
    }

    /// The text as it may be sent.
    ///
    /// # Errors
    /// What to say instead: somebody may be in danger, or nothing is left.
    async fn checked(&self) -> Result<Checked, Parts> {
        let asking = Asking {
            text: self.text.clone(),
            way: Way::Team,
            previous: None,
        };
        let outcome = consider(&self.bot.desk, asking).await;
        let reply = self.bot.desk.reply(self.place, outcome.as_ref());
        if matches!(
            outcome.map(|outcome| outcome.decision),
            Some(Decision::Crisis(_)) | None
        ) {
            return Err(self.reply(&reply));
        }
        let server = self.bot.memory.server_name(self.guild);
        let mut names = self.names();
        names.extend(telling(&server));
        let text = redact(&self.text, &names);
        let text = cut(text.trim(), LONGEST_TEXT.into());
        if text.is_empty() {
            let text = words(self.language).nothing_to_send;
            return Err(self.reply(&Reply::plain(text.to_owned())));
        }
        Ok(Checked {
            text,
            help: reply.help,
        })
    }

    /// Everything that the sender is called, and each word of it.
    fn names(&self) -> Vec<&str> {
        let sender = self.sender;
        let names = [
            Some(sender.name.as_str()),
            sender.global_name.as_deref(),
            self.nickname,
        ];
        let whole = names.into_iter().flatten();
        whole
            .flat_map(|name| std::iter::once(name).chain(name.split_whitespace()))
            .collect()
    }

    fn voice(&self) -> Voice<'_> {
        self.bot.desk.voice(self.place, self.language)
    }

    fn reply(&self, reply: &Reply) -> Parts {
        let frame = Frame {
            words: words(self.language),
            asker: self.sender.id,
            is_ephemeral: true,
            has_team: false,
            question: None,
        };
        render(reply, frame)
    }

    /// What is said when the team can read it.
    fn sent(&self) -> Parts {
        let contact = self.voice().contact().to_owned();
        Parts::text(&words(self.language).sent.replace("{contact}", &contact))
    }

    /// What is said when the team can't.
    fn given_back(&self, text: &str) -> Parts {
        let head = words(self.language).not_sent;
        let head = head.replace("{contact}", self.voice().contact());
        Parts {
            content: with_quote(&head, text, ""),
            rows: self.buttons(),
            ..Parts::default()
        }
    }

    fn buttons(&self) -> Vec<CreateActionRow> {
        let words = words(self.language);
        vec![CreateActionRow::Buttons(vec![
            button(&Control::Send, words.send).style(ButtonStyle::Primary),
            button(&Control::Change, words.change),
            button(&Control::Keep, words.keep),
        ])]
    }
}

/// A server's name, if it tells which server it is: one of a single word may be any word, like 'Massage'.
fn telling(server: &str) -> Option<&str> {
    (server.split_whitespace().count() > 1).then_some(server)
}

/// A text, a quote below it, and a note below that, which is the first to be cut.
fn with_quote(head: &str, text: &str, note: &str) -> String {
    let quote = quoted(text, LONGEST_QUOTE);
    let room = limits::CONTENT.saturating_sub(length(head) + length(&quote) + 2);
    format!("{head}\n{quote}\n{}", cut(note, room))
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::*;

    #[test]
    fn a_servers_name_goes_where_it_is_one() {
        let sent = |server| {
            redact(
                "is it true that Quiet Hands has music?",
                telling(server).as_slice(),
            )
        };
        assert_eq!(sent("quiet hands"), "is it true that [name] has music?");
        assert_eq!(sent("Music"), "is it true that Quiet Hands has music?");
        assert_eq!(sent(""), "is it true that Quiet Hands has music?");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_fits_with_what_is_said_around_it(text in any::<String>(), lines in "[a\n ]{0,1200}", long in "a{0,3000}") {
            let words = words(Language::French);
            for text in [text, lines] {
                for note in [words.preview_note, &long] {
                    let content = with_quote(words.preview, &text, note);
                    prop_assert!(length(&content) <= limits::CONTENT);
                }
            }
        }
    }
}
