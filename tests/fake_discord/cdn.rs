//! Downloads: what was uploaded, at the signed address that Discord gave for it, and nowhere else.

use super::answer::Answer;
use super::recorder::Request;
use super::shared::State;

/// `GET /attachments/…` and `GET /ephemeral-attachments/…`.
pub(crate) fn download(state: &mut State, request: &Request) -> Answer {
    if !request.authorization.is_empty() {
        state.violation("a download does not show the bot's token", request);
    }
    let mut files = state.world.files.known.values();
    let found = files.find(|file| file.path() == request.path);
    let found = found.filter(|file| !file.is_gone && file.signature() == request.query);
    found.map_or(Answer::error(404, 0, "404: Not Found"), Answer::file)
}
