//! A draft as a file of the FAQ, with notes for the person who finishes it.

use std::fmt::Write as _;

use toml::value::Date;
use toml_writer::{ToTomlValue, TomlStringBuilder};

use super::{Draft, DraftEntry, LeftOut, Why};

/// What stands before a line of the article that is in no entry, so that the article's words can be told from ours.
pub(super) const LEFT_OUT_LINE: &str = "#| ";

/// What stands above the article's other parts.
pub(super) const LEFT_OUT: &str = "# LEFT OUT: no entry has this.";

const HOW_TO_FINISH: &str = "\
# To finish it:
#   1. Lines with CHECK wait for your decision.
#   2. Read each answer against the article, and change it where it needs that. Word what it claims about health as what the
#      article says (\"the article says that …\"). No medical advice, no promises.
#   3. Add phrasings: ways in which people really ask, in the end 40 or more for each entry.
#   4. Look through what was left out, at the end of this file. Copy what is worth it into an answer, delete the rest.
#   5. Let `aftercare check` tell you what is wrong. When nothing is, delete the line `draft = true`.
";

const RULE: &str = "# ----------------------------------------------------------------------------------------------";

impl Draft {
    /// The draft as a file of the FAQ, made on `today`. It says that it is a draft, so nothing in it is used.
    pub fn to_toml(&self, today: Date) -> String {
        let next_year = Date {
            year: today.year.saturating_add(1),
            // Only every fourth year has a 29 February.
            day: if today.month == 2 {
                today.day.min(28)
            } else {
                today.day
            },
            ..today
        };
        let (title, check) = match &self.title {
            Some(title) => (title.as_str(), ""),
            None => (
                "Title of the article",
                "CHECK: no title was found, so write it here; ",
            ),
        };
        let mut file = format!(
            "# A draft that was made of an article on {today}. Nothing in this file is used yet.\n{HOW_TO_FINISH}\n\
             draft = true\n\n\
             [article]\n\
             title = {}   # {check}shown under each answer\n\
             reviewed_on = {today}   # CHECK: nobody has reviewed it yet; write the day on which you did\n\
             review_by = {next_year}     # CHECK: the day by which somebody should read it again\n",
            quoted(title)
        );
        for entry in &self.entries {
            file.push_str(&written(entry));
        }
        file.push_str(&self.left_out());
        file
    }

    /// What is in no entry: first the article's own, then what looks like advertising.
    fn left_out(&self) -> String {
        let is_advertising = |left_out: &&LeftOut| matches!(left_out.why, Why::Advertising(_));
        let (advertising, others): (Vec<&LeftOut>, Vec<&LeftOut>) =
            self.left_out.iter().partition(is_advertising);
        let mut parts = String::new();
        if !self.left_out.is_empty() {
            parts = format!("\n{RULE}\n{LEFT_OUT}\n");
        }
        parts.push_str(&by_reason(&others));
        if !advertising.is_empty() {
            let heading = "# LOOKS LIKE ADVERTISING, or like what else a page carries. It should not get into an answer.";
            // Writing to a String can't fail.
            let _ = writeln!(parts, "\n{RULE}\n{heading}");
        }
        parts.push_str(&by_reason(&advertising));
        parts
    }
}

fn written(entry: &DraftEntry) -> String {
    let check = match entry.heading {
        Some(_) => {
            "   # CHECK: proposed, since the article's heading is no question; ask as a member would"
        }
        None => "",
    };
    let phrasing = entry.heading.as_ref();
    let phrasing =
        phrasing.map(|heading| format!("  {},   # the article's heading\n", quoted(heading)));
    format!(
        "\n[[entry]]\n\
         id = {}   # CHECK: a short name; later it must not change\n\
         question = {}{check}\n\
         phrasings = [   # CHECK: add ways in which people ask this, one a line\n{}]\n\
         answer = {}\n",
        quoted(entry.id.as_str()),
        quoted(&entry.question),
        phrasing.unwrap_or_default(),
        TomlStringBuilder::new(&entry.answer)
            .as_ml_basic()
            .to_toml_value(),
    )
}

fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// Paragraphs below the reason for which they were left out, each reason where it comes first.
fn by_reason(left_out: &[&LeftOut]) -> String {
    let mut reasons: Vec<Why> = Vec::new();
    for part in left_out {
        if !reasons.contains(&part.why) {
            reasons.push(part.why);
        }
    }
    let mut text = String::new();
    for why in reasons {
        // Writing to a String can't fail.
        let _ = writeln!(text, "\n# {why}:");
        let parts = left_out.iter().filter(|part| part.why == why);
        for line in parts.flat_map(|part| &part.lines) {
            let _ = writeln!(text, "{LEFT_OUT_LINE}{line}");
        }
    }
    text
}
