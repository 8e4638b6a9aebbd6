//! The team's digest of a week comes once, however many processes could post it.

use super::databases::{on_each, opened};

const CLINIC: u64 = 1_100_000_000_000_000_001;
const WEEK: &str = "2026-W48";

#[test]
fn a_digest_is_claimed_once_for_each_server_and_week() {
    on_each(async |address| {
        let store = opened(address).await;
        let claim = async |guild, week| store.claim_digest(guild, week).await.expect("an answer");
        assert!(claim(CLINIC, WEEK).await);
        assert!(!claim(CLINIC, WEEK).await);
        assert!(claim(2, WEEK).await);
        assert!(claim(CLINIC, "2026-W49").await);

        let given_back = store.unclaim_digest(CLINIC, WEEK).await;
        given_back.expect("given back");
        assert!(claim(CLINIC, WEEK).await);
        assert!(!claim(CLINIC, WEEK).await);
        assert!(!claim(2, WEEK).await);
        assert!(!claim(CLINIC, "2026-W49").await);
    });
}

#[test]
fn of_many_that_claim_at_once_one_posts_it() {
    on_each(async |address| {
        // Two stores are two processes for the database.
        let stores = [opened(address).await, opened(address).await];
        let claims = (0..20_usize).map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move { store.claim_digest(CLINIC, WEEK).await })
        });
        let mut claimed = 0;
        for claim in claims.collect::<Vec<_>>() {
            claimed += u32::from(claim.await.expect("a task").expect("an answer"));
        }
        assert_eq!(claimed, 1);
    });
}
