//! The command line: one file a subcommand, and what they share.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 fine, 1 problems found, 2 could not run.

mod ask;
mod chat;
mod check;
mod diagnostics;
#[cfg(feature = "discord")]
mod doctor;
mod draft;
mod eval;
#[cfg(feature = "discord")]
mod kept;
mod load;
#[cfg(feature = "meaning")]
mod model;
#[cfg(feature = "discord")]
mod picture;
#[cfg(feature = "discord")]
mod serve;
mod terminal;
mod why;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::assistant::Heard;
use crate::settings::Model;
use terminal::Terminal;

/// How a subcommand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Nothing to complain about.
    Fine,
    /// It ran, and found problems.
    ProblemsFound,
}

/// Why a subcommand could not run, in words; exit code 2.
#[derive(Debug)]
struct Failure(String);

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(format!("the output can't be written: {error}"))
    }
}

/// Answers a massage clinic's members from the clinic's own FAQ.
#[derive(Parser)]
#[command(name = "aftercare", version, max_term_width = 100)]
struct Cli {
    /// The FAQ folder.
    #[arg(long, value_name = "DIR", default_value = "faq", global = true)]
    faq: PathBuf,
    /// The settings file (country, contact, model); without it, safe defaults.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// What compares meanings: `built-in`, `off`, an installed model, or the folder of a sentence model.
    #[arg(long, value_name = "MODEL", global = true)]
    model: Option<Model>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Talk to the FAQ in the terminal; reads piped lines, too.
    Chat,
    /// Answer one question, or one a line.
    Ask(ask::Arguments),
    /// Show every problem in the FAQ folder: mistakes, failing tests, overdue reviews.
    Check(check::Arguments),
    /// Make a draft of an FAQ file from an article, for a person to finish.
    Draft(draft::Arguments),
    /// Measure the answers on labelled cases.
    Eval(eval::Arguments),
    /// Explain a decision: words, spelling, nearest phrasings, scores, thresholds.
    Why(why::Arguments),
    /// Show which sentence model is used and why; install a better one.
    #[cfg(feature = "meaning")]
    Model(model::Arguments),
    /// Run the Discord bot (token in `DISCORD_TOKEN`, or in the file that `DISCORD_TOKEN_FILE` names).
    #[cfg(feature = "discord")]
    Serve,
    /// Look for what keeps the bot from working: token, intents, permissions in each channel, commands, FAQ, store.
    #[cfg(feature = "discord")]
    Doctor,
    /// Draw what a member sees, as a page for a browser.
    #[cfg(feature = "discord")]
    Picture(picture::Arguments),
    /// Print the JSON Schema of the FAQ files, for editors.
    Schema,
    /// Print a completion script for a shell.
    Completions {
        /// The shell to complete for.
        shell: clap_complete::Shell,
    },
}

/// How a question is taken to have come.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum HeardArgument {
    /// Somebody asked the bot.
    #[default]
    Addressed,
    /// Said in a watched channel.
    Overheard,
}

impl From<HeardArgument> for Heard {
    fn from(heard: HeardArgument) -> Self {
        match heard {
            HeardArgument::Addressed => Self::Addressed,
            HeardArgument::Overheard => Self::Overheard,
        }
    }
}

/// Runs the program: reads the arguments, calls the subcommand, and turns its ending into an exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut terminal = Terminal::standard();
    match run(&cli, &mut terminal) {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::ProblemsFound) => ExitCode::from(1),
        Err(Failure(why)) => {
            terminal.say(&format!("aftercare: {why}"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, terminal: &mut Terminal) -> Result<Ending, Failure> {
    let source = load::Source {
        faq: &cli.faq,
        config: cli.config.as_deref(),
        model: cli.model.as_ref(),
        opened: OnceLock::new(),
    };
    match &cli.command {
        Command::Chat => chat::run(&source, terminal),
        Command::Ask(arguments) => ask::run(arguments, &source, terminal),
        Command::Check(arguments) => check::run(arguments, &source, terminal),
        Command::Draft(arguments) => draft::run(arguments, terminal),
        Command::Eval(arguments) => eval::run(arguments, &source, terminal),
        Command::Why(arguments) => why::run(arguments, &source, terminal),
        #[cfg(feature = "meaning")]
        Command::Model(arguments) => model::run(arguments, &source, terminal),
        #[cfg(feature = "discord")]
        Command::Serve => serve::run(&source, terminal),
        #[cfg(feature = "discord")]
        Command::Doctor => doctor::run(&source, terminal),
        #[cfg(feature = "discord")]
        Command::Picture(arguments) => picture::run(arguments, &source, terminal),
        Command::Schema => terminal.json(&crate::faq::schema::faq_schema()),
        Command::Completions { shell } => completions(*shell, terminal),
    }
}

fn completions(shell: clap_complete::Shell, terminal: &mut Terminal) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "aftercare", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Fine)
}
