import { licence } from './licence'
import type { Sample } from './sample'

export const KETTLE: Sample = {
  owner: 'brassworks',
  name: 'kettle',
  files: {
    'Cargo.toml': `[package]
name = "kettle"
version = "0.4.2"
edition = "2021"
rust-version = "1.74"
description = "Boil JSON Lines down to CSV, one row at a time"
license = "MIT"
repository = "https://github.com/brassworks/kettle"
keywords = ["json", "csv", "convert", "cli"]
categories = ["command-line-utilities"]

[[bin]]
name = "kettle"
path = "src/main.rs"

[lib]
name = "kettle"
path = "src/lib.rs"

[features]
default = []
# Experimental: read compressed input.
gzip = ["dep:flate2"]

[dependencies]
anyhow = "1.0"
clap = { version = "4.5", features = ["derive", "env"] }
csv = "1.3"
flate2 = { version = "1.0", optional = true }
serde = { version = "1.0", features = ["derive"] }
serde_json = { version = "1.0", features = ["preserve_order"] }
toml = "0.8"

[dev-dependencies]
assert_cmd = "2.0"
tempfile = "3.10"
`,
    LICENSE: licence('MIT', 'Brassworks contributors'),
    'CHANGELOG.md': `# Changelog

## 0.4.2

- \`--strict\` ends with exit code 2 instead of 1.

## 0.4.0

- Experimental support for gzip input behind the \`gzip\` feature.
- The \`--pretty\` option is gone.

## 0.3.0

- Columns can be renamed in \`kettle.toml\`.
`,
    '.github/workflows/ci.yml': `name: CI

on:
  push:
    branches: [main]
  pull_request:

jobs:
  test:
    strategy:
      matrix:
        os: [ubuntu-latest, macos-latest]
    runs-on: \${{ matrix.os }}
    steps:
      - uses: actions/checkout@v4
      - uses: dtolnay/rust-toolchain@1.74.0
        with:
          components: clippy, rustfmt
      - run: cargo fmt --check
      - run: cargo clippy --all-targets -- -D warnings
      - run: cargo test
`,
    '.gitignore': `/target
`,
    'rustfmt.toml': `max_width = 100
`,
    'kettle.example.toml': `# Kettle reads this file only when it is named with --config.

# The character between two keys of a nested object.
separator = "."

# Columns that are left out of the output.
drop = ["password"]

[rename]
ts = "timestamp"
msg = "message"
`,
    'src/lib.rs': `//! Kettle converts JSON Lines to CSV, one row at a time.
//!
//! It reads objects from standard input or from a file and writes rows to standard output. Only one
//! row is held in memory, so that inputs larger than the memory can be converted. Nested objects are
//! flattened with a dot between the keys, and arrays are kept as JSON text.
//!
//! The columns follow the first object: keys that appear only later are ignored unless a second pass
//! is asked for with \`--scan\`. A second pass needs a file, because standard input cannot be read twice.
//!
//! Kettle does not infer types and never opens a network connection. It is an alternative to a chain
//! of \`jq\` and \`sed\` commands, not a replacement for a database.

#![forbid(unsafe_code)]

pub mod columns;
pub mod config;
pub mod flatten;
pub mod reader;
pub mod writer;

pub use columns::Columns;
pub use config::Config;
pub use reader::Reader;
pub use writer::Writer;

/// What became of a conversion.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Rows written to the output, the header not counted.
    pub written: u64,
    /// Lines that could not be parsed and were skipped.
    pub skipped: u64,
}

/// Converts everything the reader gives.
///
/// Lines that cannot be parsed are counted and skipped. In strict mode the first such line ends the
/// conversion with an error instead. The output written so far is not removed.
pub fn convert(reader: &mut Reader, writer: &mut Writer, strict: bool) -> anyhow::Result<Summary> {
    let mut summary = Summary::default();
    while let Some(line) = reader.next_line()? {
        match serde_json::from_str(&line) {
            Ok(object) => {
                writer.write(&object)?;
                summary.written += 1;
            }
            Err(error) if strict => return Err(error.into()),
            Err(_) => summary.skipped += 1,
        }
    }
    writer.finish()?;
    Ok(summary)
}
`,
    'src/main.rs': `use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use kettle::{convert, Config, Reader, Writer};

/// Boil JSON Lines down to CSV.
#[derive(Parser, Debug)]
#[command(name = "kettle", version, about)]
struct Arguments {
    /// File to read; standard input, where none is given.
    input: Option<PathBuf>,

    /// File to write instead of standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,

    /// End at the first line that cannot be parsed.
    #[arg(long)]
    strict: bool,

    /// Read the file twice, to find every column before the first row is written.
    #[arg(long, requires = "input")]
    scan: bool,

    /// Character between two fields.
    #[arg(short, long, default_value = ",")]
    delimiter: char,

    /// Configuration with renamed and dropped columns.
    #[arg(long, env = "KETTLE_CONFIG")]
    config: Option<PathBuf>,

    /// Flush after this many rows.
    #[arg(long, default_value_t = 500)]
    flush_every: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kettle: {error}");
            ExitCode::from(if arguments.strict { 2 } else { 1 })
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let config = match &arguments.config {
        Some(path) => Config::read(path)?,
        None => Config::default(),
    };
    let mut reader = Reader::open(arguments.input.as_deref())?;
    let mut writer = Writer::create(
        arguments.output.as_deref(),
        config,
        arguments.delimiter,
        arguments.flush_every,
    )?;
    if arguments.scan {
        writer.set_columns(reader.scan()?);
    }
    let summary = convert(&mut reader, &mut writer, arguments.strict)?;
    eprintln!("{} rows written, {} lines skipped", summary.written, summary.skipped);
    Ok(())
}
`,
    'src/columns.rs': `//! The columns of the output and their order.

use serde_json::{Map, Value};

/// The names of the columns, in the order of the header.
///
/// The order is that of the keys in the first object. Columns found by a second pass are appended at
/// the end and are never sorted by name.
#[derive(Debug, Default, Clone)]
pub struct Columns(Vec<String>);

impl Columns {
    /// Takes the columns of an object that has been flattened.
    pub fn of(object: &Map<String, Value>) -> Self {
        Self(object.keys().cloned().collect())
    }

    /// Appends the keys that are not yet a column.
    pub fn extend(&mut self, object: &Map<String, Value>) {
        for key in object.keys() {
            if !self.0.contains(key) {
                self.0.push(key.clone());
            }
        }
    }

    pub fn names(&self) -> &[String] {
        &self.0
    }
}
`,
    'src/config.rs': `//! The optional configuration in TOML.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

/// What \`kettle.toml\` may hold. Unknown keys are an error.
///
/// The configuration is never searched for: it is read only when it is named with \`--config\` or in
/// \`KETTLE_CONFIG\`.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Columns that are left out of the output.
    pub drop: Vec<String>,
    /// New names of columns, by their old ones.
    pub rename: HashMap<String, String>,
    /// The character between two keys of a nested object.
    pub separator: char,
}

impl Default for Config {
    fn default() -> Self {
        Self { drop: Vec::new(), rename: HashMap::new(), separator: '.' }
    }
}

impl Config {
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        Ok(toml::from_str(&std::fs::read_to_string(path)?)?)
    }
}
`,
    'src/flatten.rs': `//! Flattens nested objects.

use serde_json::{Map, Value};

/// Depth beyond which an object is kept as JSON text rather than flattened.
pub const MAX_DEPTH: usize = 16;

/// Flattens an object into one level.
///
/// Keys are joined with the separator. Arrays are kept as JSON text; empty objects become an empty
/// field. When two keys collide, the later value wins.
pub fn flatten(object: Map<String, Value>, separator: char) -> Map<String, Value> {
    let mut flat = Map::new();
    push(&mut flat, String::new(), Value::Object(object), separator, 0);
    flat
}

fn push(flat: &mut Map<String, Value>, key: String, value: Value, separator: char, depth: usize) {
    match value {
        Value::Object(inner) if depth < MAX_DEPTH && !inner.is_empty() => {
            for (name, value) in inner {
                let key = if key.is_empty() { name } else { format!("{key}{separator}{name}") };
                push(flat, key, value, separator, depth + 1);
            }
        }
        Value::Object(inner) if inner.is_empty() => {
            flat.insert(key, Value::Null);
        }
        other => {
            flat.insert(key, other);
        }
    }
}
`,
    'src/reader.rs': `//! Reads lines from a file or from standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Reads one line after another and skips empty ones.
///
/// Input must be UTF-8. A byte order mark at the start is removed.
pub struct Reader {
    source: Box<dyn BufRead>,
    rewind: Option<std::path::PathBuf>,
}

impl Reader {
    pub fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let source: Box<dyn BufRead> = match path {
            #[cfg(feature = "gzip")]
            Some(path) if path.extension().is_some_and(|end| end == "gz") => {
                Box::new(BufReader::new(flate2::read::GzDecoder::new(File::open(path)?)))
            }
            Some(path) => Box::new(BufReader::new(File::open(path)?)),
            None => Box::new(BufReader::new(io::stdin())),
        };
        Ok(Self { source, rewind: path.map(Path::to_path_buf) })
    }

    /// The next line that is not empty, or none at the end of the input.
    pub fn next_line(&mut self) -> anyhow::Result<Option<String>> {
        let mut line = String::new();
        while self.source.read_line(&mut line)? > 0 {
            let text = line.trim_start_matches('\\u{feff}').trim();
            if !text.is_empty() {
                return Ok(Some(text.to_owned()));
            }
            line.clear();
        }
        Ok(None)
    }

    /// Reads the whole file once for its columns and starts again at its beginning.
    pub fn scan(&mut self) -> anyhow::Result<crate::Columns> {
        let mut columns = crate::Columns::default();
        while let Some(line) = self.next_line()? {
            if let Ok(object) = serde_json::from_str(&line) {
                columns.extend(&crate::flatten::flatten(object, '.'));
            }
        }
        *self = Self::open(self.rewind.as_deref())?;
        Ok(columns)
    }
}
`,
    'src/writer.rs': `//! Writes CSV.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value};

use crate::{flatten::flatten, Columns, Config};

/// Writes a header and then one row for each object.
///
/// Fields are quoted only where they hold the delimiter, a quote or a line break. A missing value
/// becomes an empty field, and so does \`null\`.
pub struct Writer {
    out: csv::Writer<Box<dyn Write>>,
    config: Config,
    columns: Option<Columns>,
    header: bool,
    flush_every: usize,
    rows: usize,
}

impl Writer {
    /// Creates the output file. An existing file is overwritten.
    pub fn create(
        path: Option<&Path>,
        config: Config,
        delimiter: char,
        flush_every: usize,
    ) -> anyhow::Result<Self> {
        let sink: Box<dyn Write> = match path {
            Some(path) => Box::new(File::create(path)?),
            None => Box::new(io::stdout()),
        };
        let out = csv::WriterBuilder::new().delimiter(delimiter as u8).from_writer(sink);
        Ok(Self { out, config, columns: None, header: false, flush_every, rows: 0 })
    }

    pub fn set_columns(&mut self, columns: Columns) {
        self.columns = Some(columns);
    }

    pub fn write(&mut self, object: &Map<String, Value>) -> anyhow::Result<()> {
        let flat = flatten(object.clone(), self.config.separator);
        let columns = self.columns.get_or_insert_with(|| Columns::of(&flat));
        let config = &self.config;
        let names: Vec<&String> =
            columns.names().iter().filter(|name| !config.drop.contains(name)).collect();
        if !self.header {
            self.out.write_record(names.iter().map(|name| config.rename.get(*name).unwrap_or(name)))?;
            self.header = true;
        }
        self.out.write_record(names.iter().map(|name| match flat.get(*name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }))?;
        self.rows += 1;
        if self.rows % self.flush_every == 0 {
            self.out.flush()?;
        }
        Ok(())
    }

    pub fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }
}
`,
    'tests/cli.rs': `use assert_cmd::Command;

#[test]
fn converts_standard_input() {
    Command::cargo_bin("kettle")
        .unwrap()
        .write_stdin("{\\"a\\":1,\\"b\\":{\\"c\\":2}}\\n")
        .assert()
        .success()
        .stdout("a,b.c\\n1,2\\n");
}

#[test]
fn skips_broken_lines() {
    Command::cargo_bin("kettle").unwrap().write_stdin("{\\"a\\":1}\\nnope\\n").assert().success();
}

#[test]
fn strict_ends_with_two() {
    Command::cargo_bin("kettle").unwrap().arg("--strict").write_stdin("nope\\n").assert().code(2);
}

#[test]
fn scan_needs_a_file() {
    Command::cargo_bin("kettle").unwrap().arg("--scan").assert().failure();
}
`,
    'tests/fixtures/nested.jsonl': `{"ts": 1, "user": {"name": "a", "tags": ["x", "y"]}}
{"ts": 2, "user": {"name": "b", "tags": []}, "level": "warn"}
`,
    'docs/columns.md': `# How columns are found

Without \`--scan\`, the header is written as soon as the first object has been read. Later keys that are
not in the header are dropped silently.

With \`--scan\`, the file is read twice. The first pass collects the keys; the second one writes the rows.
This takes about twice as long, and it is not possible when the input comes from a pipe.

A planned \`--columns\` option will let you name the columns yourself. It is not implemented yet.
`,
    'scripts/bench.sh': `#!/bin/sh
# Needs hyperfine. Compares a release build with a chain of jq and sed.
set -eu
cargo build --release
hyperfine './target/release/kettle big.jsonl > /dev/null' "jq -r '[.a,.b]|@csv' big.jsonl > /dev/null"
`,
  },
}
