//! 'We found a good article: make us an FAQ file of it.' The file is a draft, which a person has to finish.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::check::counted;
use super::terminal::Terminal;
use super::{Ending, Failure};
use crate::draft::Draft;

/// The longest article in bytes: a book of five hundred pages. More was given by mistake.
const LONGEST_ARTICLE: u64 = 1024 * 1024;

/// The name that stands for standard input.
const STANDARD_INPUT: &str = "-";

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The article, as plain text or simple Markdown; `-` reads it from standard input.
    article: PathBuf,
    /// Write the draft to this file, which must not be there yet, and not to standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<Ending, Failure> {
    let draft = drafted(&arguments.article)?;
    let file = draft.to_toml(crate::clock::today());
    let next = if let Some(path) = &arguments.out {
        write_new(path, &file)?;
        format!("open {}", path.display())
    } else {
        terminal.print(&file)?;
        "save it as a file of the FAQ folder (`--out FILE` does that)".to_owned()
    };
    terminal.say(&told(&draft));
    terminal.say(&format!("Next: {next}, and do what its first lines say."));
    Ok(Ending::Fine)
}

fn drafted(path: &Path) -> Result<Draft, Failure> {
    let (shown, read) = if path == Path::new(STANDARD_INPUT) {
        ("standard input".to_owned(), read(io::stdin().lock()))
    } else {
        let file = fs::File::open(path);
        (path.display().to_string(), file.and_then(read))
    };
    let bytes = read.map_err(|error| Failure(format!("{shown} can't be read: {error}")))?;
    let draft = text(bytes).and_then(|text| {
        let draft = Draft::of(&text);
        draft.map_err(|nothing| nothing.to_string())
    });
    draft.map_err(|why| Failure(format!("no draft can be made of {shown}: {why}")))
}

fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LONGEST_ARTICLE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.len() as u64 > LONGEST_ARTICLE {
        return Err(format!(
            "it has more than {LONGEST_ARTICLE} bytes, which is no article"
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line_ends = error.as_bytes().iter().take(good).filter(|&&b| b == b'\n');
        let line = line_ends.count() + 1;
        format!("it is not UTF-8 text (line {line}); save it as plain text in UTF-8")
    })
}

/// Writes a file that appears whole or not at all, and never in the place of another.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure(format!(
            "{} is there already: choose another name, or move it away first",
            path.display()
        )),
        _ => Failure(format!("{} can't be written: {error}", path.display())),
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = unfinished(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(path)
        .map_err(|refused| failed(refused.error))?;
    Ok(())
}

/// A hidden file, which the bot takes for none of the FAQ. Staff and the bot may be different users, so it is as open as any
/// file that is made here.
fn unfinished(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".draft-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn told(draft: &Draft) -> String {
    let entries = counted(draft.entries.len(), "entry", "entries");
    let (set_apart, left_out) = draft.set_apart_and_left_out();
    let left_out = counted(left_out, "paragraph", "paragraphs");
    format!(
        "{entries}; {left_out} left out and {set_apart} set apart as advertising, all listed at the end of the draft."
    )
}
