//! What staff change is kept, whatever happens meanwhile: without Discord.

mod alike;
mod fragile;
mod keeping;
mod laws;

pub(crate) use laws::replayed;
