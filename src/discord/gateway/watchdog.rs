//! Sees that the client's runtime stands still.
//!
//! Serenity 0.12 can spin in a loop without ever yielding: after a close frame without a code, and after the closes
//! 4010 and 4011, until the next heartbeat (44.8 s were measured). Nothing on that runtime runs meanwhile, a stop signal
//! included. So a task there counts up, and somebody on another thread looks whether it still does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

/// Time between two beats, and between two looks.
pub(crate) const BEAT: Duration = Duration::from_millis(250);

/// Looks without a beat after which the runtime counts as standing still: three seconds, after which a member has seen
/// 'the application did not respond' anyway. It is looks that are counted and not time, so a machine that slept, or is
/// busy for a while, slows both sides down.
const PATIENT_LOOKS: u32 = 12;

/// Counts up as long as its runtime runs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pulse(Arc<AtomicU64>);

impl Pulse {
    /// Beats until its runtime ends.
    pub(crate) async fn beat(self) {
        let mut beats = interval(BEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            beats.tick().await;
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Looks at a pulse.
#[derive(Debug)]
pub(crate) struct Watchdog {
    pulse: Pulse,
    last_count: u64,
    looks_without_beat: u32,
}

impl Watchdog {
    /// Watches this pulse.
    pub(crate) fn new(pulse: Pulse) -> Self {
        Self {
            pulse,
            last_count: 0,
            looks_without_beat: 0,
        }
    }

    /// Looks once, and tells whether the runtime stands still.
    pub(crate) fn sees_standstill(&mut self) -> bool {
        let count = self.pulse.count();
        self.looks_without_beat = if count == self.last_count {
            self.looks_without_beat + 1
        } else {
            0
        };
        self.last_count = count;
        self.looks_without_beat >= PATIENT_LOOKS
    }

    /// Returns once the runtime stands still.
    pub(crate) async fn standstill(mut self) {
        let mut looks = interval(BEAT);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !self.sees_standstill() {
            looks.tick().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beat_in_time_is_enough() {
        let pulse = Pulse::default();
        let mut watchdog = Watchdog::new(pulse.clone());
        for _ in 0..3 {
            pulse.0.fetch_add(1, Ordering::Relaxed);
            assert!((0..PATIENT_LOOKS).all(|_| !watchdog.sees_standstill()));
        }
    }

    #[test]
    fn silence_is_a_standstill() {
        let mut watchdog = Watchdog::new(Pulse::default());
        assert!((1..PATIENT_LOOKS).all(|_| !watchdog.sees_standstill()));
        assert!(watchdog.sees_standstill());
    }
}
