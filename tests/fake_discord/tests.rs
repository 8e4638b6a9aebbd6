//! The fake's own tests: what it promises to the bot's tests is shown here, first by single requests, then
//! with a real serenity client.

mod checks;
mod choosing;
mod client;
mod command_rules;
mod commands;
mod component_rules;
mod deeds;
mod editing;
mod embed_rules;
mod filling_in;
mod modal_rules;
mod permitting;
mod places;
mod reading;
mod requests;
mod sessions;
mod wire;
