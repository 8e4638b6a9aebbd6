//! Files that people hand to the bot in an option of a slash command.

use axum::body::Bytes;

use super::FakeDiscord;
use super::attachments::{File, cleansed};
use super::pattern::Pattern;
use super::recorder::Request;
use super::shared::State;
use super::snowflake::Snowflake;

impl FakeDiscord {
    /// Someone chooses a file; its id is the value of the option. Without a content type Discord could not tell
    /// what it is.
    pub(crate) fn uploads(&self, name: &str, content_type: &str, bytes: &[u8]) -> Snowflake {
        self.shared.with(|state| {
            let id = state.world.ids.next();
            let file = File {
                id,
                name: cleansed(name),
                description: None,
                content_type: (!content_type.is_empty()).then(|| content_type.to_owned()),
                bytes: Bytes::copy_from_slice(bytes),
                place: state.world.application,
                is_ephemeral: true,
                is_gone: false,
            };
            state.world.files.known.insert(id, file);
            id
        })
    }

    /// The file can be downloaded no more: 404 from now on.
    pub(crate) fn loses_file(&self, file: Snowflake) {
        self.shared.with(|state| {
            let known = state.world.files.known.get_mut(&file);
            known.expect("it was uploaded").is_gone = true;
        });
    }

    /// Waits until the bot has tried to download the file; the status tells how that went.
    pub(crate) async fn downloaded(&self, file: Snowflake) -> Request {
        let path = self.shared.with(|state| {
            let known = state.world.files.known.get(&file);
            known.expect("it was uploaded").path()
        });
        let wanted = Pattern::new(&format!("GET {path}"));
        let found = |state: &mut State| state.recorder.take(|request| request.is(&wanted));
        self.shared.wait_for("a download", found).await
    }
}
