//! The bot on a fake Discord: the real serenity client and the real `serve`, in this process unless a test is about
//! the process itself.

mod asking;
mod autocomplete;
mod buttons;
mod commands;
mod decisions;
mod gateway;
mod hostile;
mod ignored;
mod process;
mod refusals;
mod stopping;
mod world;
