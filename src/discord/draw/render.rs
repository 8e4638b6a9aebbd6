//! From a [`Reply`] to the parts of a Discord message: an answer becomes an embed with buttons, an open question plain
//! content with a menu, and everything else, above all a reply to somebody in danger, plain content alone.
//!
//! Every text is cut to Discord's limits here. Pure: it sends nothing, and of what a member wrote it sees only what is
//! quoted back to that member alone.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateAttachment, CreateButton, CreateEmbed, CreateEmbedFooter,
    CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption, UserId,
};

use crate::discord::controls::quote::quoted;
use crate::discord::controls::{Control, Short};
use crate::discord::draw::limits::{self, cut, length};
use crate::discord::draw::words::Words;
use crate::faq::Id;
use crate::reply::{Choice, Next, Reply};

/// A calm green beside answers, which tells them from other messages at a glance.
const ANSWER_COLOUR: u32 = 0x005f_9e8f;

/// Most entries that go with an answer, as a button each: more are a menu.
const MOST_RELATED: usize = 3;

/// Most characters of a question that is quoted back: enough for a shaken one, and room for what is said to it.
const QUOTE: usize = 1_000;

/// What one message holds, before it is known how it is sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts {
    /// Plain text; empty where the embed says everything.
    pub(crate) content: String,
    /// An answer.
    pub(crate) embed: Option<CreateEmbed>,
    /// Rows of buttons and menus.
    pub(crate) rows: Vec<CreateActionRow>,
    /// Files that go with it.
    pub(crate) files: Vec<CreateAttachment>,
}

/// Who meets a reply, and where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    /// The words on buttons and menus.
    pub(crate) words: &'static Words,
    /// Who asked.
    pub(crate) asker: UserId,
    /// Is it shown to the asker alone, who can then dismiss it?
    pub(crate) is_ephemeral: bool,
    /// Is there a channel for the team?
    pub(crate) has_team: bool,
    /// The question, to be quoted above a reply that leaves it open; only given where nobody else sees that.
    pub(crate) question: Option<&'a str>,
}

impl Parts {
    /// A text and nothing else.
    pub(crate) fn text(text: &str) -> Self {
        Self {
            content: cut(text, limits::CONTENT),
            ..Self::default()
        }
    }

    /// The same in plain text, for a channel where the bot may not embed.
    pub(crate) fn without_embed(self, reply: &Reply) -> Self {
        let Some(title) = reply.title.as_ref().filter(|_| self.embed.is_some()) else {
            return self;
        };
        let title = format!("**{}**\n\n", cut(title, limits::EMBED_TITLE));
        let source = reply
            .source
            .as_ref()
            .map(|source| format!("\n\n{}", cut(source, limits::EMBED_TITLE)));
        let source = source.unwrap_or_default();
        let room = limits::CONTENT - length(&title) - length(&source);
        Self {
            content: format!("{title}{}{source}", body(reply, room)),
            embed: None,
            ..self
        }
    }
}

/// Draws a reply.
pub(crate) fn render(reply: &Reply, frame: Frame<'_>) -> Parts {
    let rows = match &reply.next {
        Next::Judge { entry, others } => judging(reply, entry, others, frame),
        Next::Ask => asking(reply, frame),
        Next::Done => Vec::new(),
    };
    match &reply.title {
        Some(title) => Parts {
            embed: Some(answer(title, reply)),
            rows,
            ..Parts::default()
        },
        None => Parts {
            content: plain(reply, frame),
            rows,
            ..Parts::default()
        },
    }
}

/// A menu of entries, alone in its row as Discord wants it; none without entries.
pub(crate) fn menu(
    control: &Control,
    placeholder: &str,
    choices: &[Choice],
) -> Option<CreateActionRow> {
    let options = choices.iter().take(limits::OPTIONS);
    let options: Vec<CreateSelectMenuOption> = options
        .map(|choice| {
            let label = cut(&choice.question, limits::OPTION);
            CreateSelectMenuOption::new(label, choice.entry.as_str())
        })
        .collect();
    if options.is_empty() {
        return None;
    }
    let kind = CreateSelectMenuKind::String { options };
    let menu = CreateSelectMenu::new(control.custom_id(), kind);
    let placeholder = cut(placeholder, limits::PLACEHOLDER);
    Some(CreateActionRow::SelectMenu(menu.placeholder(placeholder)))
}

