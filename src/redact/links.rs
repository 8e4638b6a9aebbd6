//! Links and e-mail addresses.

use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use regex::{NoExpand, Regex};

use super::pattern;

static FINDER: LazyLock<LinkFinder> = LazyLock::new(|| {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    finder
});

/// What says that it is a link, though linkify sees none, or only its end: hosts with `_` or with an empty part.
static SAYS_SO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>()\[\]]*(?:\[link\][^\s<>()\[\]]*)*")
});

/// What reads as an address, though linkify sees none: a host with `_`, or an `@` right behind it.
static READS_SO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"[^\s<>()\[\]@,;:"]+@[^\s<>()\[\]@,;:"]+\.\p{L}{2,}"#));

/// Endings under which people have pages, and with which no sentence begins.
const ENDINGS: [&str; 27] = [
    "app", "art", "bio", "biz", "blog", "clinic", "club", "cloud", "com", "dev", "edu", "gov",
    "health", "info", "int", "mil", "mobi", "net", "online", "org", "page", "shop", "site",
    "store", "tech", "website", "xyz",
];

/// Countries' endings (IANA's list of 2026), without those that are words of the languages members write and begin a
/// sentence after a forgotten blank: am as by do im in is it my no so to. With `www.` or a path these are links too.
const COUNTRIES: &str = "\
    ac ad ae af ag ai al ao aq ar at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw bz ca cc cd cf cg ch ci ck cl \
    cm cn co cr cu cv cw cx cy cz de dj dk dm dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq \
    gr gs gt gu gw gy hk hm hn hr ht hu id ie il io iq ir je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt \
    lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx mz na nc ne nf ng ni nl np nr nu nz om pa pe pf pg ph \
    pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj \
    tk tl tm tn tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

pub(super) fn without_links(text: &str) -> String {
    let spans = FINDER.spans(text).map(|span| match span.kind() {
        Some(LinkKind::Email) => "[email]",
        Some(LinkKind::Url) if leads_somewhere(span.as_str()) => "[link]",
        _ => span.as_str(),
    });
    let replaced: String = spans.collect();
    let replaced = SAYS_SO.replace_all(&replaced, NoExpand("[link]"));
    READS_SO
        .replace_all(&replaced, NoExpand("[email]"))
        .into_owned()
}

/// Whether words with a dot between them are a link: 'cried.Then' is two sentences.
fn leads_somewhere(address: &str) -> bool {
    let host = address
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or_default();
    let last_part = host.rsplit('.').next().unwrap_or_default();
    let ending: String = last_part
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    address.contains('/')
        || address
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("www."))
        || is_ending(&ending)
}

fn is_ending(ending: &str) -> bool {
    let lower = ending.to_ascii_lowercase();
    // 'De', 'Es', 'Me' begin a sentence; nobody writes a country's ending so.
    let is_one_case = ending == lower || ending == ending.to_ascii_uppercase();
    ENDINGS.contains(&lower.as_str())
        || is_one_case && COUNTRIES.split(' ').any(|country| country == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_links(text), expected);
    }

    #[test]
    fn links_go_with_and_without_their_beginning() {
        check(
            "see https://example.com/a_(b)?c=d#e, or http://localhost!",
            "see [link], or [link]!",
        );
        check(
            "HTTPS://EXAMPLE.COM discord://x hxxp://evil",
            "[link] [link] [link]",
        );
        check("www.mia.example www.x", "[link] [link]");
        check("join discord.gg/abc or discord.gg", "join [link] or [link]");
        check(
            "mia-rossi.de, Example.Com. bit.ly/x",
            "[link], [link]. [link]",
        );
        check(
            "[click](https://example.com) <https://x.y>",
            "[click]([link]) <[link]>",
        );
        check("https://my_site.example/x https://a..b", "[link] [link]");
        check("https://müller.de/ü 看example.com看", "[link] [link]");
        check("https://", "[link]");
    }

    #[test]
    fn addresses_go() {
        check(
            "mia.r+x@example.com, MIA@EXAMPLE.CO.UK.",
            "[email], [email].",
        );
        check("mailto:mia@example.com", "mailto:[email]");
        check(
            "mia@my_home.example mia@example.com@here",
            "[email] [email]@here",
        );
        check("mia@home @mia", "mia@home @mia");
    }

    #[test]
    fn a_forgotten_blank_makes_no_link() {
        for text in [
            "I cried.Then I slept.Is it ok?",
            "i cried.is it ok.it was odd",
            "Lloré.Es normal? cried...then e.g. at 5 p.m. 1.5 h, 24.11.",
            "and/or he/she 24/7",
        ] {
            check(text, text);
        }
    }
}
