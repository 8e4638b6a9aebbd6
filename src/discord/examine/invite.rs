//! What the bot needs on a server, and the link that asks for exactly that.

use serenity::all::{ApplicationId, Permissions};

/// To see a question, to answer it with an embed below it, in threads, too; files are the FAQ that staff take out, and the
/// chart of the week's digest. Nothing else.
pub(crate) const PERMISSIONS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// Where a server's keeper adds the bot to it.
pub(crate) fn link(application: ApplicationId) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
        PERMISSIONS.bits()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_asks_for_what_readme_names() {
        let link = link(ApplicationId::new(42));
        assert!(
            link.ends_with("client_id=42&scope=bot+applications.commands&permissions=274878024704")
        );
    }
}