/// A button that doesn't press itself forward.
pub(crate) fn button(control: &Control, label: &str) -> CreateButton {
    CreateButton::new(control.custom_id())
        .label(cut(label, limits::BUTTON_LABEL))
        .style(ButtonStyle::Secondary)
}

/// Question, answer and source. What belongs to the answer comes first when the room of the whole embed is given out.
fn answer(title: &str, reply: &Reply) -> CreateEmbed {
    let title = cut(title, limits::EMBED_TITLE);
    let text = body(reply, limits::EMBED_DESCRIPTION);
    let room = limits::EMBED_IN_ALL - length(&title) - length(&text);
    let embed = CreateEmbed::new().colour(ANSWER_COLOUR);
    let embed = embed.title(title).description(text);
    match &reply.source {
        Some(source) => {
            let source = cut(source, limits::EMBED_FOOTER.min(room));
            embed.footer(CreateEmbedFooter::new(source))
        }
        None => embed,
    }
}

fn plain(reply: &Reply, frame: Frame<'_>) -> String {
    let question = frame.question.filter(|_| reply.next == Next::Ask);
    let quote = question.map(|question| format!("{}\n", quoted(question, QUOTE)));
    let quote = quote.unwrap_or_default();
    format!("{quote}{}", body(reply, limits::CONTENT - length(&quote)))
}

/// The text, cut so that where help is stays whole below it.
fn body(reply: &Reply, limit: usize) -> String {
    let help = reply
        .help
        .as_ref()
        .map(|help| cut(&format!("\n\n{help}"), limit));
    let help = help.unwrap_or_default();
    format!("{}{help}", cut(&reply.text, limit - length(&help)))
}

/// The entries that go with an answer; below, whether it was the right one.
fn judging(reply: &Reply, entry: &Id, others: &[Id], frame: Frame<'_>) -> Vec<CreateActionRow> {
    let related: Vec<CreateButton> = reply
        .choices
        .iter()
        .take(MOST_RELATED)
        .map(|choice| button(&Control::Entry(choice.entry.clone()), &choice.question))
        .collect();
    let entries = std::iter::once(entry)
        .chain(others)
        .map(Short::of)
        .collect();
    let mut judging = vec![
        button(&Control::Helped(Short::of(entry)), frame.words.helped),
        button(&Control::NotAsked(entries), frame.words.not_asked),
    ];
    judging.extend(removing(frame));
    let rows = [related, judging].into_iter().filter(|row| !row.is_empty());
    rows.map(CreateActionRow::Buttons).collect()
}

/// The entries that may have been meant; below, the way to a person.
fn asking(reply: &Reply, frame: Frame<'_>) -> Vec<CreateActionRow> {
    let to_team = frame
        .has_team
        .then(|| button(&Control::Team, frame.words.to_team));
    let buttons: Vec<CreateButton> = to_team.into_iter().chain(removing(frame)).collect();
    // Where help is has to stay: the choice is then answered beside it, not in its place.
    let control = match reply.help {
        Some(_) => Control::Topic,
        None => Control::Choose(frame.asker),
    };
    let menu = menu(&control, reply.choices_label, &reply.choices);
    let buttons = (!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons));
    menu.into_iter().chain(buttons).collect()
}

