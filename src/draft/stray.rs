//! What stands on a page and is no part of its article: advertising, notices, ways to other pages.
//!
//! The rules are few and plain, so that the draft can say by which one a paragraph was set apart. They look at words alone and err on
//! the side of setting apart: a person reads what they took, and an answer that advertises is worse than one line to copy back.

use std::sync::LazyLock;

use regex::Regex;

use super::Why;
use super::blocks::{Block, Kind};

/// A longer text tells something, even if it begins like a way to another page.
const LONGEST_NAVIGATION: usize = 80;

/// What advertising has, in words that complete 'It has …', and its pattern.
const SIGNS: [(&str, &str); 9] = [
    (
        "words of another trade (betting, loans, coins, pills)",
        r"\b(casinos?|betting|bet \d+|gambling|slot machines?|jackpot|poker|bitcoin|crypto(currency)?|forex|payday loans?|viagra|cialis)\b",
    ),
    (
        "question marks in a row, as they stay where letters were lost",
        r"\?{3,}",
    ),
    (
        "a call to buy, book or call now",
        r"\b(book|buy|order|shop|call|register|sign up|download|apply)\b[^.?!]{0,30}\b(now|today|online)\b",
    ),
    (
        "a call to subscribe, follow or click",
        r"\b(subscribe|newsletter|follow us|click here|tap here|limited[- ]time|special offer|free trial|sponsored|advertisement|affiliate)\b",
    ),
    (
        "a discount",
        r"\b(discounts?|coupons?|promo(tion)? ?codes?|vouchers?|\d+ ?% off)\b|\d+ ?%\s?discount",
    ),
    (
        "a price",
        r"[$€£¥]\s?\d|\d\s?[€£¥]|\b\d+([.,]\d\d)?\s?(USD|EUR|GBP|dollars|euros)\b",
    ),
    (
        "a link to something for sale",
        r"(https?://|www\.)\S*\b(buy|shop|store|sale|deals?|offers?|order|book|booking|promo)\b",
    ),
    (
        "a phone number",
        r"\+?(\d[\s().\-/]{0,2}){9,}|\b(call|phone|tel|text|whatsapp)\b[^\w\n]{0,3}(us)?[^\w\n]{0,3}( (on|at))?[^\w\n]{0,3}\d{3}",
    ),
    (
        "a notice of the page (cookies, rights, terms)",
        r"\bcookies\b|\b(privacy policy|terms of (use|service)|terms and conditions|all rights reserved)\b|©",
    ),
];

static ADVERTISING: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let signs = SIGNS.iter();
    signs.map(|(sign, text)| (*sign, pattern(text))).collect()
});

/// Words that alone, or at the beginning of a short line, lead to other pages.
static NAVIGATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*((home|menu|contents|table of contents|comments?|search|print|tags|categories)\W*$|(similar posts?|related (posts?|articles?|reading)|read (more|next)|share (this|on)|(previous|next) (post|article)|leave a (comment|reply)|skip to|back to top|tags:|categor(y|ies):|posted (in|on|by)|you may also like|last updated|\d+ min(ute)?s? read))",
    )
});

/// A line that is a link or a picture, and nothing else.
static ONLY_A_LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*([-*•]\s+|\d+[.)]\s+)?(!?\[[^\]]*\]\([^)]*\)|(https?://|www\.)\S+)\s*$")
});

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i){text}")).expect("the patterns are fixed and tested")
}

/// Why a block is no part of the article, if it looks like that.
pub(super) fn why(block: &Block) -> Option<Why> {
    if block.kind == Kind::NoWords {
        return Some(Why::NoWords);
    }
    let text = block.text();
    let sign = ADVERTISING.iter().find(|(_, sign)| sign.is_match(&text));
    if let Some((sign, _)) = sign {
        return Some(Why::Advertising(sign));
    }
    let is_short = text.chars().count() <= LONGEST_NAVIGATION;
    let leads_on = is_short && NAVIGATION.is_match(&text);
    let is_link = block.lines.iter().all(|line| ONLY_A_LINK.is_match(line));
    (leads_on || is_link).then_some(Why::Navigation)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What this paragraph is taken for; nothing if it is the article's.
    fn found(text: &str) -> Option<Why> {
        why(&Block {
            kind: Kind::Text,
            lines: text.lines().map(str::to_owned).collect(),
            is_set_off: true,
        })
    }

    #[test]
    fn every_sign_of_advertising_is_seen() {
        let advertising = [
            "gold bet 7, have you ever cried?",
            "Strong feelings ???? are common.",
            "Sponsored: payday loans in minutes",
            "Book your massage with us today!",
            "Subscribe to our newsletter for more tips.",
            "Get 20% off with the code CALM.",
            "A session costs $80.",
            "An hour is 75 €.",
            "See https://example.com/shop/oils for our oils.",
            "Ring (555) 555-0100 for a place.",
            "Call us on 555 0100.",
            "We use cookies. © 2026 Calm Hands",
        ];
        for text in advertising {
            assert!(
                matches!(found(text), Some(Why::Advertising(_))),
                "{text}: {:?}",
                found(text)
            );
        }
    }

    #[test]
    fn ways_to_other_pages_are_seen() {
        for text in [
            "Similar Posts",
            "Read more: sleep and touch",
            "← Previous post",
            "5 min read",
            "- [Sleep](https://example.com/sleep)\n- [Touch](/touch)",
            "![a towel](towel.jpg)",
        ] {
            assert_eq!(found(text), Some(Why::Navigation), "{text}");
        }
    }

    #[test]
    fn what_an_article_says_is_left_alone() {
        for text in [
            "How often should I book a session?",
            "You do not have to buy anything. Rest, and drink water.",
            "In 2026, 40 % of the clients said that they had cried.",
            "Since 2019-11-24 we have asked every client.",
            "Home care helps: a warm bath, an early night.",
            "Your therapist may call it a release. Now breathe.",
            "Really? Yes, really.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
