//! What the handlers of one connection share: the desk, the store, the replies under way, and the memory that outlives
//! the connection.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serenity::all::{ChannelId, GuildId, MessageId};
use tokio::sync::{Notify, SetOnce};

use crate::assistant::{Decision, Outcome};
use crate::discord::desk::{Desk, Desks};
use crate::discord::events::Asked;
use crate::discord::gateway::seen::Seen;
use crate::discord::gateway::work::{Turn, Work};
use crate::discord::messages::pace::Pace;
use crate::discord::places::{Place, Places};
use crate::discord::recent::Recent;
use crate::discord::weekly::DIRECT;
use crate::faq::Id;
use crate::settings::Settings;
use crate::staff::Seen as StaffSaw;
use crate::store::Store;

/// Later, people have begun to talk of something else.
const TALK: Duration = Duration::from_mins(5);
/// How long an edit or a deletion of a question changes its answer.
const JUST_ASKED: Duration = Duration::from_mins(15);
/// How long an overheard question is not answered a second time in its channel.
const REPEAT: Duration = Duration::from_mins(10);
/// How long somebody who was overheard is not told a second time where help is.
const ALARM: Duration = Duration::from_mins(30);
/// How long the bot keeps out of what staff are talking of.
const STAFF_TALK: Duration = Duration::from_mins(5);
/// How long a member is not told again that they are too fast.
const PACE_TOLD: Duration = Duration::from_mins(2);
/// How long staff are not told the same thing again, and a member's judgement of an answer is not counted again.
const TOLD: Duration = Duration::from_hours(24);

/// How long somebody writes in a form at most, so that it is still known what they had before them.
const WRITING: Duration = Duration::from_hours(24);

/// Given to every handler.
#[derive(Debug, Clone)]
pub(super) struct Bot {
    pub(super) desks: Arc<Desks>,
    /// The one at which this event is answered.
    pub(super) desk: Arc<Desk>,
    pub(super) store: Store,
    pub(super) work: Arc<Work>,
    pub(super) memory: Arc<Memory>,
}

impl Bot {
    /// The same, at the desk that is in use now: an event is answered at one desk from its beginning to its end.
    pub(super) fn at_present(&self) -> Self {
        Self {
            desk: self.desks.present(),
            ..self.clone()
        }
    }

    /// Begins to answer a message or an interaction; none if it came before, or if the bot is about to stop.
    pub(super) fn take_up(&self, id: u64) -> Option<Turn<'_>> {
        let turn = self.work.begin()?;
        self.memory.seen.is_new(id).then_some(turn)
    }

    /// Counts what was decided on a question, without who asked or what, and lets nobody wait for that.
    pub(super) fn count(&self, guild: Option<GuildId>, outcome: &Outcome) {
        let entry = match &outcome.decision {
            Decision::Answer(entry) => Some(entry.to_string()),
            Decision::Suggest(entries) => entries.first().map(ToString::to_string),
            _ => None,
        };
        let decision = outcome.decision.name();
        let guild = guild.map_or(DIRECT, GuildId::get);
        let store = self.store.clone();
        tokio::spawn(async move {
            let day = crate::clock::today().to_string();
            let counted = store.count_outcome(guild, &day, decision, entry.as_deref());
            if let Err(failure) = counted.await {
                tracing::warn!(%failure, "a decision was not counted");
            }
        });
    }

    /// What holds on a server, or in direct messages.
    pub(super) fn place(&self, guild: Option<GuildId>) -> Arc<Place> {
        self.memory.places.of(guild)
    }
}

/// What became of a message that asked something.
#[derive(Debug, Clone)]
pub(super) enum Trace {
    /// It is being answered.
    Answering,
    /// It was edited meanwhile.
    Edited(Box<Asked>),
    /// It was deleted meanwhile.
    Deleted,
    /// It was answered.
    Answered(Answered),
}

/// Whether an entry has been answered in a channel of late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// It is being answered.
    OnItsWay,
    /// Its answer is this message.
    Stands(MessageId),
}

/// Where an answer stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    pub(super) channel: ChannelId,
    pub(super) reply: MessageId,
    /// Tells whether an edit changed the question, and nothing else of what it said.
    pub(super) fingerprint: u64,
    /// Does it stay although the question is deleted? So does a reply to somebody in danger.
    pub(super) stays: bool,
}

/// What the process remembers from one connection to the next. All of it is in memory alone.
#[derive(Debug)]
pub(super) struct Memory {
    seen: Seen,
    /// What holds where.
    pub(super) places: Places,
    /// How much was asked of late.
    pub(super) pace: Pace,
    /// The entry that was answered last, by asker and channel.
    pub(super) talks: Recent<Id>,
    /// By message.
    pub(super) traces: Recent<Trace>,
    /// Which entries were answered, by channel and entry.
    pub(super) repeats: Recent<Repeat>,
    /// Who was told where help is without having asked the bot.
    pub(super) alarms: Recent<()>,
    /// The channels in which staff wrote.
    pub(super) staff_talks: Recent<()>,
    /// Who was told that they are too fast.
    pub(super) pace_told: Recent<()>,
    /// Who judged which answer, so that each counts once.
    pub(super) judged: Recent<()>,
    /// What staff were told.
    pub(super) told: Recent<()>,
    /// What stood in the forms that staff opened, by its mark.
    pub(super) seen_by_staff: Recent<StaffSaw>,
    /// The servers that the bot is on, with their names as far as they are known.
    servers: Mutex<HashMap<GuildId, String>>,
    fingerprints: RandomState,
    commands_registered: tokio::sync::Mutex<bool>,
    deliveries: tokio::sync::Mutex<()>,
    ready: SetOnce<()>,
    reads_content: AtomicBool,
    listen_anew: Notify,
    unparsed_kinds: Mutex<HashSet<String>>,
}

