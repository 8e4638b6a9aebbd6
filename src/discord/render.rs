//! From a [`Reply`] to the parts of a Discord message: an answer becomes an embed, everything else plain content, and
//! suggestions get a button each.
//!
//! Every text is cut to Discord's limits here. Pure: it sends nothing, and it sees nothing that a member wrote.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

use super::buttons::Button;
use super::limits::{self, cut, length};
use crate::reply::{Choice, Reply};

/// A calm green beside answers, which tells them from other messages at a glance.
const ANSWER_COLOUR: u32 = 0x005f_9e8f;

/// Below this a list of related questions is not worth its place: about one short question.
const SHORTEST_FIELD: usize = 40;

/// What one message holds, before it is known how it is sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Plain text; empty where the embed says everything.
    pub(super) content: String,
    /// An answer.
    pub(super) embed: Option<CreateEmbed>,
    /// Rows of buttons.
    pub(super) rows: Vec<CreateActionRow>,
}

/// Draws a reply.
pub(super) fn render(reply: &Reply) -> Parts {
    match &reply.title {
        Some(title) => Parts {
            embed: Some(answer(title, reply)),
            ..Parts::default()
        },
        None => Parts {
            content: plain(reply),
            rows: buttons(&reply.choices),
            ..Parts::default()
        },
    }
}

/// Question, answer, source and related questions. What belongs to the answer comes first when the room of the whole
/// embed is given out, so a long answer costs its related questions before its source.
fn answer(title: &str, reply: &Reply) -> CreateEmbed {
    let title = cut(title, limits::EMBED_TITLE);
    let text = cut(&reply.text, limits::EMBED_DESCRIPTION);
    let mut room = limits::EMBED_IN_ALL - length(&title) - length(&text);
    let mut embed = CreateEmbed::new().colour(ANSWER_COLOUR);
    embed = embed.title(title).description(text);
    if let Some(source) = &reply.source {
        let source = cut(source, limits::EMBED_FOOTER.min(room));
        room -= length(&source);
        embed = embed.footer(CreateEmbedFooter::new(source));
    }
    let room = room.saturating_sub(length(reply.choices_label));
    if reply.choices.is_empty() || room < SHORTEST_FIELD {
        return embed;
    }
    let related = cut(&list(&reply.choices), limits::EMBED_FIELD.min(room));
    embed.field(reply.choices_label, related, false)
}

fn plain(reply: &Reply) -> String {
    if reply.choices.is_empty() {
        return cut(&reply.text, limits::CONTENT);
    }
    let text = format!(
        "{}\n\n**{}**\n{}",
        reply.text,
        reply.choices_label,
        list(&reply.choices)
    );
    cut(&text, limits::CONTENT)
}

fn list(choices: &[Choice]) -> String {
    let lines: Vec<String> = choices
        .iter()
        .map(|choice| format!("• {}", choice.question))
        .collect();
    lines.join("\n")
}

fn buttons(choices: &[Choice]) -> Vec<CreateActionRow> {
    choices
        .chunks(limits::BUTTONS_IN_ROW)
        .take(limits::ROWS)
        .map(|row| CreateActionRow::Buttons(row.iter().map(button).collect()))
        .collect()
}

