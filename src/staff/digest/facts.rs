//! What a digest is made of, as plain data: sums by day, what members chose to send, and what is known of the FAQ.

use toml::value::Date;

/// Everything that a digest is made of.
///
/// The more weeks the counts go back, the better: a whole week before the first count is taken for one in which nothing
/// was counted yet. Five weeks are enough; older counts change nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The digest is about the last whole week before this day's.
    pub today: Date,
    /// How often what was decided.
    pub outcomes: Vec<OutcomeCount>,
    /// What members said of answers.
    pub feedback: Vec<FeedbackCount>,
    /// What members sent to the team, and nobody has dealt with.
    pub waiting: Vec<WaitingQuestion>,
    /// The entries that the bot answers with. Counts of others are left out where entries are named.
    pub entries: Vec<KnownEntry>,
    /// Articles whose review is overdue.
    pub overdue: Vec<OverdueReview>,
    /// Entries whose time is over.
    pub expired: Vec<ExpiredEntry>,
}

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An entry answered.
    Answered,
    /// Entries were offered.
    Suggested,
    /// A health question was left to the clinic.
    Referred,
    /// Nothing fitted.
    NotAnswered,
    /// Somebody may be in danger. Of these only a week's sum is ever told.
    Crisis,
}

/// A day's sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeCount {
    /// When.
    pub day: Date,
    /// What was decided.
    pub outcome: Outcome,
    /// The id of the entry that answered, or that stood first among those offered.
    pub entry: Option<String>,
    /// How often.
    pub times: u64,
}

/// A day's sums for one entry, as members' buttons say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackCount {
    /// The entry's id.
    pub entry: String,
    /// When.
    pub day: Date,
    /// 'This helped'.
    pub helped: u64,
    /// 'Not what I asked'.
    pub not_helped: u64,
}

/// A question that members sent to the team, redacted before it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingQuestion {
    /// As it stands on its card.
    pub text: String,
    /// How often this very text was sent.
    pub times: u64,
    /// When it was sent first.
    pub first_day: Date,
}

/// An entry of the FAQ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntry {
    /// Its id.
    pub id: String,
    /// Its question, as it is shown.
    pub question: String,
}

/// An article that a person should read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdueReview {
    /// The article's title.
    pub title: String,
    /// When the review was due.
    pub due: Date,
    /// The ids of the entries that come from it.
    pub entries: Vec<String>,
}

/// An entry whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpiredEntry {
    /// Its question, as it is shown.
    pub question: String,
    /// Its last day.
    pub last_day: Date,
}
