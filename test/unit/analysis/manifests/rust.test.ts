import { describe, expect, it } from 'vitest'
import { rust } from '../../../../src/analysis/manifests/rust'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const TOOL = {
  'Cargo.toml': `[package]
name = "quickgrep"
version = "3.2.1"
description = """
Searches files
quickly."""
license = "MIT OR Apache-2.0"
keywords = ["search"]
rust-version = "1.74"
edition = "2021"

[workspace]
members = ["crates/*"]
exclude = ["crates/attic"]

[[bin]]
name = "qg"
path = "crates/core/main.rs"

[dependencies]
bstr = "1.7"
quickgrep-walk = { version = "0.2", path = "crates/walk" }
log = { workspace = true }

[target.'cfg(unix)'.dependencies]
libc = "0.2"

[dev-dependencies]
tempfile = "3"

[workspace.dependencies]
log = { version = "0.4", features = ["std"] }
`,
  'Cargo.lock': '',
  'crates/core/main.rs': 'fn main() {}\n',
  'crates/walk/Cargo.toml':
    '[package]\nname = "quickgrep-walk"\nversion = "0.2.0"\nlicense = "MIT"\ndescription = "Walks."\n[dependencies]\nrenamed = { package = "walkdir", version = "2" }\n',
  'crates/walk/src/lib.rs': '//! Walks directories.\n',
  'crates/attic/Cargo.toml': '[package]\nname = "attic"\n',
  'fuzz/Cargo.toml': '[package]\nname = "fuzz"\n[workspace]\n',
  '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - run: cargo fmt --all --check\n',
}

describe('a workspace whose root package is a program with another name', () => {
  const found = contributionOf(rust, TOOL)

  it('is installed by the package and found by the program', () => {
    expect(said(found, 'install')).toEqual(['cargo install quickgrep'])
    expect(found.binaries).toEqual([
      { name: 'qg', entry: 'crates/core/main.rs', sources: [{ path: 'Cargo.toml', line: 17 }] },
    ])
    expect(found.packages?.[0]).toMatchObject({
      name: { value: 'quickgrep' },
      description: { value: 'Searches files quickly.' },
      kinds: ['cli'],
      members: ['crates/walk'],
    })
  })

  it('is built, run and tested by commands that resolve', () => {
    expect(said(found, 'build')).toEqual(['cargo build --release'])
    expect(said(found, 'run')).toEqual(['cargo run'])
    expect(said(found, 'test')).toEqual(['cargo test --workspace'])
  })

  it('is linted only by what the project itself uses', () => {
    expect(said(found, 'lint')).toEqual(['cargo fmt --all --check'])
    expect(said(found, 'format')).toEqual(['cargo fmt --all'])
    const clippy = contributionOf(rust, { ...TOOL, 'clippy.toml': 'msrv = "1.74"\n' })
    expect(said(clippy, 'lint')).toContain('cargo clippy --workspace')
  })

  it('depends on what is inherited, renamed or for one target, and not on its own crates', () => {
    expect(dependencies(found, 'runtime')).toEqual(['bstr@1.7', 'log@0.4', 'libc@0.2', 'walkdir@2'])
    expect(dependencies(found, 'dev')).toEqual(['tempfile@3'])
    expect(found.dependencies?.find(({ name }) => name === 'libc')?.sources).toEqual([{ path: 'Cargo.toml', line: 26 }])
  })

  it('asks for the Rust that its manifest states', () => {
    expect(found.runtimes).toEqual([{ name: 'rust', constraint: '>=1.74', sources: [{ path: 'Cargo.toml', line: 9 }] }])
  })

  it('says nothing without a source', () => {
    expect(sourcesOf(found)).not.toContain('')
  })
})

describe('a virtual workspace', () => {
  const files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["server", "cli", "core", "xtask"]\n[workspace.package]\nversion = "1.1.0"\nrust-version = "1.80"\n',
    'server/Cargo.toml': '[package]\nname = "server"\nversion.workspace = true\n[dependencies]\naxum = "0.7"\n',
    'server/src/main.rs': 'fn main() {}',
    'cli/Cargo.toml': '[package]\nname = "orders-cli"\nversion.workspace = true\npublish = false\n',
    'cli/src/main.rs': 'fn main() {}',
    'core/Cargo.toml':
      '[package]\nname = "orders"\nversion.workspace = true\nlicense = "MIT"\ndescription = "Orders."\n',
    'core/src/lib.rs':
      '//! Orders and their lines.\n\npub mod line;\npub use crate::line::{Line, LineKind as Kind};\npub fn total() {}\n#[doc(hidden)]\npub fn secret() {}\npub(crate) fn inner() {}\n',
    'xtask/Cargo.toml': '[package]\nname = "xtask"\n',
    'xtask/src/main.rs': 'fn main() {}',
    '.cargo/config.toml': '[alias]\nxtask = "run --package xtask --"\nlint = "clippy --all-targets"\n',
  }
  const found = contributionOf(rust, files, 'orders')

  it('never says a bare cargo run where two programs could be meant', () => {
    expect(said(found, 'run')).toEqual(['cargo run -p orders-cli', 'cargo run -p server'])
  })

  it('inherits versions, with the line they stand in', () => {
    const server = found.packages?.find(({ directory }) => directory === 'server')
    expect(server?.version).toEqual({ value: '1.1.0', sources: [{ path: 'Cargo.toml', line: 4 }] })
    expect(server?.kinds).toEqual(['service'])
  })

  it('offers no crate that nothing shows to be published', () => {
    expect(said(found, 'install')).toEqual([])
    const shown = contributionOf(rust, { ...files, 'README.md': 'Run `cargo add orders`.\n' }, 'orders')
    expect(said(shown, 'install')).toEqual(['cargo add orders'])
  })

  it('offers no crate that its manifest keeps from the registry, whatever the README says', () => {
    const kept = files['core/Cargo.toml'].replace('license', 'publish = false\nlicense')
    const readme = { 'README.md': 'Run `cargo add orders`.\n', 'core/Cargo.toml': kept }
    expect(said(contributionOf(rust, { ...files, ...readme }, 'orders'), 'install')).toEqual([])
  })

  it('runs aliases of the project, and exports what its main library makes public', () => {
    expect(said(found, 'lint')).toEqual(['cargo lint'])
    expect(found.surface?.exports?.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'module line',
      'type Line',
      'type Kind',
      'function total',
    ])
  })

  it('does not count tools of the project among its programs', () => {
    expect(found.binaries?.map(({ name }) => name)).toEqual(['orders-cli', 'server'])
  })
})

