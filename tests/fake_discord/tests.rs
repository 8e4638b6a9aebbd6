//! The fake's own tests: what it promises to the bot's tests is shown here, first by single requests, then
//! with a real serenity client.

mod checks;
mod choosing;
mod client;
mod commands;
mod deeds;
mod editing;
mod filling_in;
mod reading;
mod requests;
mod sessions;
mod wire;
