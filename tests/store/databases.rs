//! An empty database of each kind for each test.

use aftercare::store::{Store, StoreAddress};

use super::postgres::Scratch;

/// Runs a test on an empty SQLite file, and on an empty PostgreSQL database where there is a PostgreSQL.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a test is one closure, written where it is passed"
)]
pub(super) fn on_each(test: impl AsyncFn(&StoreAddress)) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("aftercare.db");
    run_on(&address(file.to_str().expect("a path in UTF-8")), &test);
    if let Some(scratch) = Scratch::make() {
        run_on(&address(scratch.url()), &test);
    }
}

#[expect(
    clippy::print_stdout,
    reason = "shown where a test fails: which database it was"
)]
fn run_on(address: &StoreAddress, test: &impl AsyncFn(&StoreAddress)) {
    println!("on {address}");
    block_on(test(address));
}

/// Runs on a runtime of its own, as the bot does after each reconnection.
pub(super) fn block_on<Output>(future: impl Future<Output = Output>) -> Output {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

#[track_caller]
pub(super) fn address(text: &str) -> StoreAddress {
    StoreAddress::parse(text).expect("an address")
}

pub(super) async fn opened(address: &StoreAddress) -> Store {
    Store::open(address).await.expect("an open store")
}
