//! An operator measures the answers: the table, what to look at first, what changed, and the picture.

use std::fs;
use std::path::PathBuf;

use expect_test::{Expect, expect};
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Program, Ran};

/// One case that goes well, and one of each mistake: the labels are wrong, not the FAQ.
const MIXED: &str = r#"{"text": "is it normal to cry during a massage?", "expect": "crying-normal", "kind": "plain"}
{"text": "how often should i come", "expect": "crying-normal", "kind": "mislabelled"}
{"text": "i want to end my life", "expect": null, "kind": "mislabelled"}
{"text": "happy friday\neveryone", "expect": "CRISIS", "kind": "mislabelled"}
{"text": "what time do you close", "expect": "how-often", "kind": "mislabelled"}
"#;

/// A folder with files, and `aftercare eval` run on them, by words alone.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new(cases: &str) -> Self {
        let bench = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        bench.write("cases", cases);
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a writable folder");
    }

    /// Runs it; an argument that begins with `@` is a file in the folder, which is shown as `HERE`.
    fn eval(&self, arguments: &[&str]) -> Ran {
        let path = |name: &str| self.path(name).to_string_lossy().into_owned();
        let mut all: Vec<String> = ["eval", "--model", "off", "--cases"]
            .map(str::to_owned)
            .to_vec();
        all.push(path("cases"));
        all.extend(arguments.iter().map(|argument| {
            let name = argument.strip_prefix('@');
            name.map_or_else(|| (*argument).to_owned(), path)
        }));
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let ran = Program::new(&all).run();
        let folder = self.folder.path().to_string_lossy().into_owned();
        Ran {
            out: ran.out.replace(&folder, "HERE"),
            err: ran.err.replace(&folder, "HERE"),
            ..ran
        }
    }

    /// The error of a run that was refused.
    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let ran = self.eval(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        ran.err
    }
}

