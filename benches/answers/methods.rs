//! The methods that are measured, in the table's order.

use aftercare::assistant::{Assistant, Heard, Question};
use aftercare::faq::{Entry, Library};
use aftercare::settings::Model;

use crate::bm25::Bm25;
use crate::measure::Best;
use crate::nearest_spelling::NearestSpelling;
use crate::tfidf::NearestByWords;

/// Names the folder of a sentence model that is measured, too.
const OWN_MODEL: &str = "AFTERCARE_BENCH_MODEL";

/// A way to find the entry for a question.
pub(crate) trait Method {
    /// The best entry; nothing when no entry has anything to do with the question.
    fn best(&self, question: &str) -> Option<Best>;
}

/// Learns a library, or says why it can't.
pub(crate) type Learn = Box<dyn Fn(&Library) -> Result<Box<dyn Method>, String>>;

/// Every method with its name.
pub(crate) fn methods() -> Vec<(String, Learn)> {
    let mut methods: Vec<(String, Learn)> = vec![
        (
            "nearest phrasing by spelling (strsim)".into(),
            Box::new(|library| Ok(Box::new(NearestSpelling::learn(library)))),
        ),
        (
            "BM25 over an entry's phrasings".into(),
            Box::new(|library| Ok(Box::new(Bm25::learn(library)))),
        ),
        (
            "nearest phrasing by tf-idf of words".into(),
            Box::new(|library| Ok(Box::new(NearestByWords::learn(library)))),
        ),
        (
            "Aftercare, words and letters only".into(),
            aftercare(Model::Off),
        ),
    ];
    if cfg!(feature = "meaning") {
        methods.push((
            "Aftercare, built-in encoder".into(),
            aftercare(Model::BuiltIn),
        ));
        if let Some(folder) = std::env::var_os(OWN_MODEL) {
            let name = format!("Aftercare, {OWN_MODEL}");
            methods.push((
                name,
                aftercare(Model::Named(folder.to_string_lossy().into_owned())),
            ));
        }
    }
    methods
}

/// An entry's questions and phrasings, in all languages.
pub(crate) fn phrasings(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.lessons().map(|phrasing| phrasing.value.as_str())
}

impl Method for Assistant {
    fn best(&self, question: &str) -> Option<Best> {
        let outcome = self.decide(Question {
            text: question,
            heard: Heard::Addressed,
        });
        outcome.candidates.first().map(|candidate| Best {
            entry: candidate.entry.to_string(),
            score: candidate.confidence,
        })
    }
}

fn aftercare(model: Model) -> Learn {
    Box::new(move |library| Ok(Box::new(learn(&model, library.clone())?)))
}

#[cfg(feature = "meaning")]
fn learn(model: &Model, library: Library) -> Result<Assistant, String> {
    use std::sync::Arc;

    use aftercare::matching::meaning::Encoder;

    let models = aftercare::encoder::Models::of_user();
    let found = models.find(model).map_err(|failure| failure.to_string())?;
    let opened = aftercare::encoder::open(&found).map_err(|failure| failure.to_string())?;
    let encoder = opened.map(|encoder| -> Arc<dyn Encoder> { Arc::new(encoder) });
    Ok(Assistant::learn(library, encoder.as_ref()))
}

#[cfg(not(feature = "meaning"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "with the feature, opening a model can fail"
)]
fn learn(_: &Model, library: Library) -> Result<Assistant, String> {
    Ok(Assistant::learn(library, None))
}
