//! 'Show me what a member sees': the replies to questions as a page, drawn from the very messages that Discord would get.

use super::load::Source;
use super::terminal::Terminal;
use super::{Ending, Failure};
use crate::discord::drawn_reply;
use crate::picture::{AskedBy, Shown, page};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What a member asks; each is answered on the page.
    #[arg(required = true)]
    questions: Vec<String>,
    /// Who asks.
    #[arg(long, default_value = "Mia")]
    member: String,
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let settings = source.settings()?;
    let assistant = source.assistant(terminal)?;
    let mut shown = Vec::new();
    for question in &arguments.questions {
        shown.push(Shown {
            author: &arguments.member,
            is_bot: false,
            message: serde_json::json!({ "content": format!("@Aftercare {question}") }),
            asked_by: None,
        });
        shown.push(Shown {
            author: "Aftercare",
            is_bot: true,
            message: drawn_reply(&assistant, &settings.clinic, question),
            asked_by: Some(AskedBy::Message {
                author: &arguments.member,
                text: question,
            }),
        });
    }
    terminal.print(&page(&shown))?;
    Ok(Ending::Fine)
}
