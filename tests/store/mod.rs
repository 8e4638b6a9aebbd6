//! What is kept over a restart, on both databases: the same tests run on a SQLite file and on PostgreSQL.

mod databases;
mod drafts;
mod feedback;
mod history;
mod opening;
mod postgres;
mod settings;
