//! Bins and points, worked out by hand.

use super::*;

/// A question that `how-often` answers, on which this was decided; nothing was if it is silent.
fn answered(entry: &str, confidence: f64) -> Record {
    let is_right = entry == "how-often";
    Record {
        case: Case {
            text: CaseText::Plain(format!("{entry} at {confidence}")),
            expect: Some("how-often".to_owned()),
            kind: "plain".to_owned(),
        },
        decision: Decided::Answer,
        id: Some(entry.to_owned()),
        suggestions: Vec::new(),
        confidence,
        judgement: if is_right {
            Judgement::Right
        } else {
            Judgement::Wrong
        },
        best: Some(Best {
            entry: entry.to_owned(),
            confidence,
        }),
    }
}

/// The same, but the bot asked back.
fn suggested(entry: &str, confidence: f64) -> Record {
    Record {
        decision: Decided::Suggest,
        id: None,
        suggestions: vec![entry.to_owned()],
        judgement: Judgement::Suggested,
        ..answered(entry, confidence)
    }
}

/// A message that no entry answers, met with this.
fn uncovered(record: Record) -> Record {
    let judgement = match record.decision {
        Decided::Answer => Judgement::Wrong,
        _ => Judgement::Right,
    };
    let case = Case {
        expect: None,
        ..record.case
    };
    Record {
        case,
        judgement,
        ..record
    }
}

#[track_caller]
fn check_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn bins_hold_answers_by_confidence_and_their_error_is_weighted() {
    let records = vec![
        answered("how-often", 0.59),
        answered("how-often", 0.6),
        answered("other", 0.69),
        answered("how-often", 0.9),
        answered("how-often", 1.0),
        suggested("how-often", 0.75),
    ];
    let reliability = Report::of(records).reliability;
    let counts: Vec<usize> = reliability.bins.iter().map(|bin| bin.n).collect();
    assert_eq!(counts, [1, 2, 0, 0, 2]);
    let rights: Vec<Option<f64>> = reliability.bins.iter().map(|bin| bin.share_right).collect();
    assert_eq!(rights, [Some(1.0), Some(0.5), None, None, Some(1.0)]);
    let second = reliability.bins[1].mean_confidence.expect("a mean");
    check_near(second, 0.645);
    let error = reliability.expected_calibration_error.expect("an error");
    // One answer 0.41 too modest, two 0.145 too sure, two 0.05 too modest.
    check_near(error, (0.41 + 2.0 * 0.145 + 2.0 * 0.05) / 5.0);
}

#[test]
fn without_answers_there_is_no_calibration_error() {
    let reliability = Report::of(vec![suggested("how-often", 0.7)]).reliability;
    assert_eq!(reliability.expected_calibration_error, None);
    assert!(reliability.bins.iter().all(|bin| bin.n == 0));
}

#[test]
fn a_sweep_counts_all_that_a_threshold_lets_through() {
    let records = [
        answered("how-often", 0.9),
        answered("other", 0.8),
        uncovered(answered("how-often", 0.8)),
        suggested("how-often", 0.5),
    ];
    let sweep = sweep(&records, 0.7);
    let points: Vec<(f64, f64, f64)> = sweep
        .points
        .iter()
        .map(|point| (point.threshold, point.coverage, point.risk))
        .collect();
    let third = 1.0 / 3.0;
    assert_eq!(
        points,
        [
            (1.0, 0.0, 0.0),
            (0.9, third, 0.0),
            (0.8, third, 2.0 / 3.0),
            (0.5, 2.0 / 3.0, 0.5),
        ]
    );
    assert_eq!(
        sweep.present,
        Point {
            threshold: 0.7,
            coverage: third,
            risk: 2.0 / 3.0,
        }
    );
}

#[test]
fn a_sweep_leaves_out_what_the_threshold_does_not_decide() {
    let alarmed = Record {
        decision: Decided::Crisis,
        ..answered("how-often", 0.9)
    };
    let referred = Record {
        decision: Decided::Refer,
        confidence: 0.6,
        ..suggested("how-often", 0.4)
    };
    let copied_from_the_background = uncovered(suggested("how-often", 0.95));
    let sweep = sweep(&[alarmed, referred, copied_from_the_background], 0.7);
    assert_eq!(sweep.points.len(), 1);
    check_near(sweep.present.coverage, 0.0);
}

#[test]
fn nothing_measured_is_a_point_at_zero() {
    let sweep = sweep(&[], 0.7);
    assert_eq!(sweep.points.len(), 1);
    check_near(sweep.present.risk, 0.0);
}

#[test]
fn the_worst_come_first() {
    let missed = Record {
        judgement: Judgement::Missed,
        ..suggested("other", 0.99)
    };
    let records = [
        answered("how-often", 0.9),
        missed,
        answered("other", 0.6),
        answered("other", 0.8),
    ];
    let confidences: Vec<f64> = worst(&records)
        .iter()
        .map(|record| record.confidence)
        .collect();
    assert_eq!(confidences, [0.8, 0.6, 0.99]);
}

#[test]
fn comparing_finds_better_worse_and_unmatched_cases() {
    let case = |record: Record, text: &str| Record {
        case: Case {
            text: CaseText::Plain(text.to_owned()),
            ..record.case
        },
        ..record
    };
    let before = Report::of(vec![
        case(answered("how-often", 0.9), "a"),
        case(suggested("how-often", 0.5), "b"),
        case(answered("other", 0.9), "gone"),
    ]);
    let now = Report::of(vec![
        case(answered("other", 0.9), "a"),
        case(answered("how-often", 0.9), "b"),
        case(answered("how-often", 0.9), "new"),
    ]);
    let comparison = compare(&before, &now);
    assert_eq!(comparison.better.len(), 1);
    assert_eq!(comparison.worse[0].now.judgement, Judgement::Wrong);
    assert_eq!((comparison.only_before, comparison.only_now), (1, 1));
    let all = comparison.lines.last().expect("a sum");
    assert_eq!(
        (all.name.as_str(), all.before.right, all.now.right),
        ("= all", 1, 2)
    );
}
