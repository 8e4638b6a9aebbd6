//! A family of files that say much the same and look all different, and what they say.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::faq::Library;

const TOPS: [&str; 6] = [
    "",
    "# The file.\n",
    "# The file.\n\n",
    "messages = [\"bye\"]\n\n",
    "# The file.\nmessages = [ # not ours\n  \"bye\", # why, oh why\n]\n",
    "messages = []\n",
];

/// Between two parts.
const GAPS: [&str; 7] = [
    "",
    "\n",
    "\n\n \t\n",
    "\n# ---- section ----\n\n",
    "# below, or above\n",
    "# below\n\n# above, [[entry]]\n",
    "\n# above\n# above, too\n",
];

const LISTS: [&str; 15] = [
    "phrasings = []",
    "phrasings = [ ] # none yet",
    "phrasings = [\n]",
    "phrasings = [ # ways\n\n  # of asking, all\n]",
    "phrasings = [\"one a\", \"two, b\"]",
    "phrasings = ['one a' , \"two, b\" , ]   # odd",
    "phrasings = [\n  \"one a\",\n  \"two, b\",\n]",
    "phrasings = [\n\t\"one a\", # a, b\n\n\t# on b\n\t\"two, b\"   ,   # b\n\n\t# end\n\t]",
    "phrasings = [\n  \"one a\",\n  \"two, b\"\n]",
    "phrasings = [\n  \"one a\" # a\n  , \"two, b\" # b\n]",
    "phrasings = [\"one a\",\n             \"two, b\"]",
    "phrasings = [\"one a\", # a\n             \"two, b\" ]",
    "\"phrasings\"=[\n  \"one a\", \"two, b\",\n  'three ]', \"\"\"four\n# c\"\"\",\n]",
    "  phrasings = [\n    \"one a\", ]",
    "phrasings\t= [\"one a\",\n]",
];

/// Below the entry's own pairs; a first line without a header still is one of them.
const LANGUAGES: [&str; 8] = [
    "",
    "\n[entry.in.spanish]\nquestion = \"¿Normal?\"\nanswer = \"\"\"\nSí.\n\nMucho.\"\"\"\nphrasings = [\"hola uno\"]\n",
    "[entry.in.spanish] # half\n  phrasings = [\n    \"hola uno\",\n  ]\n",
    "\n[ entry . in . \"spanish\" ]\nphrasings = []\n[entry.in.french]\nphrasings = [\n  \"bon un\"\n]\n",
    "in.spanish.phrasings = ['hola uno']\n",
    "in = { spanish = { phrasings = [\"hola uno\"] } } # {\n",
    "[entry.in]\nspanish.question = '¿Normal?'\nspanish.answer = 'Sí.'\nspanish.phrasings = [ ]\n",
    "\n# [entry.in.spanish]\n[entry.in.german]\nphrasings = []\n",
];

const RELATED: [&str; 5] = [
    "",
    "related = [\"other\"]\n",
    "related = [\n  \"other\", # see\n]\n",
    "related = []\n",
    "related = [\"other\",\"crying\",]\n",
];

const ANSWERS: [&str; 4] = [
    "answer = \"\"\"\nYes.\n\n# 'Always'.\n[[entry]]\"\"\"\n",
    "answer = \"\"\"Yes.\n\nAlways. \"\"\" # ml\n",
    "answer = 'Yes \\o/'\n",
    "answer=\"Yes.\"\n",
];

const OTHERS: [&str; 5] = [
    "[[entry]]\nid = \"other\"\nquestion = \"Other?\"\nanswer = \"O.\"\nrelated = [\"crying\"] # see\n",
    "[[entry]]\nquestion = 'Other?'\nid = 'other'\nphrasings = [\n  \"other a\",\n]\nrelated = [\n  \"other\",\n  \"crying\"\n]\nanswer = '''\nO.'''\n",
    "[[more]]\nof = \"crying\"\nphrasings = [\n  \"more of it\",\n]\n",
    "[[more]] # more\nphrasings = []\nof = 'crying'\nlanguage = \"french\"\n",
    "[[topic]]\nid = \"fever\"\nname = \"Fever\"\nreply = \"Ask.\"\nphrasings = [\"hot\"]\n",
];

const ENDS: [&str; 5] = ["\n", "", "\n\n\n", "\n# end", "  \n\t\n"];

