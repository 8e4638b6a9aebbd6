use expect_test::{Expect, expect};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use serde_json::json;

use super::*;

fn mia(text: &str) -> Shown<'_> {
    Shown {
        author: "Mia",
        is_bot: false,
        message: json!({ "content": text }),
        asked_by: None,
    }
}

fn bot(message: Value) -> Shown<'static> {
    Shown {
        author: "Aftercare",
        is_bot: true,
        message,
        asked_by: None,
    }
}

/// What stands in the page's body, a tag a line.
#[track_caller]
fn check(messages: &[Shown<'_>], expected: &Expect) {
    let page = page(messages);
    let (_, body) = page.split_once("<main>").expect("a page has a main part");
    let (body, _) = body.split_once("</main>").expect("it ends");
    expected.assert_eq(&body.replace("><", ">\n<"));
}

#[test]
fn a_question_and_its_answer() {
    let embed = json!({
        "title": "Is it normal to cry?",
        "description": "Yes.",
        "color": 0x5f_9e8f,
        "footer": { "text": "From “Tears”" },
    });
    let mut answer = bot(json!({ "content": "", "embeds": [embed] }));
    answer.asked_by = Some(AskedBy::Message {
        author: "Mia",
        text: "i bawled",
    });
    check(
        &[mia("i *bawled*"), answer],
        &expect![[r#"
            <article class="message">
            <div class="body">
            <span class="avatar" style="background:#5865f2">M</span>
            <header>
            <span class="author">Mia</span>
            </header>
            <div class="text">
            <p>i <em>bawled</em>
            </p>
            </div>
            </div>
            </article>
            <article class="message">
            <div class="asked">
            <span class="avatar" style="background:#5865f2">M</span>
            <span class="author">Mia</span>
            <span class="quoted">i bawled</span>
            </div>
            <div class="body">
            <span class="avatar" style="background:#5f9e8f">A</span>
            <header>
            <span class="author">Aftercare</span>
            <span class="badge">APP</span>
            </header>
            <section class="embed" style="border-color:#5f9e8f">
            <h2>Is it normal to cry?</h2>
            <div class="text">
            <p>Yes.</p>
            </div>
            <footer>From “Tears”</footer>
            </section>
            </div>
            </article>"#]],
    );
}

fn row(components: &Value) -> Shown<'static> {
    bot(json!({ "components": [{ "type": 1, "components": components }] }))
}

#[test]
fn buttons() {
    let buttons = json!([
        { "type": 2, "style": 2, "label": "How often?", "custom_id": "a" },
        { "type": 2, "style": 3, "emoji": { "name": "👍" }, "custom_id": "b", "disabled": true },
        { "type": 2, "style": 5, "label": "Book", "url": "https://example.org" },
    ]);
    check(
        &[row(&buttons)],
        &expect![[r#"
            <article class="message">
            <div class="body">
            <span class="avatar" style="background:#5f9e8f">A</span>
            <header>
            <span class="author">Aftercare</span>
            <span class="badge">APP</span>
            </header>
            <div class="row">
            <span class="button style-2">
            <span>How often?</span>
            </span>
            <span class="button style-3 disabled">
            <span class="emoji">👍</span>
            </span>
            <span class="button style-5">
            <span>Book</span>
            <svg viewBox="0 0 24 24" aria-hidden="true">
            <path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5">
            </path>
            </svg>
            </span>
            </div>
            </div>
            </article>"#]],
    );
}

#[test]
fn a_menu_is_open() {
    let options = json!([
        { "label": "Crying", "value": "a", "description": "tears", "emoji": { "name": "💧" } },
        { "label": "Bruises", "value": "b" },
    ]);
    let select =
        json!({ "type": 3, "custom_id": "s", "placeholder": "Which?", "options": options });
    check(
        &[row(&json!([select]))],
        &expect![[r#"
        <article class="message">
        <div class="body">
        <span class="avatar" style="background:#5f9e8f">A</span>
        <header>
        <span class="author">Aftercare</span>
        <span class="badge">APP</span>
        </header>
        <div class="row">
        <div class="select">
        <div class="box">
        <span class="placeholder">Which?</span>
        <svg viewBox="0 0 24 24" aria-hidden="true">
        <path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m6 9 6 6 6-6">
        </path>
        </svg>
        </div>
        <div class="option">
        <span class="emoji">💧</span>
        <div>
        <div>Crying</div>
        <div class="description">tears</div>
        </div>
        </div>
        <div class="option">
        <div>
        <div>Bruises</div>
        </div>
        </div>
        </div>
        </div>
        </div>
        </article>"#]],
    );
}

#[test]
fn what_only_the_asker_sees_says_so() {
    let mut reply = bot(json!({ "flags": 64, "content": "hm" }));
    reply.asked_by = Some(AskedBy::Command {
        author: "Mia",
        name: "/ask",
    });
    check(
        &[reply],
        &expect![[r#"
        <article class="message private">
        <div class="asked">
        <span class="avatar" style="background:#5865f2">M</span>
        <span class="author">Mia</span>
        <span> used </span>
        <span class="command">/ask</span>
        </div>
        <div class="body">
        <span class="avatar" style="background:#5f9e8f">A</span>
        <header>
        <span class="author">Aftercare</span>
        <span class="badge">APP</span>
        </header>
        <div class="text">
        <p>hm</p>
        </div>
        <footer class="note">
        <svg viewBox="0 0 24 24" aria-hidden="true">
        <path fill="currentColor" d="M12 5C6.6 5 2.6 9.1 1 12c1.6 2.9 5.6 7 11 7s9.4-4.1 11-7c-1.6-2.9-5.6-7-11-7Zm0 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Zm0-2.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z">
        </path>
        </svg>
        <span>Only you can see this • </span>
        <span class="link">Dismiss message</span>
        </footer>
        </div>
        </article>"#]],
    );
}

#[track_caller]
fn check_markdown(text: &str, expected: &str) {
    assert_eq!(
        markdown::text(text).into_string(),
        format!("<div class=\"text\">{expected}</div>")
    );
}

#[test]
fn markdown_within_a_line() {
    for (text, expected) in [
        ("**bold** and *it*", "<strong>bold</strong> and <em>it</em>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("2 * 3 * 4, 5**", "2 * 3 * 4, 5**"),
        (r"\*not\* it", "*not* it"),
        ("use `/ask *x*`", "use <code>/ask *x*</code>"),
        (
            "(https://a.org/b?c=1).",
            "(<span class=\"link\">https://a.org/b?c=1</span>).",
        ),
        (
            "<https://a.org>",
            "<span class=\"link\">https://a.org</span>",
        ),
        ("[this](https://a.org)", "<span class=\"link\">this</span>"),
        ("[this](javascript:x)", "[this](javascript:x)"),
    ] {
        check_markdown(text, &format!("<p>{expected}</p>"));
    }
}

#[test]
fn markdown_of_lines() {
    check_markdown(
        "One\n\n- a\n- b\n> c\n> d\nTwo",
        "<p>One</p><p></p><ul><li>a</li><li>b</li></ul><blockquote><p>c</p><p>d</p></blockquote><p>Two</p>",
    );
    assert_eq!(markdown::text("").into_string(), "");
}

#[test]
fn the_page_loads_and_runs_nothing() {
    let page = page(&[mia("hi")]);
    assert!(page.starts_with("<!DOCTYPE html>"));
    for loading in [
        "<script", "<link", "<img", "src=", "url(", "@import", "href",
    ] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn what_is_unknown_is_passed_over() {
    let empty = bot(Value::Null);
    let odd =
        json!({ "content": 7, "embeds": "no", "components": [{ "type": 17 }, 5], "flags": "x" });
    let page = page(&[empty, bot(odd)]);
    assert_eq!(page.matches("<article").count(), 2);
}

/// A message whose every text is this.
fn everywhere(text: &str) -> Value {
    let option =
        json!({ "label": text, "value": text, "description": text, "emoji": { "name": text } });
    let button = json!({ "type": 2, "style": 1, "label": text, "emoji": { "name": text } });
    let select = json!({ "type": 3, "placeholder": text, "options": [option] });
    json!({
        "content": format!("{text}\n> {text}\n- {text}\n**{text}** [{text}](https://example.org/{text})"),
        "embeds": [{
            "author": { "name": text }, "title": text, "description": text,
            "fields": [{ "name": text, "value": text }], "footer": { "text": text },
        }],
        "components": [
            { "type": 1, "components": [button] },
            { "type": 1, "components": [select] },
        ],
    })
}

fn shown_everywhere<'a>(text: &'a str, asked_by: AskedBy<'a>) -> Shown<'a> {
    Shown {
        author: text,
        is_bot: true,
        message: everywhere(text),
        asked_by: Some(asked_by),
    }
}

#[test]
fn every_text_is_escaped_wherever_it_stands() {
    let evil = "<script>alert(\"&'\")</script>";
    let asked = AskedBy::Message {
        author: evil,
        text: evil,
    };
    let used = AskedBy::Command {
        author: evil,
        name: evil,
    };
    let page = page(&[shown_everywhere(evil, asked), shown_everywhere(evil, used)]);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.matches("&lt;script&gt;").count() > 30);
}

#[test]
fn every_text_appears_wherever_it_stands() {
    let asked = AskedBy::Message {
        author: "Mia",
        text: "the question",
    };
    let page = page(&[shown_everywhere("warmth", asked)]);
    // Author, content (quote, bullet, bold and link are in it), embed, button and menu with their emoji.
    assert_eq!(page.matches("warmth").count(), 1 + 5 + 6 + 2 + 4);
    assert!(page.contains("the question"));
}

/// All that the page is made of.
const TAGS: &str = "!DOCTYPE html head meta title style body main article div span header footer section \
                    p h2 h3 ul li blockquote strong em code svg path";

proptest! {
    #[test]
    fn no_text_makes_a_tag(text in any::<String>()) {
        let asked = AskedBy::Command { author: &text, name: &text };
        let page = page(&[shown_everywhere(&text, asked)]);
        for tag in page.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split([' ', '>']).next();
            prop_assert!(TAGS.split(' ').any(|known| Some(known) == name), "{name:?}");
        }
    }

    #[test]
    fn markdown_loses_no_letter(text in "[a-c*`>\\\\ -]{0,40}") {
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
        let mut shown = String::new();
        let mut in_tag = false;
        for character in markdown::line(&text).into_string().replace("&gt;", "").chars() {
            match character {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if in_tag => {}
                _ => shown.push(character),
            }
        }
        prop_assert_eq!(letters(&shown), letters(&text));
    }
}
