//! Weeks of an imaginary clinic as its team reads them, and what holds for any week.

use expect_test::{Expect, expect};
use proptest::collection::vec;
use proptest::prelude::*;

use super::week::day;
use super::*;

/// Discord's room for an embed's description.
const ROOM: usize = 4_096;

fn on(text: &str) -> Date {
    day(text).unwrap()
}

fn count(day: &str, outcome: Outcome, entry: Option<&str>, times: u64) -> OutcomeCount {
    OutcomeCount {
        day: on(day),
        outcome,
        entry: entry.map(str::to_owned),
        times,
    }
}

fn judged(entry: &str, helped: u64, not_helped: u64) -> FeedbackCount {
    FeedbackCount {
        entry: entry.to_owned(),
        day: on("2026-11-18"),
        helped,
        not_helped,
    }
}

fn waiting(text: &str, times: u64, first_day: &str) -> WaitingQuestion {
    WaitingQuestion {
        text: text.to_owned(),
        times,
        first_day: on(first_day),
    }
}

/// A clinic with two entries and no news, on a Tuesday.
fn quiet() -> Facts {
    let entry = |id: &str, question: &str| KnownEntry {
        id: id.to_owned(),
        question: question.to_owned(),
    };
    Facts {
        today: on("2026-11-24"),
        outcomes: Vec::new(),
        feedback: Vec::new(),
        waiting: Vec::new(),
        entries: vec![
            entry(
                "crying-normal",
                "Is it normal to cry during a massage therapy session?",
            ),
            entry("how-often", "How often should I receive massage therapy?"),
        ],
        overdue: Vec::new(),
        expired: Vec::new(),
    }
}

/// The same clinic in a week in which much happened.
fn busy() -> Facts {
    Facts {
        outcomes: vec![
            count("2026-10-26", Outcome::Answered, None, 20),
            count("2026-11-10", Outcome::Answered, Some("how-often"), 22),
            count("2026-11-11", Outcome::Suggested, Some("how-often"), 8),
            count("2026-11-12", Outcome::Referred, Some("pregnancy"), 4),
            count("2026-11-16", Outcome::Answered, Some("crying-normal"), 9),
            count("2026-11-17", Outcome::Answered, Some("how-often"), 2),
            count("2026-11-18", Outcome::Answered, Some("gone-since"), 23),
            count("2026-11-19", Outcome::Suggested, Some("how-often"), 8),
            count("2026-11-20", Outcome::Referred, Some("fever"), 3),
            count("2026-11-20", Outcome::Crisis, Some("suicide"), 2),
            count("2026-11-22", Outcome::NotAnswered, None, 6),
            count("2026-11-23", Outcome::NotAnswered, None, 40),
        ],
        feedback: vec![judged("crying-normal", 3, 5), judged("how-often", 9, 1)],
        waiting: vec![
            waiting("do you take walk-ins?", 3, "2026-11-18"),
            waiting("can I come as a walk in", 1, "2026-11-20"),
            waiting("can I bring my dog", 1, "2026-11-20"),
        ],
        overdue: vec![OverdueReview {
            title: "The Emotional Release Process".to_owned(),
            due: on("2026-11-01"),
            entries: vec!["crying-normal".to_owned(), "how-often".to_owned()],
        }],
        expired: vec![ExpiredEntry {
            question: "Are you open on All Saints' Day?".to_owned(),
            last_day: on("2026-11-01"),
        }],
        ..quiet()
    }
}

#[track_caller]
fn check(facts: &Facts, expected: &Expect) {
    let digest = digest(facts);
    expected.assert_eq(&format!("{}\n\n{}\n", digest.title(), digest.text(ROOM)));
}

