//! What is kept over a restart, on both databases: the same tests run on a SQLite file and on PostgreSQL.

mod databases;
mod digests;
mod drafts;
mod feedback;
mod history;
mod opening;
mod outcomes;
mod postgres;
mod questions;
mod settings;
mod tasks;
mod upgrade;
mod wipe;
