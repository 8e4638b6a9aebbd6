//! 'Which model compares meanings, and how do I get a better one?'

use std::env;
use std::path::PathBuf;

use super::load::{ChosenBy, Source};
use super::terminal::{Terminal, bytes_bar};
use super::{Ending, Failure};
use crate::encoder::{
    self, EncoderFailure, Found, HUB, Installation, KNOWN, KnownModel, Models, Origin,
};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Fetch a model, check that it is the published one, and use it from then on.
    Install {
        /// The model: all-MiniLM-L6-v2.
        name: String,
        /// Take it from this folder, .zip or .whl instead of the network.
        #[arg(long, value_name = "PATH")]
        from: Option<PathBuf>,
    },
    /// Delete an installed model.
    Remove {
        /// The model.
        name: String,
    },
}

impl From<EncoderFailure> for Failure {
    fn from(failure: EncoderFailure) -> Self {
        Self(failure.to_string())
    }
}

pub(super) fn run(
    arguments: &Arguments,
    source: &Source<'_>,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let models = Models::of_user();
    match &arguments.action {
        None => show(&models, source, terminal),
        Some(Action::Install { name, from }) => install(name, from.as_ref(), &models, terminal),
        Some(Action::Remove { name }) => {
            models.remove(name)?;
            terminal.say(&format!("{name} is removed."));
            Ok(Ending::Fine)
        }
    }
}

/// Opens the model, too: what is shown is what runs.
fn show(models: &Models, source: &Source<'_>, terminal: &mut Terminal) -> Result<Ending, Failure> {
    let (found, by) = source.model(models)?;
    let mut rows = vec![("model", name(&found)), ("why", why(&found, &by))];
    if let Some(opened) = encoder::open(&found)? {
        rows.push(("where", place(&found)));
        rows.push(("identity", opened.identity().to_owned()));
        rows.push(("dimensions", opened.dimensions().to_string()));
    }
    let names = models.names();
    rows.push(match names.as_slice() {
        [] => ("installed", "none".to_owned()),
        names => ("installed", names.join(", ")),
    });
    let lines = rows
        .iter()
        .map(|(what, value)| format!("{what:<10}  {value}"));
    terminal.print(&lines.collect::<Vec<_>>().join("\n"))?;
    for known in KNOWN
        .iter()
        .filter(|known| !names.iter().any(|name| name == known.name))
    {
        terminal.say(&format!(
            "`aftercare model install {}` fetches a larger one ({} MB).",
            known.name,
            megabytes(known)
        ));
    }
    Ok(Ending::Fine)
}

fn name(found: &Found) -> String {
    match found {
        Found::Off => "off".to_owned(),
        Found::BuiltIn => "built-in".to_owned(),
        Found::Installed { name, .. } => name.clone(),
        Found::Folder(folder) => folder.display().to_string(),
    }
}

fn why(found: &Found, by: &ChosenBy) -> String {
    match (by, found) {
        (ChosenBy::CommandLine, _) => "the command line chooses it (--model)",
        (ChosenBy::Settings, _) => "the settings choose it (model = …)",
        (ChosenBy::Nobody, Found::Installed { .. }) => {
            "it is installed, and neither the command line nor the settings choose another"
        }
        (ChosenBy::Nobody, _) => {
            "no other is installed, and neither the command line nor the settings choose one"
        }
    }
    .to_owned()
}

fn place(found: &Found) -> String {
    match found {
        Found::Installed { folder, .. } | Found::Folder(folder) => folder.display().to_string(),
        Found::BuiltIn | Found::Off => "inside the program".to_owned(),
    }
}

fn install(
    name: &str,
    from: Option<&PathBuf>,
    models: &Models,
    terminal: &mut Terminal,
) -> Result<Ending, Failure> {
    let known = KnownModel::named(name).ok_or_else(|| {
        let names: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
        Failure(format!(
            "“{name}” can't be installed; what can: {}. Any other model is used from its folder: --model DIR",
            names.join(", ")
        ))
    })?;
    let hub = env::var("HF_ENDPOINT").unwrap_or_else(|_| HUB.to_owned());
    let origin = match from {
        Some(path) => Origin::Nearby(path),
        None => Origin::Hub(&hub),
    };
    let bar = bytes_bar(name);
    let drawn = bar.clone();
    let progress: encoder::Progress = Box::new(move |done, all| {
        drawn.set_length(all as u64);
        drawn.set_position(done as u64);
    });
    let installed = encoder::install(known, origin, models, &progress);
    bar.finish_and_clear();
    terminal.say(&match installed? {
        Installation::Placed(folder) => format!(
            "{name} is installed in {} and used from now on, unless --model or the settings choose another.",
            folder.display()
        ),
        Installation::AlreadyThere(folder) => {
            format!("{name} is already installed, and whole, in {}.", folder.display())
        }
    });
    Ok(Ending::Fine)
}

fn megabytes(known: &KnownModel<'_>) -> u64 {
    known.bytes().div_ceil(1_000_000)
}
