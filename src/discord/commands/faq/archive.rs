//! The whole FAQ as one file, and back: Discord takes ten files with a message, and a folder may have more.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::faq::folder::{LARGEST_FILE, SourceFile};

/// Most files in an archive that is read: a folder has some dozens.
const MOST_FILES: usize = 500;

const NO_ARCHIVE: &str =
    "That is no zip file that I can read. Please pack it again, or attach the .toml file alone.";
const NO_FILES: &str = "There is no .toml file in that zip file.";
const TOO_MANY: &str = "That zip file has more files than an FAQ has.";

/// The files, packed.
///
/// # Errors
/// When there are too many bytes for the format.
pub(super) fn packed(files: &[SourceFile]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        archive.start_file(file.name.as_ref(), SimpleFileOptions::default())?;
        archive.write_all(file.text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The `.toml` files of an archive, by name. Who packs a whole folder has its name before each of them; it is taken away
/// where the files are those that are `known`.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn unpacked(bytes: &[u8], known: &[&str]) -> Result<Vec<(String, String)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NO_ARCHIVE)?;
    if archive.len() > MOST_FILES {
        return Err(TOO_MANY.to_owned());
    }
    let mut files = Vec::new();
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|_| NO_ARCHIVE)?;
        let name = entry.name().replace('\\', "/");
        if !is_of_the_faq(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        // However large it says it is, or becomes.
        let read = entry.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
        read.map_err(|_| NO_ARCHIVE)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            format!("`{name}` is not UTF-8 text. Please save it again as plain text.")
        })?;
        files.push((name, text));
    }
    if files.is_empty() {
        return Err(NO_FILES.to_owned());
    }
    Ok(without_folder(files, known))
}

/// Some systems put files of their own into an archive.
fn is_of_the_faq(name: &str) -> bool {
    let is_hidden = name
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX");
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension == "toml") && !is_hidden
}

fn without_folder(files: Vec<(String, String)>, known: &[&str]) -> Vec<(String, String)> {
    let inside = |name: &str| name.split_once('/').map(|(_, inside)| inside.to_owned());
    let is_known = |name: &str| known.contains(&name);
    let are_known = files.iter().any(|(name, _)| is_known(name));
    let are_known_inside = files
        .iter()
        .any(|(name, _)| inside(name).is_some_and(|name| is_known(&name)));
    if are_known || !are_known_inside {
        return files;
    }
    let stripped = files
        .into_iter()
        .map(|(name, text)| (inside(&name).unwrap_or(name), text));
    stripped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile {
            name: name.into(),
            text: text.to_owned(),
        }
    }

    fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let files = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        files.collect()
    }

    #[test]
    fn what_is_packed_comes_back() {
        let files = [file("faq.toml", "a = 1 # é\n"), file("more/often.toml", "")];
        let bytes = packed(&files).expect("packed");
        let expected = named(&[("faq.toml", "a = 1 # é\n"), ("more/often.toml", "")]);
        assert_eq!(unpacked(&bytes, &["faq.toml"]), Ok(expected.clone()));
        assert_eq!(
            unpacked(&bytes, &[]),
            Ok(expected),
            "new files keep their folder"
        );
    }

    #[test]
    fn a_folder_that_was_packed_whole_is_taken_away_and_foreign_files_are_left_out() {
        let files = [
            file("my faq/faq.toml", "a"),
            file("my faq/more/often.toml", "b"),
            file("my faq/README.md", "c"),
            file("__MACOSX/my faq/._faq.toml", "d"),
        ];
        let bytes = packed(&files).expect("packed");
        let expected = named(&[("faq.toml", "a"), ("more/often.toml", "b")]);
        assert_eq!(
            unpacked(&bytes, &["faq.toml", "more/often.toml"]),
            Ok(expected)
        );
    }

    #[test]
    fn what_cant_be_used_is_refused_in_words() {
        assert_eq!(unpacked(b"PK?", &[]), Err(NO_ARCHIVE.to_owned()));
        let bytes = packed(&[file("README.md", "")]).expect("packed");
        assert_eq!(unpacked(&bytes, &[]), Err(NO_FILES.to_owned()));
    }
}
