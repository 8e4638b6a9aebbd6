//! `aftercare serve` is killed while it saves what staff wrote: the change is whole, and nothing is lost.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use aftercare::store::{ChangeState, Store, StoreAddress};
use serde_json::json;

use super::serving::{Process, new_faq};
use super::world::{FAQ, team_of};
use crate::fake_discord::{Arrival, FakeDiscord, Person, Reply};
use crate::staff::replayed;

/// From before the press arrives until long after the change is saved.
const MILLISECONDS: [u64; 8] = [0, 2, 4, 6, 9, 13, 20, 60];

const FIRST: &str = "Yes. Tears are a natural release.";

/// Thea writes an answer; tells what it would do.
async fn previewed(discord: &FakeDiscord, thea: &Person, answer: &str) -> Reply {
    let entry = json!({ "entry": "crying-normal" });
    let used = discord.slash(thea, discord.channel("staff"), "faq edit", &entry);
    let form = discord.modal(&used).await;
    let sent = discord.submits_modal(thea, &form, &json!({ "answer": answer }));
    discord.reply_to(&sent).await
}

#[tokio::test]
async fn a_change_is_whole_whenever_the_process_is_killed() {
    let discord = FakeDiscord::start().await;
    let settings = tempfile::NamedTempFile::new().expect("a file");
    fs::write(settings.path(), team_of(&discord)).expect("written");
    let config = settings.path().to_str().expect("a plain path");
    let thea = discord.member_with_role("Thea", "Therapists");
    let faq = new_faq();
    let text = || fs::read_to_string(faq.path().join("faq.toml")).expect("a file");
    for (round, milliseconds) in MILLISECONDS.into_iter().enumerate() {
        let process = Process::start_on(&faq, &discord, &["--config", config], &[]);
        begun(&discord, round).await;
        let before = text();
        let answer = format!("Answer number {round}, whole.");
        let preview = previewed(&discord, &thea, &answer).await;
        let press = discord.presses(&thea, preview.id(), "Save");
        discord.may_stay_unanswered(&press);
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        process.signal("KILL");
        process.end().await;
        let after = text();
        let is_whole = after == before || after == FAQ.replace(FIRST, &answer);
        assert!(is_whole, "{milliseconds} ms: {after}");
        // What it said to the press, if it still could.
        discord.look_at_all("POST /interactions/*/*/callback");
        discord.look_at_all("PATCH /webhooks/*/*/messages/@original");
    }
    let process = Process::start_on(&faq, &discord, &["--config", config], &[]);
    begun(&discord, 1).await;
    process.signal("TERM");
    assert!(process.end().await.status.success());
    let address = faq.path().join("aftercare.db");
    let address = StoreAddress::parse(address.to_str().expect("a plain path")).expect("an address");
    let store = Store::open(&address).await.expect("a store");
    let lock = fs::read_to_string(faq.path().join(".aftercare.lock")).expect("a lock");
    let history = store
        .all_changes(lock.lines().last().expect("a name"))
        .await
        .expect("a history");
    assert!(
        history
            .iter()
            .all(|change| change.state == ChangeState::Done),
        "{history:?}"
    );
    let files = ["faq.toml", "not-for-the-bot.toml"].map(|name| {
        let text = fs::read_to_string(faq.path().join(name)).expect("a file");
        (name.to_owned(), text)
    });
    assert_eq!(replayed(&history).pop(), Some(BTreeMap::from(files)));
    discord.finish().await;
}

/// Waits until the bot is there; its commands are new only the first time.
async fn begun(discord: &FakeDiscord, round: usize) {
    if round == 0 {
        return discord.started().await;
    }
    discord.arrives(Arrival::Identified).await;
    discord.next("PUT /applications/*/commands").await;
    discord.look_at_startup();
}
