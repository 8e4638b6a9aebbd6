//! What the bot does when somebody presses a button or chooses from a menu: an arm of [`answer`] each, a function each.
//! Whatever it is, whoever did it sees what came of it, and mostly nobody else.

use std::time::{Duration, Instant};

use serenity::all::{
    ComponentInteraction, ComponentInteractionDataKind, Http, Message, MessageFlags, UserId,
};

use tokio::time::timeout;

use crate::discord::bot::Bot;
use crate::discord::controls::quote::unquoted;
use crate::discord::controls::{Control, Short};
use crate::discord::controls::{browse, picker, staff, team, wipe};
use crate::discord::draw::render::{Frame, Parts, render};
use crate::discord::draw::words::{Words, words};
use crate::discord::events::without_mention;
use crate::discord::places::Place;
use crate::discord::post::{self, Visibility};
use crate::discord::weekly::DIRECT;
use crate::faq::Id;
use crate::language::Language;
use crate::reply::{Audience, Next, Reply, Voice};
use crate::store::Feedback;

/// How long the question that a press is about is looked for.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// A press, and what is known around it.
#[derive(Clone, Copy)]
pub(crate) struct Press<'a> {
    pub(crate) http: &'a Http,
    pub(crate) bot: &'a Bot,
    pub(crate) deed: &'a ComponentInteraction,
    pub(crate) place: &'a Place,
    /// The language that the presser's Discord speaks: a press carries no words.
    pub(crate) language: Language,
}

/// Answers a press; none of ours is told so kindly.
pub(crate) async fn answer(
    http: &Http,
    bot: &Bot,
    press: &ComponentInteraction,
    control: Option<Control>,
) {
    let Some(_turn) = bot.take_up(press.id.get()) else {
        return;
    };
    let place = bot.place(press.guild_id);
    let press = Press {
        http,
        bot,
        deed: press,
        place: &place,
        language: Language::of_locale(&press.locale),
    };
    match control {
        Some(Control::Entry(id)) => press.show(&id).await,
        Some(Control::Choose(asker)) => choose(press, asker).await,
        Some(Control::Helped(entry)) => helped(press, &entry).await,
        Some(Control::NotAsked(entries)) => not_asked(press, &entries).await,
        Some(Control::Remove(asker)) => remove(press, asker).await,
        Some(Control::Team) => team::begin(press).await,
        Some(Control::Change) => team::change(press).await,
        Some(Control::Send) => team::send(press).await,
        Some(Control::Keep) => press.update_text(press.words().kept).await,
        Some(Control::Post(post)) => picker::post_answer(press, post).await,
        Some(Control::Browse(page)) => browse::turn(press, page).await,
        Some(Control::Topic) => topic(press).await,
        Some(
            staffs @ (Control::Save(_)
            | Control::Revise(_)
            | Control::Discard(_)
            | Control::Agree(_)
            | Control::Decline(_)
            | Control::History(_)
            | Control::Look
            | Control::Undo(_)
            | Control::AddToEntry(_)
            | Control::IntoEntry(_)
            | Control::AnswerNew(_)
            | Control::NotForTheBot(_)
            | Control::Dismiss(_)),
        ) => staff::pressed(press, &staffs).await,
        Some(Control::Wipe) => wipe::all(press).await,
        Some(Control::WipeNothing) => press.update_text(wipe::KEPT).await,
        Some(Control::NewEntry | Control::Edit(_)) | None => {
            press.tell(&press.voice().gone()).await;
        }
    }
}

impl<'a> Press<'a> {
    pub(crate) fn words(self) -> &'static Words {
        words(self.language)
    }

    pub(crate) fn voice(self) -> Voice<'a> {
        self.bot.desk.voice(self.place, self.language)
    }

    /// Who pressed.
    pub(crate) fn presser(self) -> UserId {
        self.deed.user.id
    }

    /// What was chosen from a menu.
    pub(crate) fn chosen(self) -> Option<&'a str> {
        match &self.deed.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => {
                values.first().map(String::as_str)
            }
            _ => None,
        }
    }

    /// Is the message under which was pressed shown to the presser alone?
    fn is_ephemeral(self) -> bool {
        let flags = self.deed.message.flags.unwrap_or_default();
        flags.contains(MessageFlags::EPHEMERAL)
    }

    /// Is the presser of the staff?
    pub(crate) fn is_by_staff(self) -> bool {
        let member = self.deed.member.as_ref();
        member.is_some_and(|member| self.place.is_staff(member))
    }

    /// The question that the presser asked, as far as it can still be read: quoted in the bot's message, or in the
    /// message that it replied to. What another member asked is not the presser's to pass on.
    pub(crate) async fn question(self) -> Option<String> {
        let message = &self.deed.message;
        if let Some(quoted) = unquoted(&message.content).filter(|_| self.is_ephemeral()) {
            return Some(quoted);
        }
        // A press has to be answered in time, with the question or without.
        let question = replied_to(self.http, message);
        let question = timeout(PATIENCE, question).await.ok()??;
        let text = without_mention(&question.content, self.deed.message.author.id);
        let text = text.unwrap_or(question.content);
        (question.author.id == self.presser() && !text.trim().is_empty()).then_some(text)
    }

    /// Shows a reply to the presser alone.
    pub(crate) async fn tell(self, reply: &Reply) {
        let parts = render(reply, self.frame(true));
        post::respond(self.http, self.deed, parts, Visibility::AskerOnly).await;
    }

    /// Shows an entry's answer to the presser alone; the sentence for what is gone, if it is.
    pub(crate) async fn show(self, id: &Id) {
        self.tell(&self.entry(id)).await;
    }

    /// Puts a text in the place of the message under which was pressed.
    pub(crate) async fn update_text(self, text: &str) {
        post::update(self.http, self.deed, Parts::text(text)).await;
    }

    fn entry(self, id: &Id) -> Reply {
        let voice = self.voice();
        let entry = self.bot.desk.library().entry(id);
        entry.map_or_else(|| voice.gone(), |entry| voice.answer(entry))
    }

    fn frame(self, is_ephemeral: bool) -> Frame<'static> {
        Frame {
            words: self.words(),
            asker: self.presser(),
            is_ephemeral,
            has_team: self.place.team_channel().is_some(),
            question: None,
        }
    }
}

