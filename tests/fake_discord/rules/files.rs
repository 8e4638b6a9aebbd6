//! Rules of the files that a message brings.

use std::collections::HashSet;

use serde_json::Value;

use super::{Broken, list};
use crate::fake_discord::attachments::{FILE_BYTES, FILES};
use crate::fake_discord::recorder::Request;

const DESCRIPTION_CHARACTERS: usize = 1024;
/// Callback type of an edit.
const UPDATE_CALLBACK: u64 = 7;

impl Broken {
    pub(super) fn files(&mut self, request: &Request) {
        let files = &request.files;
        self.number_of_files(files.len());
        // The documentation says both that such files are added and that they are ignored.
        let is_listed = ["/attachments", "/data/attachments"]
            .iter()
            .any(|list| request.body.pointer(list).is_some_and(Value::is_array));
        let is_edit = request.method == "PATCH" || request.body["type"] == UPDATE_CALLBACK;
        self.unless(files.is_empty() || is_listed || !is_edit, || {
            "an edit lists the files that it brings".to_owned()
        });
        let mut placeholders = HashSet::new();
        for file in files {
            let placeholder = file.placeholder();
            self.unless(placeholder.is_some(), || {
                format!("the part of a file is called files[n], not {}", file.part)
            });
            self.unless(placeholders.insert(&file.part), || {
                format!("two files in the part {}", file.part)
            });
            self.unless(!file.name.is_empty(), || {
                format!("the file in the part {} has a name", file.part)
            });
            let size = file.bytes.len();
            self.unless(size <= FILE_BYTES, || {
                format!("a file has at most {FILE_BYTES} bytes, not {size}")
            });
        }
    }

    pub(super) fn attachments(&mut self, attachments: &Value) {
        let attachments = list(attachments);
        self.number_of_files(attachments.len());
        for attachment in attachments {
            let description = &attachment["description"];
            self.up_to(DESCRIPTION_CHARACTERS, description, "a file's description");
        }
    }

    fn number_of_files(&mut self, count: usize) {
        self.unless(count <= FILES, || {
            format!("a message has at most {FILES} files, not {count}")
        });
    }
}
