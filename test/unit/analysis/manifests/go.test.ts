import { describe, expect, it } from 'vitest'
import { go } from '../../../../src/analysis/manifests/go'
import { moduleName } from '../../../../src/analysis/manifests/go/module'
import { openProject } from '../../../../src/analysis/project'
import { type Files, snapshotOf } from '../../snapshot'

const facts = (files: Files, name = 'glow') => go.detect(openProject(snapshotOf(files, go.wants), name).project)
const said = (files: Files, name?: string) => (facts(files, name).commands ?? []).map((c) => `${c.group} ${c.command}`)
const main = 'package main\n\nfunc main() {}\n'
const mod = (path: string, more = '') => `module ${path}\n\ngo 1.24.1\n\n${more}`

describe('a Go program', () => {
  const files = {
    'go.mod': mod(
      'github.com/me/glow/v2',
      'require (\n\tgithub.com/spf13/cobra v1.9.1\n\tgithub.com/x/y v0.1.0 // indirect\n)\n',
    ),
    'go.sum': '',
    'main.go': main,
    'a_test.go': 'package main',
  }
  it('is installed by its full module path, and built, run and tested where that works', () => {
    expect(said(files)).toEqual([
      'install go install github.com/me/glow/v2@latest',
      'setup go mod download',
      'build go build',
      'build go build ./...',
      'run go run .',
      'test go test ./...',
    ])
  })
  it('has the name of its module, not of the version', () => {
    expect(facts(files).binaries).toEqual([{ name: 'glow', entry: 'main.go', sources: [{ path: 'main.go', line: 3 }] }])
    expect(moduleName('gopkg.in/yaml.v3')).toBe('yaml')
  })
  it('needs only what is not indirect', () => {
    expect(facts(files).dependencies).toEqual([
      {
        name: 'github.com/spf13/cobra',
        version: 'v1.9.1',
        scope: 'runtime',
        manifest: 'go.mod',
        purl: 'pkg:golang/github.com/spf13/cobra@v1.9.1',
        sources: [{ path: 'go.mod', line: 6 }],
      },
    ])
    expect(facts(files).runtimes).toEqual([
      { name: 'go', constraint: '>=1.24.1', sources: [{ path: 'go.mod', line: 3 }] },
    ])
  })
  it('is not said to be installable under another repository, a local path, or with replaced modules', () => {
    const install = (file: string, name?: string) =>
      said({ ...files, 'go.mod': file }, name).filter((c) => c.startsWith('install'))
    expect(install(mod('github.com/me/glow'), 'my-fork')).toEqual([])
    expect(install(mod('glow'))).toEqual([])
    expect(install(mod('github.com/me/glow', 'replace github.com/a/b => ../b\n'))).toEqual([])
    expect(install(mod('go.me.dev/glow'))).toEqual(['install go install go.me.dev/glow@latest'])
  })
  it('in cmd/ is named by its folder; tools, generators and packages that are not main are none', () => {
    const many = {
      'go.mod': mod('github.com/me/kit'),
      'kit.go': 'package kit\n',
      'cmd/kit/main.go': main,
      'cmd/kitd/run.go': main,
      'cmd/gen-docs/main.go': main,
      'cmd/lib/main.go': 'package lib\n\nfunc main() {}\n',
      'cmd/old/main.go': `//go:build ignore\n\n${main}`,
      'examples/x/main.go': main,
    }
    expect(facts(many, 'kit').binaries?.map((b) => b.name)).toEqual(['kit', 'kitd'])
    expect(said(many, 'kit')).toContain('install go install github.com/me/kit/cmd/kit@latest')
    expect(said(many, 'kit')).toContain('run go run ./cmd/kitd')
    expect(facts(many, 'kit').packages?.[0]?.kinds).toEqual(['cli', 'library'])
  })
  describe('that answers HTTP without a framework', () => {
    const served = 'package server\n\nfunc Run() { srv := &http.Server{}; srv.ListenAndServe() }\n'
    const service = {
      'go.mod': mod('github.com/me/kettle'),
      'main.go': main,
      'internal/server/server.go': served,
      Dockerfile: 'FROM scratch\nEXPOSE 8080\n',
    }
    const kinds = (more: Files) => {
      const { project } = openProject(snapshotOf({ ...service, ...more }), 'kettle')
      return go.detect(project).packages?.[0]?.kinds
    }
    it('is a service where its image opens a port', () => {
      expect(kinds({})).toEqual(['service'])
      expect(
        kinds({ 'internal/server/server.go': 'package server\n\nfunc Run() { http.ListenAndServe(addr, nil) }\n' }),
      ).toEqual(['service'])
    })
    it.each<[string, Files]>([
      ['whose image opens none', { Dockerfile: 'FROM scratch\n' }],
      ['that has commands', { 'go.mod': mod('github.com/me/kettle', 'require github.com/spf13/cobra v1.9.1\n') }],
      ['whose tests alone listen', { 'internal/server/server.go': '', 'internal/server/server_test.go': served }],
      ['whose examples alone listen', { 'internal/server/server.go': '', 'examples/server.go': served }],
    ])('is a program %s', (_, more) => {
      expect(kinds(more)).toEqual(['cli'])
    })
  })
  it('is what GoReleaser ships, under the name that it gives', () => {
    const shipped = {
      ...files,
      '.goreleaser.yml':
        'builds:\n  - main: ./cmd/x\n    binary: xx\nbrews:\n  - name: xx\n    repository:\n      owner: me\n      name: homebrew-tap\n',
      'cmd/x/main.go': main,
    }
    expect(facts(shipped).binaries?.map((b) => b.name)).toEqual(['xx'])
    expect(said(shipped)).toContain('install brew install me/tap/xx')
  })
  it('that embeds files which a build step makes is not said to compile, and that is a warning', () => {
    const embedding = {
      ...files,
      'main.go': 'package main\n\n//go:embed all:web/dist/*\nvar f embed.FS\n\nfunc main() {}\n',
      'web/src/a.ts': '',
    }
    expect(said(embedding).filter((c) => /go (?:build|run|install)/.test(c))).toEqual([])
    expect(facts(embedding).warnings?.map((w) => w.code)).toEqual(['embedded_files_missing'])
    expect(said({ ...embedding, 'web/dist/index.html': '' })).toContain('build go build')
  })
})

