//! What is kept over a restart, on both databases: the same tests run on a SQLite file and on PostgreSQL.

mod databases;
mod feedback;
mod opening;
mod postgres;
mod settings;
