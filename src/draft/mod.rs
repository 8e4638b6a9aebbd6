//! 'Here is an article: make me an FAQ file of it that I can finish.' An article's text to a draft in the FAQ's format. Pure.
//!
//! `blocks` cuts the article into headings, questions and paragraphs; `stray` knows what is no part of an article, such as
//! advertising and a page's navigation; `sections` makes entries of the rest; `naming` gives them questions and ids; `write`
//! writes the file. The words of questions and answers are the article's own. Nothing is lost on the way: each line that says
//! something is in an entry, or is listed as left out, with the reason, and stands there once.

mod blocks;
mod naming;
mod sections;
mod stray;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;

use crate::faq::Id;

/// What was made of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The article's title, if it has one.
    pub title: Option<String>,
    /// In the article's order.
    pub entries: Vec<DraftEntry>,
    /// What no entry has, in the article's order.
    pub left_out: Vec<LeftOut>,
}

/// A question of the article's, and what it says to that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftEntry {
    /// Made of the question's words; no other entry of the draft has it.
    pub id: Id,
    /// As the article asks it, or as it is proposed.
    pub question: String,
    /// The article's heading, where it is no question and so the question is only proposed.
    pub heading: Option<String>,
    /// What stands below it, word for word.
    pub answer: String,
}

/// A paragraph, a heading or an item of a list that is in no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub why: Why,
    /// As it stands in the article.
    pub lines: Vec<String>,
}

/// Why something is in no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It looks like advertising, or like what else a page carries that the article didn't say. Says by what.
    Advertising(&'static str),
    /// It leads to other pages.
    Navigation,
    /// There is no word in it.
    NoWords,
    /// Nothing above it says what it is about.
    NoHeading,
    /// It stands between the title and the first heading.
    Introduction,
    /// It sums up what the article says elsewhere.
    Conclusion,
    /// It stands below a heading that was left out.
    BelowLeftOut,
    /// A heading or a question, and no text below it.
    NothingBelow,
    /// Too little to answer anything.
    TooShort,
    /// With it, the answer would be longer than Discord can show.
    TooLong,
    /// A question longer than Discord can show.
    QuestionTooLong,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Advertising(sign) => write!(f, "It has {sign}"),
            Self::Navigation => f.write_str("It leads to other pages"),
            Self::NoWords => f.write_str("There is no word in it"),
            Self::NoHeading => f.write_str("There is no heading above it"),
            Self::Introduction => f.write_str("It introduces the article"),
            Self::Conclusion => f.write_str("It sums the article up"),
            Self::BelowLeftOut => f.write_str("It stands below a heading that was left out"),
            Self::NothingBelow => f.write_str("There is no text below this heading"),
            Self::TooShort => f.write_str("It is too short to answer anything"),
            Self::TooLong => {
                f.write_str("With it, the answer would have more than 4,000 characters")
            }
            Self::QuestionTooLong => f.write_str("The question has more than 256 characters"),
        }
    }
}

/// There is nothing to make a draft of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoArticle {
    /// Blanks only.
    Empty,
    /// Text, but no question and no heading with text below it.
    NothingToAsk,
}

impl fmt::Display for NoArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "there is no text in it",
            Self::NothingToAsk => {
                "I find no question and no heading with text below it, so there is nothing to make an entry of. Put a line \
                 above each part that says what it is about, with an empty line before and after it"
            }
        })
    }
}

impl std::error::Error for NoArticle {}

impl Draft {
    /// Makes a draft of an article: plain text or simple Markdown.
    ///
    /// # Errors
    /// When there is no text, or nothing of which an entry could be made.
    pub fn of(article: &str) -> Result<Self, NoArticle> {
        let blocks = blocks::of(article);
        if blocks.is_empty() {
            return Err(NoArticle::Empty);
        }
        let draft = sections::draft(blocks);
        if draft.entries.is_empty() {
            return Err(NoArticle::NothingToAsk);
        }
        Ok(draft)
    }

    /// How much of the article is in no entry: the paragraphs that look like advertising, and the others.
    pub fn set_apart_and_left_out(&self) -> (usize, usize) {
        let is_advertising = |left_out: &&LeftOut| matches!(left_out.why, Why::Advertising(_));
        let set_apart = self.left_out.iter().filter(is_advertising).count();
        (set_apart, self.left_out.len() - set_apart)
    }
}
