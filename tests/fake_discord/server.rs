//! The HTTP server: one port for REST and websocket, on a thread and runtime of its own, so that a test
//! which blocks does not stop Discord. Each request is recorded on arrival, then held or refused if the
//! test wants it, then carried out.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{DefaultBodyLimit, Request as HttpRequest, State as AxumState};
use axum::http::{HeaderMap, Response, header};
use axum::routing::any;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use super::answer::Answer;
use super::gateway;
use super::multipart::{self, LARGEST_BODY_BYTES};
use super::recorder::Request;
use super::rest;
use super::shared::{Shared, State};

/// Everything the bot asks for starts with this.
const API: &str = "/api/v10";
/// What Discord answers without a bot's token: the gateway's address, what has a token in its path, and files.
const OPEN_TO_ALL: [&str; 5] = [
    "/gateway",
    "/interactions/",
    "/webhooks/",
    "/attachments/",
    "/ephemeral-attachments/",
];

/// A running server; it stops when this is dropped.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts on a free loopback port.
    pub(crate) async fn start(shared: Arc<Shared>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let (tell_port, port) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build();
            runtime
                .expect("a runtime starts")
                .block_on(run(shared, tell_port, stopped));
        });
        Self {
            port: port.await.expect("the server thread binds a port"),
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // Its panic, if any, is on stderr already; a second one here would abort the test run.
            drop(thread.join());
        }
    }
}

async fn run(shared: Arc<Shared>, tell_port: oneshot::Sender<u16>, stopped: oneshot::Receiver<()>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a free loopback port");
    let port = listener
        .local_addr()
        .expect("a bound listener has an address")
        .port();
    shared.with(|state| {
        state.gateway.url = format!("ws://127.0.0.1:{port}");
        state.world.files.address = format!("http://127.0.0.1:{port}");
    });
    let router = Router::new()
        .route("/", any(upgrade))
        .fallback(answer)
        .layer(DefaultBodyLimit::max(LARGEST_BODY_BYTES))
        .with_state(shared);
    // The starter may have given up; then the stop signal is there as well.
    let _starter_is_there = tell_port.send(port);
    tokio::select! {
        ended = axum::serve(listener, router) => ended.expect("the server runs until it is stopped"),
        _stopped = stopped => {}
    }
}

async fn upgrade(
    AxumState(shared): AxumState<Arc<Shared>>,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    upgrade.on_upgrade(move |socket| gateway::serve(shared, socket))
}

async fn answer(AxumState(shared): AxumState<Arc<Shared>>, http: HttpRequest) -> Response<Body> {
    let request = read(http).await;
    let (number, hold) = shared.with(|state| {
        let hold = state.faults.hold_for(&request);
        (state.record(request), hold)
    });
    let on_its_way = OnItsWay {
        shared: Arc::clone(&shared),
        number,
    };
    if let Some(hold) = hold {
        hold.pass().await;
    }
    let answer = shared.with(|state| {
        let answer = decide(state, number);
        state.recorder.answered(number, answer.status, &answer.body);
        answer
    });
    drop(on_its_way);
    answer.into_response()
}

/// Notes that the bot hung up if the handler is dropped before it answered.
struct OnItsWay {
    shared: Arc<Shared>,
    number: usize,
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.shared
            .with(|state| state.recorder.hung_up(self.number));
    }
}

async fn read(http: HttpRequest) -> Request {
    let path = http.uri().path();
    let path = path.strip_prefix(API).unwrap_or(path);
    let mut request = Request::new(http.method().as_str(), path);
    let query = http.uri().query();
    query.unwrap_or_default().clone_into(&mut request.query);
    request.authorization = text_header(http.headers(), header::AUTHORIZATION);
    (request.body, request.files) = multipart::read(http).await;
    request
}

fn text_header(headers: &HeaderMap, name: header::HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

fn decide(state: &mut State, number: usize) -> Answer {
    let request = state.recorder.get(number).clone();
    let expected = format!("Bot {}", state.world.token);
    let is_open_to_all = OPEN_TO_ALL
        .iter()
        .any(|start| request.path.starts_with(start));
    let needs_token = !is_open_to_all || request.path == "/gateway/bot";
    if needs_token && (!state.world.token_is_valid || request.authorization != expected) {
        return Answer::error(401, 0, "401: Unauthorized");
    }
    match state.faults.refusal_for(&request) {
        Some(refusal) if refusal.comes_after_doing() => {
            rest::carry_out(state, &request);
            refusal.answer()
        }
        Some(refusal) => refusal.answer(),
        None => rest::carry_out(state, &request),
    }
}
