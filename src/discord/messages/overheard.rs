//! How the bot behaves where nobody asked it: in a channel that staff let it watch. Pure, but for what it remembers.

use std::time::Instant;

use serenity::all::MessageId;

use crate::assistant::{Decision, Outcome};
use crate::discord::bot::{Memory, Repeat};
use crate::discord::events::Asked;

/// What to do about something overheard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Answer it.
    Answer,
    /// Point to this message, in which the same was answered a short while ago.
    PointTo(MessageId),
    /// Say nothing.
    KeepOut,
}

/// Decides, and remembers it.
///
/// Somebody who seems to be in danger is told where help is, but not again and again: they did not ask the bot.
/// Otherwise only a confident answer breaks the silence, not over staff who are there already, not twice the same, and
/// not too often.
pub(crate) fn manner(memory: &Memory, asked: &Asked, outcome: &Outcome, now: Instant) -> Manner {
    let entry = match &outcome.decision {
        Decision::Crisis(_) => {
            let told_before = memory.alarms.get(asked.asker, now).is_some();
            if told_before {
                return Manner::KeepOut;
            }
            memory.alarms.put(asked.asker, (), now);
            return Manner::Answer;
        }
        Decision::Answer(entry) => entry,
        _ => return Manner::KeepOut,
    };
    let staff_are_here = memory.staff_talks.get(asked.channel, now).is_some();
    if staff_are_here || memory.pace.take(asked.asker, asked.channel, now).is_err() {
        return Manner::KeepOut;
    }
    let key = (asked.channel, entry);
    match memory.repeats.get(key, now) {
        Some(Repeat::Stands(earlier)) => Manner::PointTo(earlier),
        Some(Repeat::OnItsWay) => Manner::KeepOut,
        None => {
            memory.repeats.put(key, Repeat::OnItsWay, now);
            Manner::Answer
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serenity::all::{ChannelId, GuildId, UserId};

    use super::*;
    use crate::discord::events::{Said, Way};
    use crate::faq::Id;
    use crate::language::Language;
    use crate::settings::Settings;

    const MINUTE: Duration = Duration::from_mins(1);

    fn asked(asker: u64) -> Asked {
        Asked {
            way: Way::Overheard,
            said: Said::Text("is crying normal?".to_owned()),
            asker: UserId::new(asker),
            roles: Vec::new(),
            guild: Some(GuildId::new(1)),
            channel: ChannelId::new(2),
            message: MessageId::new(3),
        }
    }

    fn outcome(decision: Decision) -> Outcome {
        Outcome {
            decision,
            confidence: 0.9,
            candidates: Vec::new(),
            also: None,
            concern: None,
            language: Language::English,
        }
    }

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    #[test]
    fn the_same_answer_is_pointed_to_for_ten_minutes() {
        let memory = Memory::new(&Settings::default());
        let now = Instant::now();
        let crying = outcome(Decision::Answer(id("crying")));
        assert_eq!(manner(&memory, &asked(9), &crying, now), Manner::Answer);
        let earlier = MessageId::new(77);
        let key = (ChannelId::new(2), &id("crying"));
        assert_eq!(manner(&memory, &asked(8), &crying, now), Manner::KeepOut);
        memory.repeats.put(key, Repeat::Stands(earlier), now);
        let manner_at = |later| manner(&memory, &asked(9), &crying, now + later);
        assert_eq!(manner_at(MINUTE * 9), Manner::PointTo(earlier));
        assert_eq!(manner_at(MINUTE * 11), Manner::Answer);
    }

    #[test]
    fn where_staff_talk_the_bot_keeps_out_unless_somebody_is_in_danger() {
        let memory = Memory::new(&Settings::default());
        let now = Instant::now();
        memory.staff_talks.put(ChannelId::new(2), (), now);
        let crying = outcome(Decision::Answer(id("crying")));
        assert_eq!(manner(&memory, &asked(9), &crying, now), Manner::KeepOut);
        let danger = outcome(Decision::Crisis(id("suicide")));
        assert_eq!(manner(&memory, &asked(9), &danger, now), Manner::Answer);
        assert_eq!(
            manner(&memory, &asked(9), &danger, now),
            Manner::KeepOut,
            "told already"
        );
        assert_eq!(manner(&memory, &asked(8), &danger, now), Manner::Answer);
    }

    #[test]
    fn what_is_not_sure_is_left_alone() {
        let memory = Memory::new(&Settings::default());
        for decision in [
            Decision::StaySilent,
            Decision::NoAnswer,
            Decision::Refer(id("fever")),
        ] {
            let manner = manner(&memory, &asked(9), &outcome(decision), Instant::now());
            assert_eq!(manner, Manner::KeepOut);
        }
    }
}
