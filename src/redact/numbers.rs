//! Phone numbers, and what else has so many digits that it can name somebody: a Discord id, an account.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::pattern;

/// Digits in the shortest local number ('555-0100'). With six, house and room numbers, prices and dates would go.
const FEWEST_DIGITS: usize = 7;

/// Digits that may stand beside a date without being a number: hours ('11/24 10-12'), but no half of a phone number.
const DIGITS_BESIDE_A_DATE: usize = 4;

/// Digits with at most three signs between two of them, and what stands before a number. Not over a line's end.
static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    let between = r"[[\s--\n].\-‐‑‒–—−/()·]{0,3}";
    pattern(&format!(
        r"(?:[+＋]\s?)?(?:\([+＋]?\d{{1,5}}\){between})?\d(?:{between}\d)*"
    ))
});

/// Blanks around a dash: '2023 - 2024' is one range.
static DASH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s?[‐‑‒–—−-]\s?"));

/// A day, or days, years or times from one to another. Nothing with a month 13 or a day 32.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let day = "(?:0?[1-9]|[12][0-9]|3[01])";
    let month = "(?:0?[1-9]|1[0-2])";
    let year = "(?:19|20)[0-9]{2}";
    let date = format!(
        r"(?:{year}[-./]{month}[-./]{day}|{day}[-./]{day}[-./](?:{year}|[0-9]{{2}})|{day}\.{month}\.|[0-9]{{1,2}}/[0-9]{{1,2}})"
    );
    let time = r"[0-9]{1,2}\.[0-9]{2}";
    pattern(&format!(
        "^(?:{date}(?:-{date})?|{year}[-/]{year}|{time}-{time})$"
    ))
});

pub(super) fn without_numbers(text: &str) -> String {
    let replaced = DIGITS.replace_all(text, |found: &Captures<'_>| {
        let digits = found.get_match().as_str();
        let is_number = is_number(digits);
        if is_number { "[number]" } else { digits }.to_owned()
    });
    replaced.into_owned()
}

fn is_number(digits: &str) -> bool {
    if count(digits) < FEWEST_DIGITS {
        return false;
    }
    let is_phone = digits.starts_with(['+', '＋', '(']);
    let ranges = DASH.replace_all(digits, "-");
    let (dates, others): (Vec<&str>, Vec<&str>) = ranges
        .split_whitespace()
        .partition(|part| DATE.is_match(part));
    let beside: usize = others.into_iter().map(count).sum();
    is_phone || dates.is_empty() || beside > DIGITS_BESIDE_A_DATE
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_numbers(text), expected);
    }

    #[test]
    fn numbers_go_in_the_forms_people_write() {
        for number in [
            "555-0100",
            "5550100",
            "(555) 010-4477",
            "555.010.4477",
            "555 010 4477",
            "1-555-010-4477",
            "+1 (555) 010-4477",
            "+15550104477",
            "+ 49 30 123456",
            "+49 (0)30 / 12 34 56",
            "030/1234567",
            "0049-30-123456",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06/12/34/56/78",
            "06–12–34–56–78",
            "(+44) 20 7946 0958",
            "+34 612\u{a0}345\u{a0}678",
            "٠٥٥٥٠١٠٤٤٧٧",
            "1100000000000000001",
        ] {
            check(number, "[number]");
            check(&format!("ring {number}, ok?"), "ring [number], ok?");
            check(&format!("({number})"), "([number])");
        }
        check("5550100\n5550101", "[number]\n[number]");
    }

    #[test]
    fn counts_dates_and_times_stay() {
        for text in [
            "2024",
            "3 times, 90 minutes, 10-12 sessions, 24/7",
            "2026-11-24 or 24.11.2026, 11/24/2026 and 24.11.26",
            "10:30 to 11:45, 10.30 - 11.45, 2026-11-24 10:30",
            "11/24 10-12, am 24.11. 10-12",
            "2023-2024 and 2023 – 2024, 2026-11-24 - 2026-11-26",
            "pain 7/10 8/10 9/10, 120/80",
            "I'm 35, 1.75 m, 60 kg, $120.50",
            "3\n30\n300\n3000",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_number_beside_a_date_goes_with_it() {
        check("24.11.2026 555-0100", "[number]");
        check("2026-13-24-99", "[number]");
    }
}