describe('other shapes', () => {
  it('a Tauri application is no command-line tool', () => {
    const found = contributionOf(rust, {
      'package.json': '{}',
      'src-tauri/Cargo.toml':
        '[package]\nname = "notes"\ndescription = "x"\nlicense = "MIT"\n[dependencies]\ntauri = "2"\n',
      'src-tauri/tauri.conf.json': '{}',
      'src-tauri/src/main.rs': 'fn main() {}',
    })
    expect(found.packages?.[0]?.kinds).toEqual(['desktop-app'])
    expect([...said(found, 'install'), ...said(found, 'run'), ...said(found, 'build')]).toEqual([])
    expect(found.binaries).toEqual([])
  })

  it('several programs of one package are run by name, gated ones not at all', () => {
    const found = contributionOf(rust, {
      'Cargo.toml':
        '[package]\nname = "multi"\n[[bin]]\nname = "extra"\npath = "src/extra.rs"\nrequired-features = ["x"]\n',
      'src/bin/alpha.rs': '',
      'src/bin/beta/main.rs': '',
      'src/extra.rs': '',
    })
    expect(said(found, 'run')).toEqual(['cargo run --bin alpha', 'cargo run --bin beta'])
    expect(found.binaries?.map(({ name }) => name)).toEqual(['alpha', 'beta'])
  })

  it('a library without a description takes the first sentence of its own comment', () => {
    const found = contributionOf(rust, {
      'Cargo.toml': '[package]\nname = "calm"\nversion = "0.1.0"\n',
      'src/lib.rs': '//! [![ci](x)](y)\n//!\n//! # Calm\n//! A small queue that never\n//! blocks. And more.\n',
      'rust-toolchain.toml': '[toolchain]\nchannel = "1.79.0"\ncomponents = ["clippy"]\n',
    })
    expect(found.packages?.[0]?.description).toEqual({
      value: 'A small queue that never blocks.',
      sources: [{ path: 'src/lib.rs', line: 4 }],
    })
    expect(found.packages?.[0]?.kinds).toEqual(['library'])
    expect(found.runtimes).toMatchObject([
      { constraint: '1.79.0', sources: [{ path: 'rust-toolchain.toml', line: 2 }] },
    ])
    expect(said(found, 'lint')).toEqual(['cargo clippy'])
  })

  it('broken and hostile manifests do no harm', () => {
    const pattern = `${'*a'.repeat(40)}`
    const found = contributionOf(rust, {
      'Cargo.toml': `[workspace]\nmembers = ["${pattern}", "../out", "ok"]\n`,
      'ok/Cargo.toml': '[package]\nname = "__proto__"\n[dependencies]\nconstructor = "1"\n',
      [`${'a'.repeat(200)}/Cargo.toml`]: '[package\n',
    })
    expect(found.packages?.map(({ directory }) => directory)).toEqual(['.', 'ok'])
    expect(dependencies(found, 'runtime')).toEqual(['constructor@1'])
  })
})

describe('an alias of Cargo', () => {
  it('is for what its command does, whatever its name ends with', () => {
    const found = contributionOf(rust, {
      'Cargo.toml': '[package]\nname = "kettle"\nversion = "1.0.0"\n',
      'src/main.rs': 'fn main() {}\n',
      '.cargo/config.toml': '[alias]\nlint-tests = "clippy --tests"\ncheck-tests = "clippy --tests"\n',
    })
    expect(said(found, 'test')).toEqual(['cargo test'])
    expect(said(found, 'lint')).toContain('cargo lint-tests')
  })
})

describe('what CI says of a command without calling it', () => {
  const workflow = (step: string) => ({
    'Cargo.toml': '[package]\nname = "kettle"\n',
    'src/lib.rs': '',
    '.github/workflows/ci.yml': `jobs:\n  check:\n    steps:\n${step}`,
  })
  const lint = (step: string) => said(contributionOf(rust, workflow(step)), 'lint')

  it('a comment, a name and a condition are no evidence; a step is', () => {
    expect(
      lint('      # `cargo fmt --check` is left out: the tree is not formatted\n      - run: cargo test\n'),
    ).toEqual([])
    expect(lint('      - name: cargo fmt --check\n        run: ./check.sh # not cargo clippy\n')).toEqual([])
    expect(lint('      - run: |\n          # cargo clippy\n          echo "a #b" && cargo fmt --check\n')).toEqual([
      'cargo fmt --check',
    ])
  })

  it('cites the line of the step, not the one that speaks of it', () => {
    const found = contributionOf(rust, workflow('      # cargo fmt --check\n      - run: cargo fmt --check\n'))
    expect(found.commands?.find(({ command }) => command === 'cargo fmt --check')?.sources).toEqual([
      { path: '.github/workflows/ci.yml', line: 5 },
    ])
  })
})
