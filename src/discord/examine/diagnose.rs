//! The examination from outside: without serving, for whoever runs the bot.

use std::sync::Arc;

use tokio::runtime::Builder;

use crate::discord::ServeFailure;
use crate::discord::bot::{Bot, Memory};
use crate::discord::desk::{Desk, Desks};
use crate::discord::examine::doctor::{Finding, examine};
use crate::discord::gateway::connect;
use crate::discord::gateway::connection::Connection;
use crate::discord::gateway::supervise::open_store;
use crate::discord::gateway::work::Work;
use crate::staff::Workshop;
use crate::store::StoreAddress;

/// Looks for what keeps the bot from working on all servers that it is on. Must not be called on a runtime's worker.
///
/// # Errors
/// When Discord can't be reached or rejects the token, and when the store can't be opened.
pub fn diagnose(
    connection: &Connection,
    desk: Desk,
    store: &StoreAddress,
) -> Result<Vec<Finding>, ServeFailure> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ServeFailure::System)?;
    let memory = Arc::new(Memory::new(desk.settings()));
    let desks = Arc::new(Desks::new(desk, Workshop::open().0));
    runtime.block_on(async {
        let bot = Bot {
            desk: desks.present(),
            desks,
            store: open_store(store.clone(), Arc::clone(&memory)).await?,
            work: Arc::new(Work::new()),
            memory,
        };
        let http = connect::http(connection)?;
        connect::probe(&http).await?;
        Ok(examine(&http, &bot, None).await)
    })
}
