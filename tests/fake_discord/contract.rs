//! Checks request bodies against Discord's own description of its HTTP API (`OpenAPI` 3.1, whose schemas are
//! JSON Schema 2020-12). The description lies beside the repository; without it the check is skipped, and
//! says so once. Validators are built once a process and route.

use std::collections::HashMap;
use std::fs;
use std::io::{Write, stderr};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Registry, ValidationError, Validator};
use serde_json::{Value, json};

use super::known_extras;
use super::recorder::Request;

/// Where Discord's description lies.
const DESCRIPTION: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../shared/discord/openapi.json"
);
/// The name under which the description is known to its schemas.
const BASE: &str = "https://discord.test/openapi.json";

static CONTRACT: OnceLock<Option<Contract>> = OnceLock::new();

/// What a request breaks, a sentence each; empty if it is fine, if Discord describes no body for it, or if
/// there is no description.
pub(crate) fn violations(request: &Request) -> Vec<String> {
    let contract = CONTRACT.get_or_init(Contract::load).as_ref();
    contract.map_or_else(Vec::new, |contract| contract.check(request))
}

/// Is Discord's description there?
pub(crate) fn is_available() -> bool {
    CONTRACT.get_or_init(Contract::load).is_some()
}

struct Contract {
    registry: Registry<'static>,
    routes: Vec<Route>,
    validators: Mutex<HashMap<usize, Arc<Validator>>>,
}

/// A method and path template whose body is described.
struct Route {
    method: String,
    template: Vec<String>,
    /// JSON pointer to the schema.
    pointer: String,
}

impl Contract {
    fn load() -> Option<Self> {
        let Ok(text) = fs::read_to_string(DESCRIPTION) else {
            // If even stderr is closed there is nobody to tell.
            drop(writeln!(
                stderr(),
                "requests are not checked against Discord's schema: no {DESCRIPTION}"
            ));
            return None;
        };
        let document: Value = serde_json::from_str(&text).expect("Discord's description is JSON");
        let routes = Route::all(&document);
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(BASE, document);
        let registry = registry.and_then(jsonschema::RegistryBuilder::prepare);
        Some(Self {
            registry: registry.expect("Discord's description is a schema resource"),
            routes,
            validators: Mutex::new(HashMap::new()),
        })
    }

    fn check(&'static self, request: &Request) -> Vec<String> {
        let found = self.routes.iter().position(|route| route.fits(request));
        let Some(index) = found else {
            return Vec::new();
        };
        let body = known_extras::without(request);
        let validator = self.validator(index);
        let errors = validator.iter_errors(&body);
        errors
            .flat_map(|error| explain(&error))
            .map(|what| format!("Discord's schema: {what}"))
            .collect()
    }

    fn validator(&'static self, index: usize) -> Arc<Validator> {
        let mut validators = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let build = || Arc::new(self.build(&self.routes[index]));
        Arc::clone(validators.entry(index).or_insert_with(build))
    }

    fn build(&'static self, route: &Route) -> Validator {
        let schema = json!({ "$ref": format!("{BASE}#{}", route.pointer) });
        let options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry);
        options
            .build(&schema)
            .expect("the route points to a schema")
    }
}

impl Route {
    /// All routes with a JSON body; literal paths before those with more placeholders.
    fn all(document: &Value) -> Vec<Self> {
        let paths = document["paths"].as_object().into_iter().flatten();
        let mut routes: Vec<Self> = paths
            .flat_map(|(path, item)| {
                let operations = item.as_object().into_iter().flatten();
                operations.filter_map(|(method, operation)| Self::read(path, method, operation))
            })
            .collect();
        routes.sort_by_key(|route| {
            route
                .template
                .iter()
                .filter(|segment| is_placeholder(segment))
                .count()
        });
        routes
    }

    fn read(path: &str, method: &str, operation: &Value) -> Option<Self> {
        operation.pointer("/requestBody/content/application~1json/schema")?;
        // Escaped twice: '/' for the JSON pointer, braces for the URI that holds it.
        let escaped = path
            .replace('/', "~1")
            .replace('{', "%7B")
            .replace('}', "%7D");
        Some(Self {
            method: method.to_uppercase(),
            template: path.split('/').map(str::to_owned).collect(),
            pointer: format!(
                "/paths/{escaped}/{method}/requestBody/content/application~1json/schema"
            ),
        })
    }

    fn fits(&self, request: &Request) -> bool {
        let found: Vec<&str> = request.path.split('/').collect();
        self.method == request.method && self.template.len() == found.len() && {
            let mut pairs = self.template.iter().zip(found);
            pairs.all(|(wanted, found)| is_placeholder(wanted) || wanted == found)
        }
    }
}

fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{')
}

/// An error as sentences. Of a choice between schemas only the one that the body comes closest to is told,
/// since the other branches complain about things that nobody meant.
fn explain(error: &ValidationError<'_>) -> Vec<String> {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            let branches = context
                .iter()
                .map(|branch| branch.iter().flat_map(explain).collect::<Vec<_>>());
            branches
                .min_by_key(|sentences| distance(sentences))
                .unwrap_or_default()
        }
        _ => vec![format!("at {}: {error}", error.instance_path())],
    }
}

/// A branch with another `type`, or for null, is another kind of thing; then fewer errors are closer.
fn distance(sentences: &[String]) -> (usize, usize) {
    let is_other_kind =
        |sentence: &str| sentence.contains("/type: ") || sentence.ends_with("not of type \"null\"");
    let other_kinds = sentences.iter().filter(|sentence| is_other_kind(sentence));
    (other_kinds.count(), sentences.len())
}
