//! Looking through all topics: a page for each article, with a menu of its questions, and buttons to turn the pages.

use serenity::all::CreateActionRow;

use crate::discord::controls::Control;
use crate::discord::controls::presses::Press;
use crate::discord::desk::Desk;
use crate::discord::draw::limits::{self, cut};
use crate::discord::draw::render::{Parts, button, menu};
use crate::discord::draw::topics::Topics;
use crate::discord::draw::words::words;
use crate::discord::post;
use crate::reply::Voice;

/// A page of the topics; none if nothing is there to be answered.
pub(crate) fn page(desk: &Desk, voice: &Voice<'_>, number: usize) -> Option<Parts> {
    let topics = Topics::of(desk.library(), voice.today);
    let (number, page) = topics.page(number)?;
    let words = words(voice.language);
    let turn =
        |is_there: bool, to: usize, label| button(&Control::Browse(to), label).disabled(!is_there);
    let turning = CreateActionRow::Buttons(vec![
        turn(number > 0, number.wrapping_sub(1), words.previous),
        turn(number + 1 < topics.len(), number + 1, words.next),
    ]);
    let turning = (topics.len() > 1).then_some(turning);
    let title = page.title.as_ref().map(|title| format!("\n**{title}**"));
    let count = match topics.len() {
        0 | 1 => String::new(),
        all => format!(" ({}/{all})", number + 1),
    };
    let text = format!("{}{}{count}", words.all_topics, title.unwrap_or_default());
    let menu = menu(&Control::Topic, words.choose, &voice.choices(&page.entries));
    Some(Parts {
        content: cut(&text, limits::CONTENT),
        rows: menu.into_iter().chain(turning).collect(),
        ..Parts::default()
    })
}

/// Turns to a page, where the one before stood.
pub(crate) async fn turn(press: Press<'_>, number: usize) {
    match page(&press.bot.desk, &press.voice(), number) {
        Some(parts) => post::update(press.http, press.deed, parts).await,
        None => press.tell(&press.voice().gone()).await,
    }
}
