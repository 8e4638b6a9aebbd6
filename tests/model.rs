//! The operator and the sentence model: which one is used, where it comes from, and what happens when it is broken.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use aftercare::encoder::{Installation, KNOWN, KnownModel, Models, Origin, install};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::fake_hub::{FakeHub, Manner};
use crate::program::{Program, Ran};
use crate::tiny_model::{NAMES, TinyModel};

/// A place for models, and one for what they come from.
struct World {
    folder: TempDir,
    tiny: TinyModel,
}

impl World {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            tiny: TinyModel::new(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Installs the tiny model.
    fn install(&self, origin: Origin<'_>) -> Result<Installation, String> {
        let models = Models::in_folder(self.path("models"));
        install(
            &self.tiny.known(),
            origin,
            &models,
            &(Box::new(|_, _| ()) as _),
        )
        .map_err(|failure| failure.to_string())
    }

    fn installed(&self) -> PathBuf {
        self.path("models/tiny")
    }

    #[track_caller]
    fn check_installed(&self, installed: &Result<Installation, String>) {
        assert_eq!(installed, &Ok(Installation::Placed(self.installed())));
        for (name, bytes) in NAMES.iter().zip(&self.tiny.files) {
            let kept = fs::read(self.installed().join(name)).expect("a file");
            assert_eq!(&kept, bytes, "{name}");
        }
        assert_eq!(self.left(), [".lock", "tiny"]);
    }

    /// Refused with these words, and nothing is left.
    #[track_caller]
    fn check_refused(&self, installed: Result<Installation, String>, words: &[&str]) {
        let told = installed.expect_err("a refusal");
        for word in words {
            assert!(told.contains(word), "{word:?} in {told}");
        }
        assert!(
            told.contains("tiny was not installed, and nothing was changed: "),
            "{told}"
        );
        assert_eq!(self.left(), [".lock"]);
    }

    /// What is in the folder of models.
    fn left(&self) -> Vec<String> {
        let items = fs::read_dir(self.path("models")).expect("the folder");
        let mut names: Vec<String> = items
            .map(|item| {
                item.expect("an item")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    /// An archive of these files.
    fn archive(&self, files: &[(&str, &[u8])]) -> PathBuf {
        let path = self.path("model.whl");
        let mut archive = ZipWriter::new(File::create(&path).expect("a file"));
        for (name, bytes) in files {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .and_then(|()| Ok(archive.write_all(bytes)?))
                .expect("a file in it");
        }
        archive.finish().expect("an archive");
        path
    }

    /// A hub that publishes the tiny model.
    fn hub(&self, manner: Manner) -> FakeHub {
        let files = self.tiny.files.each_ref().map(Vec::as_slice);
        hub(&self.tiny.known(), files, manner)
    }
}

fn hub(known: &KnownModel<'_>, files: [&[u8]; 3], manner: Manner) -> FakeHub {
    let at = |name: &str| format!("/{}/resolve/{}/{name}", known.repository, known.revision);
    let files = NAMES.iter().zip(files);
    let files: HashMap<_, _> = files
        .map(|(name, bytes)| (at(name), bytes.to_vec()))
        .collect();
    FakeHub::start(files, manner)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[track_caller]
fn check_failed(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, 2, "{}", ran.err);
    for word in words {
        assert!(ran.err.contains(word), "{word:?} in {}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

// --- a model from a folder

#[test]
fn a_model_from_a_folder_is_used() {
    let world = World::new();
    let folder = world.path("mine");
    world.tiny.write(&folder);
    let ran = Program::new(&["model", "--model", &text(&folder)]).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let identity = ran
        .out
        .lines()
        .find_map(|line| line.strip_prefix("identity    folder sha256:"));
    let identity = identity.expect("an identity").to_owned();
    assert_eq!(
        ran.out
            .replace(&text(&folder), "MINE")
            .replace(&identity, "…"),
        "model       MINE\n\
         why         the command line chooses it (--model)\n\
         where       MINE\n\
         identity    folder sha256:…\n\
         dimensions  8\n\
         installed   none\n"
    );
    // Longer than the model has positions: cut, not failed.
    let long = "cry ".repeat(200);
    for question in ["is it normal that i cried on the table", &long] {
        let ran = Program::new(&["ask", question, "--model", &text(&folder)]).run();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    }
}

/// The weights, each of them NaN.
fn without_numbers(weights: &[u8]) -> Vec<u8> {
    let (length, _) = weights.split_first_chunk().expect("eight bytes");
    let header = 8 + usize::try_from(u64::from_le_bytes(*length)).expect("a length");
    let numbers = (weights.len() - header) / 4;
    [&weights[..header], &f32::NAN.to_le_bytes().repeat(numbers)].concat()
}

#[test]
fn each_broken_file_is_named() {
    let whole = TinyModel::new().files;
    let half = |index: usize| whole[index][..whole[index].len() / 2].to_vec();
    let config = String::from_utf8(whole[0].clone()).expect("JSON");
    let cases: [(usize, Option<Vec<u8>>, &str); 10] = [
        (0, None, "config.json can't be read"),
        (1, None, "tokenizer.json can't be read"),
        (2, None, "model.safetensors can't be read"),
        (0, Some(half(0)), "config.json is not a BERT model's"),
        (1, Some(half(1)), "tokenizer.json can't be used"),
        (
            2,
            Some(half(2)),
            "model.safetensors doesn't fit config.json",
        ),
        (
            2,
            Some(Vec::new()),
            "model.safetensors doesn't fit config.json",
        ),
        (
            0,
            Some(
                config
                    .replace("\"num_attention_heads\":2", "\"num_attention_heads\":0")
                    .into(),
            ),
            "divides 8 dimensions among 0 attention heads",
        ),
        (
            0,
            Some(
                config
                    .replace("\"vocab_size\":12", "\"vocab_size\":13")
                    .into(),
            ),
            "model.safetensors doesn't fit config.json",
        ),
        (
            2,
            Some(without_numbers(&whole[2])),
            "the model gives 8 numbers of length NaN",
        ),
    ];
    for (index, bytes, told) in cases {
        let world = World::new();
        let folder = world.path("mine");
        world.tiny.write(&folder);
        let file = folder.join(NAMES[index]);
        match bytes {
            Some(bytes) => fs::write(&file, bytes).expect("a file"),
            None => fs::remove_file(&file).expect("the file"),
        }
        let ran = Program::new(&["ask", "hi", "--model", &text(&folder)]).run();
        check_failed(&ran, &[told]);
    }
}

#[test]
fn a_name_that_nothing_has_is_told_what_there_is() {
    let ran = Program::new(&["ask", "hi", "--model", "nowhere"]).run();
    check_failed(
        &ran,
        &[
            "there is no model “nowhere”",
            "built-in, off, all-MiniLM-L6-v2",
        ],
    );
    let ran = Program::new(&["ask", "hi", "--model", "all-MiniLM-L6-v2"]).run();
    check_failed(&ran, &["`aftercare model install all-MiniLM-L6-v2`"]);
}

// --- which model is used

#[test]
fn without_a_choice_the_built_in_is_used_and_a_larger_one_is_offered() {
    let ran = Program::new(&["model"]).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out
            .starts_with("model       built-in\nwhy         no other is installed"),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        "`aftercare model install all-MiniLM-L6-v2` fetches a larger one (92 MB).\n"
    );
}

#[test]
fn the_settings_choose_and_the_command_line_overrules_them() {
    let world = World::new();
    let settings = world.path("aftercare.toml");
    fs::write(&settings, "model = \"off\"\n").expect("a file");
    let ran = Program::new(&["model", "--config", &text(&settings)]).run();
    assert!(
        ran.out
            .starts_with("model       off\nwhy         the settings choose it"),
        "{}",
        ran.out
    );
    let ran = Program::new(&["model", "--config", &text(&settings), "--model", "built-in"]).run();
    assert!(
        ran.out
            .starts_with("model       built-in\nwhy         the command line"),
        "{}",
        ran.out
    );
}

#[test]
fn an_installed_model_that_is_broken_is_never_passed_over() {
    let world = World::new();
    let installed = world.path("aftercare/models/all-MiniLM-L6-v2");
    let mends = [
        "`aftercare model install all-MiniLM-L6-v2`",
        "`aftercare model remove all-MiniLM-L6-v2`",
    ];
    fs::create_dir_all(&installed).expect("a folder");
    let run = |arguments: &[&str]| {
        Program::new(arguments)
            .env("XDG_DATA_HOME", world.folder.path())
            .run()
    };
    check_failed(&run(&["ask", "hi"]), &mends);
    // A whole model, but not the one that was published.
    world.tiny.write(&installed);
    check_failed(&run(&["ask", "hi"]), &mends);
    check_failed(
        &run(&["model"]),
        &["is not the all-MiniLM-L6-v2 that was published"],
    );
    assert_eq!(
        run(&["ask", "is it normal to cry", "--model", "built-in"]).code,
        0
    );

    let ran = run(&["model", "remove", "all-MiniLM-L6-v2"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "all-MiniLM-L6-v2 is removed.\n")
    );
    assert!(run(&["model"]).out.starts_with("model       built-in"));
    check_failed(
        &run(&["model", "remove", "all-MiniLM-L6-v2"]),
        &["(installed: none is)"],
    );
}

#[test]
fn an_installed_model_is_used_by_its_name() {
    let world = World::new();
    world.tiny.write(&world.path("aftercare/models/mine"));
    let ran = Program::new(&["model", "--model", "mine"])
        .env("XDG_DATA_HOME", world.folder.path())
        .run();
    assert!(
        ran.out.starts_with("model       mine\n"),
        "{} {}",
        ran.out,
        ran.err
    );
    assert!(
        ran.out.ends_with("dimensions  8\ninstalled   mine\n"),
        "{}",
        ran.out
    );
}

// --- installing from nearby

#[test]
fn a_model_is_installed_from_a_folder_and_only_once() {
    let world = World::new();
    world.tiny.write(&world.path("stick/some/where"));
    let from = world.path("stick");
    world.check_installed(&world.install(Origin::Nearby(&from)));
    // The second time nothing is read.
    fs::remove_dir_all(&from).expect("the folder");
    assert_eq!(
        world.install(Origin::Nearby(&from)),
        Ok(Installation::AlreadyThere(world.installed()))
    );
}

#[test]
fn a_damaged_model_is_replaced_and_what_an_interrupted_run_left_is_cleared_away() {
    let world = World::new();
    let from = world.path("stick");
    world.tiny.write(&from);
    world.tiny.write(&world.installed());
    fs::write(world.installed().join(NAMES[1]), "{}").expect("a file");
    fs::create_dir_all(world.path("models/.unfinished-1/hub")).expect("a folder");
    world.check_installed(&world.install(Origin::Nearby(&from)));
}

#[test]
fn a_wrong_byte_is_refused_and_leaves_what_was_there() {
    for (index, name) in NAMES.iter().enumerate() {
        let world = World::new();
        let from = world.path("stick");
        world.tiny.write(&from);
        let mut bytes = world.tiny.files[index].clone();
        *bytes.last_mut().expect("a byte") ^= 1;
        fs::write(from.join(name), &bytes).expect("a file");
        let told = format!("{name} is not the published one: its SHA-256 is");
        world.check_refused(world.install(Origin::Nearby(&from)), &[&told]);
        bytes.push(0);
        fs::write(from.join(name), &bytes).expect("a file");
        let told = format!("{name} is not the published one: it has at least");
        world.check_refused(world.install(Origin::Nearby(&from)), &[&told]);
    }
}

#[test]
fn a_model_is_installed_from_an_archive() {
    let world = World::new();
    let [config, tokenizer, weights] = world.tiny.files.each_ref().map(Vec::as_slice);
    let path = world.archive(&[
        ("package/__init__.py", b""),
        ("package/other/config.json", b"{}"),
        ("package/other/tokenizer.json", b"{}"),
        ("package/other/model.safetensors", b""),
        ("package/tiny/config.json", config),
        ("package/tiny/tokenizer.json", tokenizer),
        ("package/tiny/model.safetensors", weights),
    ]);
    world.check_installed(&world.install(Origin::Nearby(&path)));
}

#[test]
fn an_archives_paths_decide_nothing() {
    let world = World::new();
    let [config, tokenizer, weights] = world.tiny.files.each_ref().map(Vec::as_slice);
    let path = world.archive(&[
        ("../../config.json", config),
        ("../../tokenizer.json", tokenizer),
        ("../../model.safetensors", weights),
    ]);
    world.check_installed(&world.install(Origin::Nearby(&path)));
    let mut left: Vec<_> = fs::read_dir(world.folder.path())
        .expect("a folder")
        .flatten()
        .map(|item| item.file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["model.whl", "models"]);
}

#[test]
fn what_holds_no_model_is_refused() {
    let world = World::new();
    let path = world.archive(&[
        ("a/config.json", b"{}"),
        ("b/tokenizer.json", b"{}"),
        ("b/xmodel.safetensors", b""),
    ]);
    let told = "no folder holds all of config.json, tokenizer.json, model.safetensors";
    world.check_refused(world.install(Origin::Nearby(&path)), &[told]);
    world.check_refused(
        world.install(Origin::Nearby(&world.path("models"))),
        &[told],
    );
    fs::write(world.path("text"), "hello").expect("a file");
    world.check_refused(
        world.install(Origin::Nearby(&world.path("text"))),
        &["neither a folder nor a .zip or .whl"],
    );
    world.check_refused(
        world.install(Origin::Nearby(&world.path("nowhere"))),
        &["nowhere can't be used"],
    );
    // Deflated zeros without end would fill the disk, were they believed.
    let bomb = vec![0; 50_000_000];
    let path = world.archive(&[
        ("config.json", &bomb),
        ("tokenizer.json", b"{}"),
        ("model.safetensors", b""),
    ]);
    world.check_refused(
        world.install(Origin::Nearby(&path)),
        &["config.json is not the published one"],
    );
}

// --- installing from the hub

const PROXIES: [&str; 6] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
];

/// Runs a test that speaks to loopback; in a process of its own where a proxy is set, for that can't be unset in this one.
#[track_caller]
fn without_proxies(name: &str, test: impl FnOnce()) {
    if PROXIES
        .iter()
        .all(|proxy| std::env::var_os(proxy).is_none())
    {
        return test();
    }
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    for proxy in PROXIES {
        command.env_remove(proxy);
    }
    let output = command
        .args(["--exact", &format!("model::{name}")])
        .output()
        .expect("a run");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("1 passed"), "{told}");
}

#[test]
fn a_model_is_installed_from_the_hub() {
    without_proxies("a_model_is_installed_from_the_hub", || {
        let world = World::new();
        let hub = world.hub(Manner::Kind);
        // People write the address with a slash at its end, too.
        let address = format!("{}/", hub.address());
        world.check_installed(&world.install(Origin::Hub(&address)));
    });
}

#[test]
fn a_connection_that_breaks_off_is_taken_up_where_it_stopped() {
    without_proxies(
        "a_connection_that_breaks_off_is_taken_up_where_it_stopped",
        || {
            let world = World::new();
            let hub = world.hub(Manner::BreaksOffOnce);
            world.check_installed(&world.install(Origin::Hub(hub.address())));
            let rest = format!("model.safetensors {}-", world.tiny.files[2].len() / 2);
            assert!(
                hub.asked().iter().any(|asked| asked.ends_with(&rest)),
                "{:?}",
                hub.asked()
            );
        },
    );
}

#[test]
fn a_download_that_fails_leaves_nothing_and_names_the_way_without_network() {
    without_proxies(
        "a_download_that_fails_leaves_nothing_and_names_the_way_without_network",
        || {
            let world = World::new();
            let mend = "`aftercare model install tiny --from PATH`";
            let hub = world.hub(Manner::BreaksOffAlways);
            let told = world.install(Origin::Hub(hub.address()));
            world.check_refused(told, &["config.json could not be fetched", mend]);

            let nobody = FakeHub::start(HashMap::new(), Manner::Kind);
            let told = world.install(Origin::Hub(nobody.address()));
            world.check_refused(told, &["404", nobody.address(), mend]);

            for odd in ["http://127.0.0.1:9", "", "nonsense", "ftp://x"] {
                world.check_refused(world.install(Origin::Hub(odd)), &[mend]);
            }
        },
    );
}

#[test]
fn a_hub_with_other_bytes_is_refused() {
    without_proxies("a_hub_with_other_bytes_is_refused", || {
        let world = World::new();
        let mut weights = world.tiny.files[2].clone();
        *weights.last_mut().expect("a byte") ^= 1;
        let [config, tokenizer, _] = world.tiny.files.each_ref().map(Vec::as_slice);
        let wrong = hub(
            &world.tiny.known(),
            [config, tokenizer, &weights],
            Manner::Kind,
        );
        let told = world.install(Origin::Hub(wrong.address()));
        world.check_refused(
            told,
            &["model.safetensors is not the published one: its SHA-256"],
        );
        // Its size alone shows it: it is not even fetched.
        weights.push(0);
        let longer = hub(
            &world.tiny.known(),
            [config, tokenizer, &weights],
            Manner::Kind,
        );
        let told = world.install(Origin::Hub(longer.address()));
        world.check_refused(
            told,
            &["model.safetensors is not the published one: it has at least"],
        );
        assert_eq!(
            longer
                .asked()
                .iter()
                .filter(|asked| asked.contains("model.safetensors"))
                .count(),
            1
        );
    });
}

#[test]
fn the_program_asks_the_hub_that_the_environment_names() {
    let world = World::new();
    let tiny = world.tiny.files.each_ref().map(Vec::as_slice);
    let hub = hub(&KNOWN[0], tiny, Manner::Kind);
    let ran = Program::new(&["model", "install", "all-MiniLM-L6-v2"])
        .env("XDG_DATA_HOME", world.folder.path())
        .env("HF_ENDPOINT", hub.address())
        .run();
    check_failed(
        &ran,
        &[
            "config.json is not the published one",
            "nothing was changed",
            "--from PATH",
        ],
    );
    let config = format!(
        "/{}/resolve/{}/config.json 0-0",
        KNOWN[0].repository, KNOWN[0].revision
    );
    assert_eq!(hub.asked(), [config]);
    let ran = Program::new(&["model", "install", "gpt"]).run();
    check_failed(
        &ran,
        &["“gpt” can't be installed; what can: all-MiniLM-L6-v2"],
    );
}
