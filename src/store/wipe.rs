//! Forgetting all that came from a server's members: their questions, and what was counted of them.

use std::collections::BTreeSet;

use super::failure::StoreFailure;
use super::questions::{Question, telling_questions};
use super::{Store, on_either};

/// What was forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wiped {
    /// The questions, so that what the team sees of them can be emptied; those first that were sent first.
    pub questions: Vec<Question>,
    /// On how many days members said that an answer helped, or did not.
    pub feedback_days: usize,
    /// Of how many days it was counted how questions were decided.
    pub outcome_days: usize,
}

const QUESTIONS: &str = telling_questions!("DELETE FROM question WHERE guild = $1 RETURNING ", "");

const FEEDBACK: &str = "DELETE FROM feedback WHERE guild = $1 RETURNING day";

const OUTCOMES: &str = "DELETE FROM outcome WHERE guild = $1 RETURNING day";

impl Store {
    /// Forgets all that came from a server's members, wholly or not at all, and tells what it was. What staff set and what
    /// they edited stays.
    ///
    /// # Errors
    /// When the database can't be written; all is there then.
    pub async fn wipe_member_data(&self, guild: u64) -> Result<Wiped, StoreFailure> {
        let guild = guild.cast_signed();
        let wiped: sqlx::Result<_> = on_either!(self, pool => async {
            let mut transaction = pool.begin().await?;
            let questions = sqlx::query_as(QUESTIONS).bind(guild).fetch_all(&mut *transaction).await?;
            let feedback = sqlx::query_as(FEEDBACK).bind(guild).fetch_all(&mut *transaction).await?;
            let outcomes = sqlx::query_as(OUTCOMES).bind(guild).fetch_all(&mut *transaction).await?;
            transaction.commit().await?;
            Ok((questions, feedback, outcomes))
        }
        .await);
        let (questions, feedback, outcomes) =
            wiped.map_err(|error| self.undone("can't forget what came from members", error))?;
        Ok(Wiped {
            questions: Question::read_all(questions),
            feedback_days: different(feedback),
            outcome_days: different(outcomes),
        })
    }
}

/// A day comes once for each entry.
fn different(days: Vec<(String,)>) -> usize {
    days.into_iter().collect::<BTreeSet<_>>().len()
}