describe('a Go library', () => {
  const files = {
    'go.mod': mod('github.com/me/kit'),
    'kit.go':
      '// Copyright\n\n// Package kit is a set of parts.\n// More.\npackage kit\n\n// New makes one.\nfunc New() {}\n\nfunc Bare() {}\n\n// T is one.\ntype T struct{}\n\n// hidden\nfunc hidden() {}\n',
    'kit_test.go': 'package kit',
    '.golangci.yml': 'version: "2"\nformatters:\n  enable: [gofumpt]\n',
  }
  it('is got with go get, and has no program to run', () => {
    expect(said(files, 'kit')).toEqual([
      'install go get github.com/me/kit',
      'build go build ./...',
      'test go test ./...',
      'lint golangci-lint run',
      'format golangci-lint fmt',
    ])
    expect(facts(files, 'kit').packages?.[0]?.kinds).toEqual(['library'])
  })
  it('is described by its package comment, not by its licence header', () => {
    expect(facts(files, 'kit').packages?.[0]?.description).toEqual({
      value: 'A set of parts.',
      sources: [{ path: 'kit.go', line: 3 }],
    })
  })
  it('shows the exported names that carry a comment', () => {
    expect(facts(files, 'kit').surface?.exports?.map((e) => `${e.name}:${e.kind}:${e.sources[0]?.line}`)).toEqual([
      'New:function:8',
      'T:type:13',
    ])
  })
  it('no linter is said that nothing configures', () => {
    const { '.golangci.yml': _, ...plain } = files
    expect(said(plain, 'kit').filter((c) => /lint|format/.test(c))).toEqual([])
  })
})

describe('Go workspaces', () => {
  it('modules that go.work uses are members, and their commands name their folder', () => {
    const files = {
      'go.work': 'go 1.24\n\nuse (\n\t./a\n\t./b // second\n\t./missing\n)\n',
      'a/go.mod': mod('github.com/me/w/a'),
      'a/main.go': main,
      'b/go.mod': mod('github.com/me/w/b', 'require github.com/me/w/a v0.0.0\n'),
      'b/b.go': 'package b\n',
    }
    expect(facts(files, 'w').packages?.map((p) => p.directory)).toEqual(['.', 'a', 'b'])
    expect(facts(files, 'w').packages?.[0]?.members).toEqual(['a', 'b'])
    const rooted = { ...files, 'go.work': 'go 1.24\nuse (\n\t.\n\t./a\n)\n', 'go.mod': 'module example.com/w\n' }
    expect(facts(rooted, 'w').packages?.[0]?.members).toEqual(['a'])
    expect(facts(files, 'w').dependencies).toEqual([])
    expect(facts(files, 'w').commands?.find((c) => c.group === 'run')).toMatchObject({ command: 'go run .', cwd: 'a' })
  })
  it('a go.mod without a module line is passed over', () => {
    expect(facts({ 'go.mod': '// nothing\n' }).packages).toEqual([])
  })
})