/// What only the asker sees, they can dismiss by themselves.
fn removing(frame: Frame<'_>) -> Option<CreateButton> {
    (!frame.is_ephemeral).then(|| button(&Control::Remove(frame.asker), frame.words.remove))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
    use serde_json::{Value, json};

    use super::*;
    use crate::discord::draw::words::words;
    use crate::language::Language;

    fn in_a_channel() -> Frame<'static> {
        Frame {
            words: words(Language::English),
            asker: UserId::new(9),
            is_ephemeral: false,
            has_team: true,
            question: None,
        }
    }

    fn in_private() -> Frame<'static> {
        Frame {
            is_ephemeral: true,
            question: Some("how much is it?"),
            ..in_a_channel()
        }
    }

    fn as_json(parts: &Parts) -> Value {
        json!({ "content": parts.content, "embed": parts.embed, "rows": parts.rows })
    }

    /// What a member sees: content, then of an embed title, text and footer, then each row.
    fn seen(parts: &Parts) -> String {
        let shown = as_json(parts);
        let embed = &shown["embed"];
        let texts = [
            &shown["content"],
            &embed["title"],
            &embed["description"],
            &embed["footer"]["text"],
        ];
        let texts = texts
            .into_iter()
            .filter_map(Value::as_str)
            .filter(|text| !text.is_empty());
        let rows = shown["rows"].as_array().expect("rows").iter().map(row);
        texts
            .map(str::to_owned)
            .chain(rows)
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn row(row: &Value) -> String {
        let controls = row["components"].as_array().expect("controls").iter();
        let controls = controls.map(|control| {
            let id = control["custom_id"].as_str().expect("an id");
            let options = control["options"].as_array().into_iter().flatten();
            let options: Vec<&str> = options
                .filter_map(|option| option["label"].as_str())
                .collect();
            match control["label"].as_str() {
                Some(label) => format!("[{label} = {id}]"),
                None => format!(
                    "[{} = {id}: {}]",
                    control["placeholder"],
                    options.join(" | ")
                ),
            }
        });
        controls.collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(reply: &Reply, frame: Frame<'_>, expected: &Expect) {
        expected.assert_eq(&seen(&render(reply, frame)));
    }

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    fn choice(entry: &str, question: &str) -> Choice {
        Choice {
            entry: id(entry),
            question: question.to_owned(),
        }
    }

    fn answered() -> Reply {
        Reply {
            title: Some("Is it normal to cry?".to_owned()),
            source: Some("From “An article”, reviewed 2026-11-24".to_owned()),
            choices: vec![choice("overwhelm", "What if I feel overwhelmed?")],
            next: Next::Judge {
                entry: id("crying"),
                others: vec![id("how-often")],
            },
            ..Reply::plain("Yes. @everyone".to_owned())
        }
    }

    fn open() -> Reply {
        Reply {
            choices_label: "Did you mean",
            choices: vec![choice("how-often", "How often?")],
            next: Next::Ask,
            ..Reply::plain("I'm not sure.".to_owned())
        }
    }

    #[test]
    fn an_answer_has_related_questions_and_can_be_judged() {
        check(
            &answered(),
            in_a_channel(),
            &expect![[r"
            Is it normal to cry?
            Yes. @everyone
            From “An article”, reviewed 2026-11-24
            [What if I feel overwhelmed? = entry:overwhelm]
            [This helped = helped:crying] [Not what I asked = other:crying,how-often] [Remove = remove:9]"]],
        );
        let private = seen(&render(&answered(), in_private()));
        assert!(!private.contains("Remove"), "{private}");
    }

    #[test]
    fn an_open_question_has_a_menu_and_a_way_to_people() {
        check(
            &open(),
            in_a_channel(),
            &expect![[r#"
            I'm not sure.
            ["Did you mean" = choose:9: How often?]
            [Send to the team = team] [Remove = remove:9]"#]],
        );
    }

    #[test]
    fn in_private_an_open_question_is_quoted() {
        check(
            &open(),
            in_private(),
            &expect![[r#"
            > how much is it?

            I'm not sure.
            ["Did you mean" = choose:9: How often?]
            [Send to the team = team]"#]],
        );
    }

    #[test]
    fn where_help_is_no_choice_takes_its_place() {
        let reply = Reply {
            help: Some("Call 911.".to_owned()),
            ..open()
        };
        check(
            &reply,
            in_a_channel(),
            &expect![[r#"
            I'm not sure.

            Call 911.
            ["Did you mean" = topic: How often?]
            [Send to the team = team] [Remove = remove:9]"#]],
        );
    }

    #[test]
    fn a_crisis_reply_is_plain_text_only() {
        let parts = render(&Reply::plain("Please call 911.".to_owned()), in_private());
        let expected = json!({ "content": "Please call 911.", "embed": null, "rows": [] });
        assert_eq!(as_json(&parts), expected);
    }

    #[test]
    fn where_the_bot_may_not_embed_the_answer_is_text() {
        let plain = render(&answered(), in_a_channel()).without_embed(&answered());
        assert!(plain.embed.is_none());
        assert_eq!(
            plain.content,
            "**Is it normal to cry?**\n\nYes. @everyone\n\nFrom “An article”, reviewed 2026-11-24"
        );
    }

    #[test]
    fn help_is_never_cut() {
        for title in [None, Some("Is it normal?".to_owned())] {
            let reply = Reply {
                title,
                help: Some("Call 911.".to_owned()),
                ..Reply::plain("Long. ".repeat(2_000))
            };
            let parts = render(&reply, in_private());
            let shown = seen(&parts);
            assert!(shown.contains("…\n\nCall 911."), "{shown}");
            check_limits(&as_json(&parts));
            check_limits(&as_json(&parts.without_embed(&reply)));
        }
    }

    fn characters(value: &Value) -> usize {
        value.as_str().map_or(0, length)
    }

    #[track_caller]
    fn check_limits(shown: &Value) {
        assert!(characters(&shown["content"]) <= limits::CONTENT);
        let embed = &shown["embed"];
        let title = characters(&embed["title"]);
        let description = characters(&embed["description"]);
        let footer = characters(&embed["footer"]["text"]);
        assert!(title <= limits::EMBED_TITLE && description <= limits::EMBED_DESCRIPTION);
        assert!(footer <= limits::EMBED_FOOTER);
        let in_all = title + description + footer;
        assert!(in_all <= limits::EMBED_IN_ALL, "{in_all}");
        let rows = shown["rows"].as_array().expect("rows");
        assert!(rows.len() <= limits::ROWS);
        for row in rows {
            let row = row["components"].as_array().expect("controls");
            assert!((1..=limits::BUTTONS_IN_ROW).contains(&row.len()));
            row.iter().for_each(check_control);
        }
    }

    fn check_control(control: &Value) {
        assert!(characters(&control["label"]) <= limits::BUTTON_LABEL);
        assert!(characters(&control["placeholder"]) <= limits::PLACEHOLDER);
        assert!((1..=limits::CUSTOM_ID).contains(&characters(&control["custom_id"])));
        let options = control["options"].as_array();
        assert!(options.is_none_or(|options| (1..=limits::OPTIONS).contains(&options.len())));
        for option in options.into_iter().flatten() {
            assert!((1..=limits::OPTION).contains(&characters(&option["label"])));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_reply_keeps_the_limits(
            has_title in any::<bool>(),
            is_ephemeral in any::<bool>(),
            lines in "[a\n ]{0,1500}",
            texts in vec(any::<String>(), 5),
            repeats in vec(1_usize..400, 5),
            questions in vec("\\PC{1,200}", 0..40),
        ) {
            let long: Vec<String> = texts.iter().zip(&repeats).map(|(text, n)| text.repeat(*n)).collect();
            let choices: Vec<Choice> = questions
                .iter()
                .enumerate()
                .map(|(n, question)| choice(&format!("{}-{n}", "x".repeat(50)), question))
                .collect();
            let others: Vec<Id> = choices.iter().map(|choice| choice.entry.clone()).collect();
            let reply = Reply {
                title: has_title.then(|| long[0].clone()),
                help: Some(long[3].clone()),
                source: has_title.then(|| long[2].clone()),
                choices_label: "Did you mean",
                choices,
                next: if has_title { Next::Judge { entry: id("crying"), others } } else { Next::Ask },
                ..Reply::plain(long[1].clone())
            };
            let question = if is_ephemeral { &long[4] } else { &lines };
            let frame = Frame { is_ephemeral, question: Some(question), ..in_a_channel() };
            let parts = render(&reply, frame);
            check_limits(&as_json(&parts));
            prop_assert!(parts.embed.is_some() == has_title);
            check_limits(&as_json(&parts.without_embed(&reply)));
        }
    }
}