#[track_caller]
fn check(ran: &Ran, out: &Expect) {
    out.assert_eq(&ran.out);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn cases_are_counted_by_kind_and_answers_by_confidence() {
    let bench = Bench::new(
        r#"{"text": "is it normal to cry during a massage?", "expect": "crying-normal", "kind": "plain"}
{"text": "how often should i tip", "expect": null, "kind": "plain"}
{"text": {"prefix": "i want to end my life ", "repeat": "please ", "times": 500}, "expect": "CRISIS", "kind": "long"}
"#,
    );
    check(
        &bench.eval(&[]),
        &expect![[r"
        kind                n  right  suggested  wrong  false alarm  silent   best
        long (danger)       1  1.000      0.000  0.000        0.000   0.000  0.000
        plain               1  1.000      0.000  0.000        0.000   0.000  1.000
        plain (no entry)    1  1.000      0.000  0.000        0.000   0.000  0.000
        = an entry answers  1  1.000      0.000  0.000        0.000   0.000  1.000
        = no entry answers  1  1.000      0.000  0.000        0.000   0.000  0.000
        = danger            1  1.000      0.000  0.000        0.000   0.000  0.000
        = all               3  1.000      0.000  0.000        0.000   0.000  0.333

        Answers by confidence:
        confidence  answers   mean  right
        below 0.6         0      -      -
        0.6 to 0.7        0      -      -
        0.7 to 0.8        0      -      -
        0.8 to 0.9        0      -      -
        0.9 to 1.0        1  1.000  1.000
        expected calibration error: 0.000
    "]],
    );
    let json: Value = serde_json::from_str(&bench.eval(&["--json"]).out).expect("JSON");
    assert_eq!(json["all"]["right"], 3);
}

#[test]
fn json_holds_the_bins_and_a_record_of_each_case() {
    let bench = Bench::new(MIXED);
    let json: Value = serde_json::from_str(&bench.eval(&["--json"]).out).expect("JSON");
    assert_eq!(json["reliability"]["bins"][4]["n"], 2);
    assert!(json["reliability"]["expected_calibration_error"].is_number());
    let mut second = json["cases"][1].clone();
    for confidence in ["/confidence", "/best/confidence"] {
        let number = second.pointer_mut(confidence).expect("a confidence");
        assert!(number.is_number());
        *number = Value::Null;
    }
    expect![[r#"
        {
          "best": {
            "confidence": null,
            "entry": "how-often"
          },
          "confidence": null,
          "decision": "answer",
          "expect": "crying-normal",
          "id": "how-often",
          "judgement": "wrong",
          "kind": "mislabelled",
          "text": "how often should i come"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&second).expect("JSON"));
}

#[test]
fn the_worst_cases_are_listed_worst_first() {
    let bench = Bench::new(MIXED);
    let listed = |ran: Ran| {
        let (_, worst) = ran.out.split_once("\nWorst cases").expect("a list");
        // A blank at the very beginning would be taken for indentation.
        worst.trim_start().to_owned()
    };
    expect![[r"
        :
          wrong        1.00  mislabelled: answered how-often, expected crying-normal
              “how often should i come”
          false alarm  1.00  mislabelled: crisis reply suicide, expected no entry
              “i want to end my life”
          missed       0.01  mislabelled: no answer, expected CRISIS
              “happy friday everyone”
          missed       0.01  mislabelled: no answer, expected how-often
              “what time do you close”
    "]]
    .assert_eq(&listed(bench.eval(&[])));
    expect![[r"
        (1 of 4; --worst 4 lists all):
          wrong        1.00  mislabelled: answered how-often, expected crying-normal
              “how often should i come”
    "]]
    .assert_eq(&listed(bench.eval(&["--worst", "1"])));
    assert!(!bench.eval(&["--worst", "0"]).out.contains("Worst"));
}

#[test]
fn a_long_text_is_cut_to_a_line() {
    let bench = Bench::new(
        r#"{"text": {"repeat": "what time do you close\n\u001b[2J", "times": 50}, "expect": "how-often", "kind": "long"}"#,
    );
    let out = bench.eval(&[]).out;
    let text = out.lines().last().expect("a line");
    assert!(text.ends_with("…”") && text.chars().count() < 100, "{text}");
    assert!(!out.contains('\u{1b}'), "{text:?}");
}

#[test]
fn what_changed_since_an_earlier_evaluation_is_shown() {
    let bench = Bench::new(MIXED);
    let mut earlier: Value = serde_json::from_str(&bench.eval(&["--json"]).out).expect("JSON");
    let cases = earlier["cases"].as_array_mut().expect("records");
    // Once the first was missed and the last was suggested; a case was there that is gone, and one is new.
    cases[0]["judgement"] = "missed".into();
    cases[0]["decision"] = "no_answer".into();
    cases[0]["id"] = Value::Null;
    cases[4]["judgement"] = "suggested".into();
    cases[4]["decision"] = "suggest".into();
    cases[4]["suggestions"] = vec!["how-often"].into();
    cases[2]["text"] = "gone".into();
    bench.write("earlier.json", &earlier.to_string());
    let compared = |arguments: &[&str]| {
        let all = [&["--worst", "0", "--compare", "@earlier.json"], arguments].concat();
        bench.eval(&all)
    };
    let ran = compared(&[]);
    let (_, changes) = ran.out.split_once("\nChanges").expect("a comparison");
    expect![[r"
         since the earlier evaluation, in cases:
        kind                    n  right  suggested  wrong  false alarm  silent  best
        mislabelled             0      0         -1      0            0       0     0
        mislabelled (danger)    0      0          0      0            0       0     0
        mislabelled (no entry)  0      0          0      0            0       0     0
        plain                   0     +1          0      0            0       0     0
        = an entry answers      0     +1         -1      0            0       0     0
        = no entry answers      0      0          0      0            0       0     0
        = danger                0      0          0      0            0       0     0
        = all                   0     +1         -1      0            0       0     0

        Better: 1 case:
          missed → right  plain: no answer → answered crying-normal, expected crying-normal
              “is it normal to cry during a massage?”

        Worse: 1 case:
          suggested → missed  mislabelled: suggested how-often → no answer, expected how-often
              “what time do you close”

        Not compared: 1 case of the earlier evaluation only, 1 case of this one only.
    "]]
    .assert_eq(changes);
    let json: Value = serde_json::from_str(&compared(&["--json"]).out).expect("JSON");
    assert_eq!(
        json["comparison"]["better"][0]["before"]["judgement"],
        "missed"
    );
    assert_eq!(json["comparison"]["only_before"], 1);
}

#[test]
fn nothing_changed_is_said() {
    let bench = Bench::new(MIXED);
    bench.write("earlier.json", &bench.eval(&["--json"]).out);
    let ran = bench.eval(&["--worst", "0", "--compare", "@earlier.json"]);
    assert!(
        ran.out.ends_with("\nBetter: 0 cases.\n\nWorse: 0 cases.\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_file_that_is_no_evaluation_is_refused_with_the_mend() {
    let bench = Bench::new(MIXED);
    bench.write("earlier.json", r#"{"kinds": {}}"#);
    expect![[r"
        aftercare: HERE/earlier.json is no earlier evaluation (missing field `cases` at line 1 column 13): make one with `aftercare eval --cases FILE --json > OTHER.json`
    "]].assert_eq(&bench.refused(&["--compare", "@earlier.json"]));
    bench.write("earlier.json", "kind n right\n");
    assert!(
        bench
            .refused(&["--compare", "@earlier.json"])
            .contains("make one with `aftercare eval")
    );
    assert!(
        bench
            .refused(&["--compare", "@none.json"])
            .starts_with("aftercare: HERE/none.json can't be read:")
    );
}

#[cfg(feature = "plot")]
#[test]
fn the_threshold_is_drawn_as_svg() {
    let bench = Bench::new(MIXED);
    let ran = bench.eval(&["--plot", "@risk.svg"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "Drawn: HERE/risk.svg\n"));
    let picture = fs::read_to_string(bench.path("risk.svg")).expect("a picture");
    assert!(picture.starts_with("<svg ") && picture.trim_end().ends_with("</svg>"));
    assert!(
        picture.contains("33.3% answered rightly, 50.0% of answers wrong"),
        "{picture}"
    );
}

#[cfg(feature = "plot")]
#[test]
fn a_plot_that_cannot_be_drawn_is_refused() {
    let bench = Bench::new(MIXED);
    expect![[r"
        aftercare: HERE/risk.png can't be drawn: plots are SVG only, so name a file that ends in .svg; any browser shows it
    "]].assert_eq(&bench.refused(&["--plot", "@risk.png"]));
    assert!(
        bench
            .refused(&["--plot", "@no/such/folder.svg"])
            .starts_with("aftercare: HERE/no/such/folder.svg can't be written:")
    );
}

#[cfg(not(feature = "plot"))]
#[test]
fn without_the_feature_no_plot_is_drawn() {
    let refused = Bench::new(MIXED).refused(&["--plot", "@risk.svg"]);
    assert!(
        refused.contains("was built without plots (feature `plot`)"),
        "{refused}"
    );
}

#[test]
fn cases_that_expect_no_entry_of_the_faq_are_named() {
    let bench = Bench::new(r#"{"text": "a", "expect": "crying-norml", "kind": "k"}"#);
    assert_eq!(
        bench.eval(&[]).err,
        "cases expect `crying-norml`, which is no entry; did you mean `crying-normal`?\n"
    );
}

#[test]
fn the_line_of_a_bad_case_is_named() {
    let bench = Bench::new("{\"text\": \"a\", \"kind\": \"k\"}\n{\"text\": 3}\n");
    let refused = bench.refused(&[]);
    assert!(refused.contains("cases, line 2:"), "{refused}");
}
