//! The fake's own tests: what it promises to the bot's tests is shown here, first by single requests, then
//! with a real serenity client.

mod cards;
mod checks;
mod choosing;
mod client;
mod command_rules;
mod commands;
mod component_rules;
mod deeds;
mod deferring;
mod editing;
mod embed_rules;
mod file_rules;
mod files;
mod filling_in;
mod forms;
mod listener;
mod modal_rules;
mod nesting;
mod permitting;
mod places;
mod pressing;
mod reading;
mod requests;
mod sessions;
mod tokens;
mod uploads;
mod wire;
