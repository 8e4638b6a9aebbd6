//! The bot on a fake Discord: the real serenity client and the real `serve`, in this process unless a test is about
//! the process itself.

mod asking;
mod autocomplete;
mod browsing;
mod buttons;
mod cards;
mod changes;
mod commands;
mod decisions;
mod editing;
mod expiry;
mod gateway;
mod hostile;
mod ignored;
mod killed;
mod pace;
mod picking;
mod privacy;
mod process;
mod refusals;
mod serving;
mod setup;
mod stopping;
mod team;
mod watching;
mod weekly;
mod world;