impl Memory {
    /// Nothing remembered yet.
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            seen: Seen::default(),
            places: Places::new(settings),
            pace: Pace::default(),
            talks: Recent::kept_for(TALK),
            traces: Recent::kept_for(JUST_ASKED),
            repeats: Recent::kept_for(REPEAT),
            alarms: Recent::kept_for(ALARM),
            staff_talks: Recent::kept_for(STAFF_TALK),
            pace_told: Recent::kept_for(PACE_TOLD),
            judged: Recent::kept_for(TOLD),
            told: Recent::kept_for(TOLD),
            seen_by_staff: Recent::kept_for(WRITING),
            servers: Mutex::default(),
            fingerprints: RandomState::new(),
            commands_registered: tokio::sync::Mutex::default(),
            deliveries: tokio::sync::Mutex::default(),
            ready: SetOnce::new(),
            reads_content: AtomicBool::default(),
            listen_anew: Notify::new(),
            unparsed_kinds: Mutex::default(),
        }
    }

    /// A number by which it is seen whether a text changed. Keyed anew in every process, it can't be tried out on
    /// guesses.
    pub(super) fn fingerprint(&self, text: &str) -> u64 {
        self.fingerprints.hash_one(text)
    }

    /// Have the commands been registered? Locked while somebody is at it.
    pub(super) fn commands_registered(&self) -> &tokio::sync::Mutex<bool> {
        &self.commands_registered
    }

    /// Notes that the gateway is ready, and tells whether it is so for the first time.
    pub(super) fn is_first_ready(&self) -> bool {
        self.ready.set(()).is_ok()
    }

    /// Waits until the gateway is ready: from then on it is known on which servers the bot is.
    pub(super) async fn has_become_ready(&self) {
        self.ready.wait().await;
    }

    /// Has the gateway ever been ready?
    pub(super) fn was_ready(&self) -> bool {
        self.ready.initialized()
    }

    /// The bot is on this server.
    pub(super) fn joined(&self, server: GuildId) {
        self.lock_servers().entry(server).or_default();
    }

    /// A server that the bot is on has this name.
    pub(super) fn is_called(&self, server: GuildId, name: &str) {
        self.lock_servers().insert(server, name.to_owned());
    }

    /// The name of a server, or of the only one that the bot is on; empty if it is not known.
    pub(super) fn server_name(&self, server: Option<GuildId>) -> String {
        let server = server.or_else(|| self.only_server());
        let servers = self.lock_servers();
        let name = server.and_then(|server| servers.get(&server));
        name.cloned().unwrap_or_default()
    }

    /// The bot is no longer on this server.
    pub(super) fn left(&self, server: GuildId) {
        self.lock_servers().remove(&server);
    }

    /// The servers that the bot is on.
    pub(super) fn server_list(&self) -> Vec<GuildId> {
        self.lock_servers().keys().copied().collect()
    }

    /// On how many servers the bot is.
    pub(super) fn servers(&self) -> usize {
        self.lock_servers().len()
    }

    /// The only server on which the bot is.
    pub(super) fn only_server(&self) -> Option<GuildId> {
        let servers = self.lock_servers();
        let only = servers.keys().next().copied();
        only.filter(|_| servers.len() == 1)
    }

    /// Locked while a question is brought to the team.
    pub(super) fn deliveries(&self) -> &tokio::sync::Mutex<()> {
        &self.deliveries
    }

    fn lock_servers(&self) -> MutexGuard<'_, HashMap<GuildId, String>> {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether the bot asked for the text of what isn't said to it.
    pub(super) fn reads_content(&self, reads_content: bool) {
        self.reads_content.store(reads_content, Ordering::Relaxed);
    }

    /// A channel is watched that was not before: what the bot may hear is settled when it connects, so it connects anew
    /// where it has not asked for that.
    pub(super) fn listen_anew(&self) {
        if self.places.watch_anything() && !self.reads_content.load(Ordering::Relaxed) {
            self.listen_anew.notify_one();
        }
    }

    /// Waits until the bot has to connect anew to hear what it is to hear.
    pub(super) async fn has_to_listen_anew(&self) {
        self.listen_anew.notified().await;
    }

    /// Notes a kind of event that serenity can't read, and tells whether it is so for the first time. The kinds are
    /// Discord's, a few dozen in all.
    pub(super) fn is_new_unparsed_kind(&self, kind: &str) -> bool {
        let mut kinds = self
            .unparsed_kinds
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        kinds.insert(kind.to_owned())
    }
}
