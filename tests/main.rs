//! The one integration binary. Its modules speak the users' language: what a member, a receptionist or an operator does,
//! and what they get back.

mod boundaries;
mod command_line;
#[cfg(feature = "discord")]
mod discord;
mod evaluation;
#[cfg(feature = "discord")]
mod fake_discord;
#[cfg(feature = "meaning")]
mod fake_hub;
mod laws;
#[cfg(feature = "meaning")]
mod model;
mod program;
mod readme;
#[cfg(feature = "meaning")]
mod shipped_faq;
#[cfg(feature = "store")]
mod staff;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "meaning")]
mod tiny_model;
