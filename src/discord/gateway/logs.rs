//! What is logged, and what never is. Serenity's own log lines and spans quote whole events, and so what members wrote;
//! they are kept out here, whatever `RUST_LOG` asks for. Our own lines hold ids, decisions and times.

use std::io;

use tracing::{Level, Metadata};
use tracing_subscriber::filter::{FilterFn, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// The crate whose lines may be logged.
const OURS: &str = env!("CARGO_CRATE_NAME");

/// Logs to standard error from now on: what `filter` (in the language of `RUST_LOG`) picks from our own lines, by default
/// all from INFO up. Where a subscriber is set already, it stays.
pub fn log_to_stderr(filter: Option<&str>) {
    let chosen =
        EnvFilter::try_new(filter.unwrap_or("info")).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_filter(ours_only());
    // An error means that somebody, such as a test, has set a subscriber before.
    let _set_before = tracing_subscriber::registry()
        .with(chosen)
        .with(lines)
        .try_init();
}

fn ours_only() -> FilterFn<fn(&Metadata<'_>) -> bool> {
    fn is_ours(metadata: &Metadata<'_>) -> bool {
        is_ours_at(metadata.target(), *metadata.level())
    }
    filter_fn(is_ours as fn(&Metadata<'_>) -> bool)
}

/// At TRACE nothing is ours: nobody has checked such lines.
fn is_ours_at(target: &str, level: Level) -> bool {
    let is_ours = target
        .strip_prefix(OURS)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    is_ours && level <= Level::DEBUG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_lines_are_logged() {
        assert!(is_ours_at("aftercare::discord::desk", Level::INFO));
        for foreign in [
            "serenity::gateway::ws",
            "poise",
            "tungstenite",
            "hyper",
            "aftercare_else",
        ] {
            assert!(!is_ours_at(foreign, Level::ERROR), "{foreign}");
        }
    }
}
