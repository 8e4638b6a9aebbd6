//! An article's blocks to entries: a question or a heading, and what stands below it up to the next one.

use std::collections::HashSet;

use super::blocks::{Block, Kind};
use super::{Draft, DraftEntry, LeftOut, Why, naming, stray};
use crate::faq::Id;
use crate::faq::parse::{LONGEST_ANSWER, LONGEST_QUESTION};

/// Below a heading, fewer words are a date or a name. Below a question, 'Yes.' is an answer.
const FEWEST_WORDS: usize = 5;

/// How a paragraph begins that ends the article, and not the answer above it.
const CONCLUDING: [&str; 7] = [
    "in conclusion",
    "to conclude",
    "in summary",
    "to summarise",
    "to summarize",
    "to sum up",
    "all in all",
];

/// Headings of what is said elsewhere, too.
const CONCLUSIONS: [&str; 6] = [
    "conclusion",
    "conclusions",
    "summary",
    "final thoughts",
    "in conclusion",
    "key takeaways",
];

/// A draft on its way: what is done, and what the next paragraph belongs to.
struct Making {
    draft: Draft,
    ids: HashSet<Id>,
    below: Below,
}

/// What a paragraph stands below.
enum Below {
    /// A heading or question of which an entry may be made.
    Open(Section),
    /// Nothing of that kind: it is left out.
    Nothing(Why),
}

/// A heading or question, and the paragraphs below it.
struct Section {
    head: Block,
    texts: Vec<Block>,
}

/// Makes entries of what can be one.
pub(super) fn draft(blocks: Vec<Block>) -> Draft {
    let mut making = Making {
        draft: Draft {
            title: None,
            entries: Vec::new(),
            left_out: Vec::new(),
        },
        ids: HashSet::new(),
        below: Below::Nothing(Why::NoHeading),
    };
    for block in blocks {
        making.take(block);
    }
    making.begin(Below::Nothing(Why::NoHeading));
    making.draft
}

impl Making {
    fn take(&mut self, block: Block) {
        let is_head = matches!(block.kind, Kind::Heading | Kind::Question);
        if let Some(why) = stray::why(&block) {
            if is_head {
                self.begin(Below::Nothing(Why::BelowLeftOut));
            }
            return self.leave_out(why, block);
        }
        if is_head {
            self.head(block);
        } else {
            self.text(block);
        }
    }

    fn head(&mut self, block: Block) {
        let text = block.text();
        let is_first = matches!(self.below, Below::Nothing(Why::NoHeading));
        if text.chars().count() > LONGEST_QUESTION {
            self.begin(Below::Nothing(Why::BelowLeftOut));
            self.leave_out(Why::QuestionTooLong, block);
        } else if is_first && block.kind == Kind::Heading && !naming::is_question(&text) {
            self.begin(Below::Nothing(Why::Introduction));
            self.draft.title = Some(text);
        } else if CONCLUSIONS.contains(&text.to_lowercase().as_str()) {
            self.begin(Below::Nothing(Why::Conclusion));
            self.leave_out(Why::Conclusion, block);
        } else {
            let texts = Vec::new();
            self.begin(Below::Open(Section { head: block, texts }));
        }
    }

    fn text(&mut self, block: Block) {
        let beginning = block.text().to_lowercase();
        let concludes = CONCLUDING.iter().any(|words| beginning.starts_with(words));
        if concludes {
            self.begin(Below::Nothing(Why::Conclusion));
        }
        match &mut self.below {
            Below::Open(section) => section.texts.push(block),
            Below::Nothing(why) => {
                let why = *why;
                self.leave_out(why, block);
            }
        }
    }

    /// From here on paragraphs belong to something else: what they belonged to is made an entry.
    fn begin(&mut self, below: Below) {
        if let Below::Open(section) = std::mem::replace(&mut self.below, below) {
            self.close(section);
        }
    }

    fn close(&mut self, section: Section) {
        let Section { head, texts } = section;
        if texts.is_empty() {
            return self.leave_out(Why::NothingBelow, head);
        }
        let words: usize = texts
            .iter()
            .map(|text| text.text().split_whitespace().count())
            .sum();
        if head.kind == Kind::Heading && words < FEWEST_WORDS {
            self.leave_out(Why::TooShort, head);
            for text in texts {
                self.leave_out(Why::TooShort, text);
            }
            return;
        }
        let answer = self.answer(texts);
        if answer.is_empty() {
            return self.leave_out(Why::NothingBelow, head);
        }
        let heading = head.text();
        let (question, heading) = match head.kind {
            Kind::Heading if !naming::is_question(&heading) => {
                (naming::proposed_question(&heading), Some(heading))
            }
            _ => (heading, None),
        };
        let id = naming::id(heading.as_ref().unwrap_or(&question), &mut self.ids);
        self.draft.entries.push(DraftEntry {
            id,
            question,
            heading,
            answer,
        });
    }

    /// Paragraphs as one text, with empty lines where the article has them; what doesn't fit any more is left out.
    fn answer(&mut self, texts: Vec<Block>) -> String {
        let mut answer = String::new();
        for text in texts {
            let joint = match (answer.is_empty(), text.is_set_off) {
                (true, _) => "",
                (false, true) => "\n\n",
                (false, false) => "\n",
            };
            let longer = format!("{answer}{joint}{}", text.text());
            if longer.chars().count() > LONGEST_ANSWER {
                self.leave_out(Why::TooLong, text);
            } else {
                answer = longer;
            }
        }
        answer
    }

    fn leave_out(&mut self, why: Why, block: Block) {
        self.draft.left_out.push(LeftOut {
            why,
            lines: block.lines,
        });
    }
}
