//! What was decided, on a certain day: an entry that nobody reviewed in time answers no more, if staff wrote `expire = "stop"`.

use toml::value::Date;

use super::{Decision, Heard, Outcome};
use crate::faq::{Id, Library};

impl Outcome {
    /// The same as of `today`: whoever would be answered by an expired entry, or could choose from expired ones alone, is
    /// referred to the clinic with that entry's id; what was overheard is met with silence. Danger is not touched, nor are
    /// the candidates: they say what fits, not what is shown.
    #[must_use]
    pub fn as_of(self, library: &Library, heard: Heard, today: Date) -> Self {
        let is_expired = |id: &Id| {
            let entry = library.entry(id);
            entry.is_some_and(|entry| entry.is_expired(today))
        };
        let decision = match self.decision {
            Decision::Answer(entry) if is_expired(&entry) => referral(entry, heard),
            Decision::Suggest(entries) => still_suggested(entries, is_expired, heard),
            decision => decision,
        };
        Self {
            decision,
            also: self.also.filter(|also| !is_expired(also)),
            ..self
        }
    }
}

fn referral(entry: Id, heard: Heard) -> Decision {
    match heard {
        Heard::Addressed => Decision::Refer(entry),
        Heard::Overheard => Decision::StaySilent,
    }
}

/// The suggestions that still answer; where none is left, the best one's referral.
fn still_suggested(entries: Vec<Id>, is_expired: impl Fn(&Id) -> bool, heard: Heard) -> Decision {
    let (expired, left): (Vec<Id>, Vec<Id>) = entries.into_iter().partition(is_expired);
    match expired.into_iter().next() {
        Some(best) if left.is_empty() => referral(best, heard),
        _ => Decision::Suggest(left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::folder::SourceFile;
    use crate::language::Language;

    /// An FAQ in which `old` stops answering after 2026-11-24, `older` long before, and `new` never.
    fn library() -> Library {
        let file = |name: &str, review_by: &str, expire: &str| SourceFile {
            name: format!("{name}.toml").into(),
            text: format!(
                "[article]\ntitle = \"T\"\nreviewed_on = 2020-01-01\nreview_by = {review_by}\n\
                 [[entry]]\nid = \"{name}\"\nquestion = \"{name}?\"\nanswer = \"A.\"\n{expire}\n"
            ),
        };
        let stop = "expire = \"stop\"";
        let files = [
            file("old", "2026-11-24", stop),
            file("older", "2021-01-01", stop),
            file("new", "2021-01-01", ""),
        ];
        Library::from_files(&files).0
    }

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    fn suggest(ids: &[&str]) -> Decision {
        Decision::Suggest(ids.iter().map(|text| id(text)).collect())
    }

    /// What becomes of a decision on a day of November 2026.
    fn on(day: u8, heard: Heard, decision: Decision) -> Outcome {
        let outcome = Outcome {
            decision,
            confidence: 0.9,
            candidates: Vec::new(),
            also: Some(id("older")),
            concern: None,
            language: Language::English,
        };
        let today = Date {
            year: 2026,
            month: 11,
            day,
        };
        outcome.as_of(&library(), heard, today)
    }

    #[track_caller]
    fn check(decision: Decision, expected: &Decision) {
        assert_eq!(&on(25, Heard::Addressed, decision).decision, expected);
    }

    #[test]
    fn an_expired_answer_becomes_a_referral_the_day_after() {
        let answer = || Decision::Answer(id("old"));
        assert_eq!(on(24, Heard::Addressed, answer()).decision, answer());
        check(answer(), &Decision::Refer(id("old")));
        check(Decision::Answer(id("new")), &Decision::Answer(id("new")));
        let overheard = on(25, Heard::Overheard, answer());
        assert_eq!(overheard.decision, Decision::StaySilent);
    }

    #[test]
    fn expired_suggestions_drop_out_until_none_is_left() {
        check(suggest(&["old", "new", "older"]), &suggest(&["new"]));
        check(suggest(&["older", "old"]), &Decision::Refer(id("older")));
    }

    #[test]
    fn danger_and_referrals_stay_and_a_second_question_is_not_offered() {
        check(Decision::Crisis(id("old")), &Decision::Crisis(id("old")));
        check(Decision::Refer(id("fever")), &Decision::Refer(id("fever")));
        check(Decision::NoAnswer, &Decision::NoAnswer);
        let outcome = on(25, Heard::Addressed, Decision::Answer(id("new")));
        assert_eq!(outcome.also, None);
    }
}