fn button(choice: &Choice) -> CreateButton {
    CreateButton::new(Button::Entry(choice.entry.clone()).custom_id())
        .label(cut(&choice.question, limits::BUTTON_LABEL))
        .style(ButtonStyle::Secondary)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
    use serde_json::{Value, json};

    use super::*;
    use crate::faq::Id;
    use crate::reply::Audience;

    fn as_json(reply: &Reply) -> Value {
        let parts = render(reply);
        json!({ "content": parts.content, "embed": parts.embed, "rows": parts.rows })
    }

    #[track_caller]
    fn check(reply: &Reply, expected: &Expect) {
        expected.assert_eq(&serde_json::to_string_pretty(&as_json(reply)).expect("it is JSON"));
    }

    fn choice(id: &str, question: &str) -> Choice {
        Choice {
            entry: Id::new(id).expect("an id"),
            question: question.to_owned(),
        }
    }

    fn reply(title: Option<&str>, text: &str, choices: Vec<Choice>) -> Reply {
        Reply {
            title: title.map(str::to_owned),
            text: text.to_owned(),
            source: title.map(|_| "From “An article”, reviewed 2026-11-24".to_owned()),
            choices_label: "Did you mean",
            choices,
            audience: Audience::AsAsked,
        }
    }

    #[test]
    fn an_answer_is_an_embed() {
        let related = vec![choice("overwhelm", "What if I feel overwhelmed?")];
        let reply = reply(Some("Is it normal to cry?"), "Yes. @everyone", related);
        check(
            &reply,
            &expect![[r#"
                {
                  "content": "",
                  "embed": {
                    "color": 6266511,
                    "description": "Yes. @everyone",
                    "fields": [
                      {
                        "inline": false,
                        "name": "Did you mean",
                        "value": "• What if I feel overwhelmed?"
                      }
                    ],
                    "footer": {
                      "text": "From “An article”, reviewed 2026-11-24"
                    },
                    "title": "Is it normal to cry?",
                    "type": "rich"
                  },
                  "rows": []
                }"#]],
        );
    }

    #[test]
    fn suggestions_are_a_list_with_a_button_each() {
        let reply = reply(
            None,
            "I'm not sure.",
            vec![choice("how-often", "How often?")],
        );
        check(
            &reply,
            &expect![[r#"
                {
                  "content": "I'm not sure.\n\n**Did you mean**\n• How often?",
                  "embed": null,
                  "rows": [
                    {
                      "components": [
                        {
                          "custom_id": "entry:how-often",
                          "disabled": false,
                          "label": "How often?",
                          "style": 2,
                          "type": 2
                        }
                      ],
                      "type": 1
                    }
                  ]
                }"#]],
        );
    }

    #[test]
    fn a_reply_without_choices_is_plain_text_only() {
        let shown = as_json(&reply(None, "Please call 911.", Vec::new()));
        assert_eq!(
            shown,
            json!({ "content": "Please call 911.", "embed": null, "rows": [] })
        );
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
        let (name, value) = (&embed["fields"][0]["name"], &embed["fields"][0]["value"]);
        assert!(title <= limits::EMBED_TITLE && description <= limits::EMBED_DESCRIPTION);
        assert!(footer <= limits::EMBED_FOOTER && characters(value) <= limits::EMBED_FIELD);
        let in_all = title + description + footer + characters(name) + characters(value);
        assert!(in_all <= limits::EMBED_IN_ALL, "{in_all}");
        let rows = shown["rows"].as_array().expect("rows");
        assert!(rows.len() <= limits::ROWS);
        for row in rows {
            let row = row["components"].as_array().expect("buttons");
            assert!((1..=limits::BUTTONS_IN_ROW).contains(&row.len()));
            assert!(
                row.iter()
                    .all(|button| characters(&button["label"]) <= limits::BUTTON_LABEL)
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_reply_keeps_the_limits(
            has_title in any::<bool>(),
            texts in vec(any::<String>(), 3),
            repeats in vec(1_usize..400, 3),
            questions in vec(any::<String>(), 0..40),
        ) {
            let long: Vec<String> = texts.iter().zip(&repeats).map(|(text, n)| text.repeat(*n)).collect();
            let choices: Vec<Choice> = questions.iter().map(|question| choice("some-entry", question)).collect();
            let mut reply = reply(has_title.then_some(long[0].as_str()), &long[1], choices);
            reply.source = has_title.then(|| long[2].clone());
            check_limits(&as_json(&reply));
            prop_assert!(render(&reply).embed.is_some() == has_title);
        }
    }
}