/// The asker's choice becomes the answer, where the menu stood; another member's is shown to them alone.
async fn choose(press: Press<'_>, asker: UserId) {
    let entry = press.chosen().and_then(Id::new);
    let reply = entry.map_or_else(|| press.voice().gone(), |entry| press.entry(&entry));
    if press.presser() != asker || reply.next == Next::Done {
        return press.tell(&reply).await;
    }
    if let Next::Judge { entry, .. } = &reply.next {
        let talk = (asker, press.deed.channel_id);
        let talks = &press.bot.memory.talks;
        talks.put(talk, entry.clone(), Instant::now());
    }
    let parts = render(&reply, press.frame(press.is_ephemeral()));
    post::update(press.http, press.deed, parts).await;
}

async fn topic(press: Press<'_>) {
    match press.chosen().and_then(Id::new) {
        Some(entry) => press.show(&entry).await,
        None => press.tell(&press.voice().gone()).await,
    }
}

async fn helped(press: Press<'_>, entry: &Short) {
    count(press, entry, Feedback::Helped).await;
    press
        .tell(&Reply::plain(press.words().thanks.to_owned()))
        .await;
}

/// Offers what else the question may have meant, and the way to a person.
async fn not_asked(press: Press<'_>, entries: &[Short]) {
    let library = press.bot.desk.library();
    let question = press.question().await;
    let mut entries = entries.iter();
    let answered = entries.next();
    let others: Vec<&Id> = entries.filter_map(|other| other.find(library)).collect();
    let choices = press.voice().choices(others);
    let words = press.words();
    let text = if choices.is_empty() {
        let contact = press.voice().contact();
        words.sorry_no_other.replace("{contact}", contact)
    } else {
        words.sorry.to_owned()
    };
    let reply = Reply {
        choices_label: words.choose,
        choices,
        audience: Audience::AskerOnly,
        next: Next::Ask,
        ..Reply::plain(text)
    };
    let frame = Frame {
        question: question.as_deref(),
        ..press.frame(true)
    };
    let parts = render(&reply, frame);
    post::respond(press.http, press.deed, parts, Visibility::AskerOnly).await;
    if let Some(answered) = answered {
        count(press, answered, Feedback::NotHelped).await;
    }
}

async fn remove(press: Press<'_>, asker: UserId) {
    if press.presser() == asker || press.is_by_staff() {
        return post::remove_pressed(press.http, press.deed).await;
    }
    press
        .tell(&Reply::plain(press.words().not_yours.to_owned()))
        .await;
}

/// Counts how an entry did, once for each member and answer; who said so is not kept. A count that is lost is no reason to
/// bother anybody.
async fn count(press: Press<'_>, entry: &Short, feedback: Feedback) {
    let Some(entry) = entry.find(press.bot.desk.library()) else {
        return;
    };
    let judgement = (press.presser(), press.deed.message.id);
    let judged = &press.bot.memory.judged;
    if judged.put(judgement, (), Instant::now()).is_some() {
        return;
    }
    let guild = press
        .deed
        .guild_id
        .map_or(DIRECT, serenity::all::GuildId::get);
    let day = crate::clock::today().to_string();
    let counted = press
        .bot
        .store
        .count_feedback(guild, entry.as_str(), &day, feedback)
        .await;
    if let Err(failure) = counted {
        tracing::warn!(%failure, "an answer's feedback was not counted");
    }
}

/// The message that a message replies to. Discord sends it along, or has to be asked.
async fn replied_to(http: &Http, message: &Message) -> Option<Message> {
    let along = message.referenced_message.as_deref();
    if let Some(target) = along.filter(|target| !target.content.is_empty()) {
        return Some(target.clone());
    }
    let reference = message.message_reference.as_ref()?;
    let target = reference
        .channel_id
        .message(http, reference.message_id?)
        .await;
    target
        .inspect_err(|error| {
            tracing::info!(
                code = post::code(error),
                "a question can't be read any more"
            );
        })
        .ok()
}
