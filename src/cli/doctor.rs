//! 'What keeps the bot from working on our server?'

use std::env;
use std::sync::Arc;

use super::load::Source;
use super::terminal::Terminal;
use super::{Ending, Failure, kept};
use crate::discord::{Connection, Desk, Finding, diagnose};

pub(super) fn run(source: &Source<'_>, terminal: &mut Terminal) -> Result<Ending, Failure> {
    let settings = source.settings()?;
    let store = kept::address(&settings)?;
    let connection = Connection::from_environment(|name| env::var(name).ok())
        .map_err(|missing| Failure(missing.to_string()))?;
    let desk = Desk::new(Arc::new(source.edition(terminal)?), settings);
    let findings =
        diagnose(&connection, desk, &store).map_err(|failure| Failure(failure.to_string()))?;
    for finding in &findings {
        terminal.print(&finding.line())?;
    }
    if findings.iter().any(Finding::is_problem) {
        return Ok(Ending::ProblemsFound);
    }
    Ok(Ending::Fine)
}
