//! The two output streams. Colour only on a terminal, never with `NO_COLOR` (`anstream` sees to both).

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::{Ending, Failure};

/// Standard output for data, standard error for talk.
pub(super) struct Terminal {
    out: anstream::Stdout,
    err: anstream::Stderr,
}

impl Terminal {
    /// The process's own streams.
    pub(super) fn standard() -> Self {
        Self {
            out: anstream::stdout(),
            err: anstream::stderr(),
        }
    }

    /// Writes data; a reader that has gone away ends the program quietly, as pipes expect.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        match writeln!(self.out, "{}", text.trim_end()).and_then(|()| self.out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                Err(Failure("nobody reads the output".into()))
            }
            written => Ok(written?),
        }
    }

    /// Writes a value as indented JSON.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<Ending, Failure> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        self.print(&text)?;
        Ok(Ending::Fine)
    }

    /// Says something to the person; if even that can't be written, there is nobody to tell.
    pub(super) fn say(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }

    /// Whether a person sits at both ends.
    pub(super) fn is_interactive() -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }
}

/// A bar that grows on standard error, where that is a terminal; drawn only when there is something to wait for.
pub(super) fn progress_bar(what: &str) -> ProgressBar {
    bar(what, "{msg} {wide_bar} {pos}/{len}")
}

/// The same for bytes.
#[cfg(feature = "meaning")]
pub(super) fn bytes_bar(what: &str) -> ProgressBar {
    bar(what, "{msg} {wide_bar} {bytes}/{total_bytes}")
}

fn bar(what: &str, template: &str) -> ProgressBar {
    // The templates are fixed and right; were one not, the plain bar would do.
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0)
        .with_style(style)
        .with_message(what.to_owned())
}

/// A table with its columns aligned, the first to the left, the others to the right.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            // Writing to a String can't fail.
            let _ = if column == 0 {
                write!(text, "{cell:<width$}")
            } else {
                write!(text, "  {cell:>width$}")
            };
        }
        text.push('\n');
    }
    text
}

/// A text in one line of at most so many characters; control characters, which could play with the terminal, are blanks.
pub(super) fn one_line(text: &str, longest: usize) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let kept: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