#[test]
fn a_busy_week_begins_with_what_would_help_most() {
    check(
        &busy(),
        &expect![[r"
            The week of 16 to 22 November 2026

            **What would help most**
            1. “Is it normal to cry during a massage therapy session?” was not what they asked in 5 of 9 answers. Type `/faq edit` and read its phrasings: one may mean something else.
            2. “do you take walk-ins?” and the like were sent to you 4 times: a new entry? Type `/faq add`, or press *Add to entry* on its card if an entry answers it already.
            3. I suggested “How often should I receive massage therapy?” 8 times and was sure of it twice. Type `/faq phrasing` and add how members ask it.

            **What members asked**
            51 questions, 17 more than the week before.
            - 34 answered (12 more)
            - 8 with suggestions to choose from (the same)
            - 3 referred to the clinic (1 fewer)
            - 6 not answered (6 more)
            12 said that the answer helped, 6 that it was not what they asked.
            3 questions that members sent wait in this channel.
            Replies to somebody who may be in danger: 2.

            **Not what they asked**
            - “Is it normal to cry during a massage therapy session?”: 5 of 9 answers
            - “How often should I receive massage therapy?”: 1 of 10 answers

            **Reviews overdue**
            - “The Emotional Release Process”, since 1 November 2026

            **Expired entries**
            - “Are you open on All Saints' Day?”, until 1 November 2026
        "]],
    );
}

#[test]
fn a_week_without_a_question_says_so() {
    check(
        &quiet(),
        &expect![[r"
        The week of 16 to 22 November 2026

        Nobody asked me anything, and there is nothing to do.
    "]],
    );
    let mut facts = quiet();
    facts.outcomes = vec![
        count("2026-11-02", Outcome::Answered, None, 1),
        count("2026-11-10", Outcome::Answered, None, 12),
    ];
    check(
        &facts,
        &expect![[r"
        The week of 16 to 22 November 2026

        **What members asked**
        No questions, 12 fewer than the week before.
    "]],
    );
}

#[test]
fn a_quiet_week_is_short() {
    let mut facts = quiet();
    facts.outcomes = vec![
        count("2026-11-04", Outcome::Answered, None, 1),
        count("2026-11-10", Outcome::Answered, None, 1),
        count("2026-11-17", Outcome::Answered, Some("how-often"), 1),
    ];
    facts.feedback = vec![judged("how-often", 0, 1)];
    facts.waiting = vec![waiting("can I bring my dog", 1, "2026-11-20")];
    check(
        &facts,
        &expect![[r"
            The week of 16 to 22 November 2026

            **What members asked**
            1 question, as many as the week before.
            - 1 answered (the same)
            0 said that the answer helped, 1 that it was not what they asked.
            1 question that members sent waits in this channel.

            **Not what they asked**
            - “How often should I receive massage therapy?”: 1 of 1 answer
        "]],
    );
}

#[test]
fn a_first_week_is_compared_with_nothing() {
    let mut facts = quiet();
    facts.outcomes = vec![
        count("2026-11-18", Outcome::Answered, Some("how-often"), 2),
        count("2026-11-18", Outcome::NotAnswered, None, 1),
    ];
    check(
        &facts,
        &expect![[r"
            The week of 16 to 22 November 2026

            **What members asked**
            3 questions. There is no whole week before it to compare with.
            - 2 answered
            - 1 not answered
        "]],
    );
    // The second week neither: of the first one only some days were counted.
    facts.today = on("2026-12-01");
    assert_eq!(digest(&facts).before, None);
    assert_eq!(digest(&facts).history.len(), 2);
    facts.today = on("2026-12-08");
    assert_eq!(digest(&facts).before, Some(Asked::default()));
}

#[test]
fn after_a_month_without_a_question_members_may_not_know_the_bot() {
    let mut facts = quiet();
    facts.outcomes = vec![count("2026-10-30", Outcome::Answered, None, 4)];
    assert_eq!(digest(&facts).advice, []);
    facts.outcomes = vec![count("2026-10-23", Outcome::Answered, None, 4)];
    check(
        &facts,
        &expect![[r"
        The week of 16 to 22 November 2026

        **What would help most**
        1. Nobody has asked me anything for 4 weeks. Do members know that I am here? Show them `/ask`.

        **What members asked**
        No questions, as many as the week before.
    "]],
    );
}

#[test]
fn only_somebody_in_danger_is_a_number_and_nothing_else() {
    let mut facts = quiet();
    facts.outcomes = vec![count("2026-11-18", Outcome::Crisis, Some("suicide"), 1)];
    check(
        &facts,
        &expect![[r"
        The week of 16 to 22 November 2026

        **What members asked**
        No questions. There is no whole week before it to compare with.
        Replies to somebody who may be in danger: 1.
    "]],
    );
}

#[test]
fn what_others_wrote_stays_text() {
    let mut facts = quiet();
    facts.waiting = vec![
        waiting(
            "@everyone **come** <@123>\n# [free](https://x.example) `now` ||a||",
            2,
            "2026-11-20",
        ),
        waiting(
            &"is it normal that \u{202e}nobody ever stops to ask ".repeat(9),
            2,
            "2026-11-20",
        ),
    ];
    let text = digest(&facts).text(ROOM).replace('\u{200b}', "(no width)");
    let advice: Vec<&str> = text.lines().skip(1).take(2).collect();
    expect![[r"
        1. “@(no width)everyone \*\*come\*\* \<@(no width)123> # \[free\](https://x.example) \`now\` \|\|a\|\|” was sent to you twice: a new entry? Type `/faq add`, or press *Add to entry* on its card if an entry answers it already.
        2. “is it normal that nobody ever stops to ask is it normal that nobody ever stops to ask is…” was sent to you twice: a new entry? Type `/faq add`, or press *Add to entry* on its card if an entry answers it already."]].assert_eq(&advice.join("\n"));
}

#[test]
fn long_lists_end_with_a_number() {
    let mut facts = quiet();
    let expired = |place: u32| ExpiredEntry {
        question: format!("Are you open on holiday number {place}?"),
        last_day: on("2026-11-01"),
    };
    facts.expired = (10..22).map(expired).collect();
    check(
        &facts,
        &expect![[r"
            The week of 16 to 22 November 2026

            **What members asked**
            No questions. There is no whole week before it to compare with.

            **Expired entries**
            - “Are you open on holiday number 10?”, until 1 November 2026
            - “Are you open on holiday number 11?”, until 1 November 2026
            - “Are you open on holiday number 12?”, until 1 November 2026
            - “Are you open on holiday number 13?”, until 1 November 2026
            - “Are you open on holiday number 14?”, until 1 November 2026
            - and 7 more
        "]],
    );
    let shorter = digest(&facts).text(160);
    expect![[r"
        **What members asked**
        No questions. There is no whole week before it to compare with.

        **Expired entries**
        - and 12 more"]]
    .assert_eq(&shorter);
    assert_eq!(digest(&facts).text(30), "**What members asked**");
    assert_eq!(digest(&facts).text(0), "");
}

#[test]
fn one_who_was_led_astray_counts_more_than_three_who_had_to_choose() {
    let mut facts = busy();
    facts.waiting.clear();
    let first = |facts: &Facts| {
        digest(facts)
            .advice
            .first()
            .map(|advice| advice.change.clone())
    };
    assert!(matches!(
        first(&facts),
        Some(Change::Sharpen {
            not_asked: 5,
            read: 9,
            ..
        })
    ));
    facts.feedback.clear();
    assert!(matches!(
        first(&facts),
        Some(Change::TeachPhrasings {
            suggested: 8,
            answered: 2,
            ..
        })
    ));
    facts
        .outcomes
        .retain(|count| count.outcome != Outcome::Suggested);
    assert!(matches!(
        first(&facts),
        Some(Change::Review { read: 11, .. })
    ));
}

#[test]
fn what_waited_for_a_month_is_asked_less_often_than_what_came_this_week() {
    let mut facts = quiet();
    facts.waiting = vec![
        waiting("do you offer cupping", 5, "2026-10-25"),
        waiting("can I bring my dog", 2, "2026-11-20"),
    ];
    let estimates: Vec<u64> = digest(&facts)
        .advice
        .iter()
        .map(|a| a.tenths_of_members)
        .collect();
    assert_eq!(estimates, [20, 11]);
}

const OUTCOMES: [Outcome; 5] = [
    Outcome::Answered,
    Outcome::Suggested,
    Outcome::Referred,
    Outcome::NotAnswered,
    Outcome::Crisis,
];

fn any_day() -> impl Strategy<Value = Date> {
    let near = (10_u8..13, 1_u8..29).prop_map(|(month, day)| Date {
        year: 2026,
        month,
        day,
    });
    let any = any::<(u16, u8, u8)>();
    prop_oneof![9 => near, 1 => any.prop_map(|(year, month, day)| Date { year, month, day })]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ab]",
        any::<String>(),
        "(@everyone|@here|<@1>|\\*\\*|`|\\|\\||\n|# |- |\\[a\\]\\(b\\)|[a-z ]{1,60}|\u{202e}){0,9}",
    ]
}

fn any_times() -> impl Strategy<Value = u64> {
    prop_oneof![9 => 0_u64..40, 1 => any::<u64>()]
}

prop_compose! {
    fn any_facts()(
        today in any_day(),
        outcomes in vec((any_day(), 0..OUTCOMES.len(), any_text(), any_times()), 0..30),
        feedback in vec((any_text(), any_day(), any_times(), any_times()), 0..9),
        waiting in vec((any_text(), any_times(), any_day()), 0..30),
        entries in vec((any_text(), any_text()), 0..12),
        overdue in vec((any_text(), any_day(), vec(any_text(), 0..3)), 0..12),
        expired in vec((any_text(), any_day()), 0..12),
    ) -> Facts {
        let outcome = |(day, outcome, entry, times)| OutcomeCount { day, outcome: OUTCOMES[outcome], entry: Some(entry), times };
        let feedback_of = |(entry, day, helped, not_helped)| FeedbackCount { entry, day, helped, not_helped };
        Facts {
            today,
            outcomes: outcomes.into_iter().map(outcome).collect(),
            feedback: feedback.into_iter().map(feedback_of).collect(),
            waiting: waiting.into_iter().map(|(text, times, first_day)| WaitingQuestion { text, times, first_day }).collect(),
            entries: entries.into_iter().map(|(id, question)| KnownEntry { id, question }).collect(),
            overdue: overdue.into_iter().map(|(title, due, entries)| OverdueReview { title, due, entries }).collect(),
            expired: expired.into_iter().map(|(question, last_day)| ExpiredEntry { question, last_day }).collect(),
        }
    }
}

/// The lines in which people in danger are spoken of.
fn crisis_lines(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.starts_with("Replies to somebody who may be in danger"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_digest_fits_and_mentions_nobody(facts in any_facts(), room in 0_usize..5_000) {
        let digest = digest(&facts);
        let text = digest.text(room);
        prop_assert!(text.chars().count() <= room);
        prop_assert!(digest.advice.len() <= 3);
        for mention in ["@everyone", "@here", "<@1>"] {
            prop_assert!(!text.contains(mention), "{text}");
        }
        // Each line begins as we begin lines, whatever others wrote.
        let ours = ["**", "- ", "1. ", "2. ", "3. ", "No questions", "Nobody", "Replies"];
        for line in text.lines().filter(|line| !line.is_empty()) {
            let is_number = line.starts_with(|c: char| c.is_ascii_digit());
            prop_assert!(is_number || ours.iter().any(|start| line.starts_with(start)), "{line}");
        }
    }

    #[test]
    fn of_people_in_danger_one_number_is_told(mut facts in any_facts(), kind in any_text()) {
        let text = digest(&facts).text(usize::MAX);
        let lines = crisis_lines(&text);
        prop_assert!(lines.len() <= 1);
        for line in lines {
            let numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
            prop_assert_eq!(numbers.count(), 1);
        }
        // On which day of the week, and of what kind, changes nothing.
        let week = week_of(facts.today).before();
        for count in &mut facts.outcomes {
            if count.outcome == Outcome::Crisis && week.contains(count.day) {
                count.day = week.to;
                count.entry = Some(kind.clone());
            }
        }
        prop_assert_eq!(digest(&facts).text(usize::MAX), text);
    }

    #[test]
    fn the_order_in_which_counts_come_changes_nothing(facts in any_facts()) {
        let mut turned = facts.clone();
        turned.outcomes.reverse();
        turned.feedback.reverse();
        turned.waiting.reverse();
        prop_assert_eq!(digest(&turned).text(ROOM), digest(&facts).text(ROOM));
    }
}