/// A file with the entry `crying`, whose lists of phrasings all exist, and perhaps others.
pub(super) fn layout() -> impl Strategy<Value = String> {
    let entry = (
        select(&LISTS),
        select(&ANSWERS),
        select(&RELATED),
        select(&LANGUAGES),
    );
    let entry = entry.prop_map(|(list, answer, related, language)| {
        let head = "[[entry]]   # it\nid = \"crying\"\nquestion = \"Is it \\\"normal\\\"?\"";
        format!("{head}\n{list}\n{answer}{related}{language}")
    });
    let others = vec((select(&GAPS), select(&OTHERS)), 0..4);
    let parts = (
        select(&TOPS),
        select(&GAPS),
        entry,
        others,
        any::<bool>(),
        select(&ENDS),
    );
    let text = parts.prop_map(|(top, gap, entry, others, is_first, end)| {
        let mut seen = Vec::new();
        let others = others.into_iter().filter(|(_, part)| {
            let is_new = part.contains("[[more]]") || !seen.contains(&part.contains("'other'"));
            seen.push(part.contains("'other'"));
            is_new
        });
        let others: String = others.flat_map(|(gap, part)| [gap, part]).collect();
        let body = if is_first {
            format!("{gap}{entry}{others}")
        } else {
            format!("{others}{gap}{entry}")
        };
        format!("{top}{}{end}", body.trim_end())
    });
    (text, any::<bool>(), 0..3_usize).prop_map(|(text, has_mark, line_ends)| {
        let mark = if has_mark { "\u{feff}" } else { "" };
        format!("{mark}{}", with_line_ends(&text, line_ends))
    })
}

/// None, all, or every second one of the line ends with a carriage return.
fn with_line_ends(text: &str, kind: usize) -> String {
    let lines = text.split('\n').enumerate().map(|(number, line)| {
        let is_crlf = kind == 1 || (kind == 2 && number % 2 == 0);
        if is_crlf {
            format!("{line}\r\n")
        } else {
            format!("{line}\n")
        }
    });
    let text: String = lines.collect();
    text.strip_suffix("\r\n")
        .or(text.strip_suffix('\n'))
        .unwrap_or(&text)
        .to_owned()
}

/// Texts as people may send them, and worse.
pub(super) fn hostile() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "\"",
            "\"\"\"",
            "'''",
            "\\",
            "\n",
            "\r\n",
            "\r",
            "\u{0}",
            "\u{7f}",
            "\u{85}",
            "\u{feff}",
            "\t",
            "#",
            "]",
            ",",
            "[[entry]]",
            " ",
            "é",
            "😭",
            "word",
            "\u{2028}",
            "\\u0041",
            "=",
            "}",
        ][..],
    );
    prop_oneof![
        any::<String>(),
        vec(piece, 1..12).prop_map(|pieces| pieces.concat())
    ]
}

/// What the entries and the background say, without the places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) entries: Vec<SaidEntry>,
    pub(super) background: Vec<String>,
    /// What is wrong with the files.
    pub(super) problems: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct SaidEntry {
    pub(super) id: String,
    pub(super) wordings: Vec<(Language, String, String)>,
    /// Sorted.
    pub(super) phrasings: Vec<(Language, String)>,
    pub(super) related: Vec<String>,
}

pub(super) fn said(files: &[SourceFile]) -> Said {
    let (library, problems) = Library::from_files(files);
    let entries = library.entries.iter().map(|entry| {
        let mut wordings = vec![(
            Language::English,
            entry.question.value.clone(),
            entry.answer.clone(),
        )];
        let english = entry
            .phrasings
            .iter()
            .map(|text| (Language::English, text.value.clone()));
        let mut phrasings: Vec<(Language, String)> = english.collect();
        for translation in &entry.translations {
            let language = translation.language;
            wordings.extend(
                translation
                    .wording
                    .iter()
                    .map(|w| (language, w.question.value.clone(), w.answer.clone())),
            );
            phrasings.extend(
                translation
                    .phrasings
                    .iter()
                    .map(|text| (language, text.value.clone())),
            );
        }
        wordings.sort();
        phrasings.sort();
        SaidEntry {
            id: entry.id.value.to_string(),
            wordings,
            phrasings,
            related: entry
                .related
                .iter()
                .map(|id| id.value.to_string())
                .collect(),
        }
    });
    Said {
        entries: entries.collect(),
        background: library
            .background
            .iter()
            .map(|text| text.value.clone())
            .collect(),
        problems: problems
            .iter()
            .filter(|problem| is_of_interest(problem))
            .count(),
    }
}

/// How long a text may be and which words teach two things is not this module's business.
fn is_of_interest(problem: &crate::faq::Problem) -> bool {
    use crate::faq::ProblemKind::{MissingPart, SamePhrasing, TooLong};
    !matches!(
        problem.kind,
        MissingPart { .. } | SamePhrasing { .. } | TooLong { .. }
    )
}

impl Said {
    pub(super) fn entry(&mut self, id: &str) -> &mut SaidEntry {
        let mut entries = self.entries.iter_mut();
        entries.find(|entry| entry.id == id).expect("the entry")
    }
}
