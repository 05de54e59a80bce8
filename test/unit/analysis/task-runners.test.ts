import { describe, expect, test } from 'vitest'
import { openProject } from '../../../src/analysis/project'
import { taskRunners } from '../../../src/analysis/task-runners'
import { type Files, snapshotOf } from '../snapshot'

const detect = (files: Files) =>
  taskRunners.detect(openProject(snapshotOf(files, taskRunners.wants), 'x').project).commands ?? []
const said = (files: Files) => detect(files).map(({ group, command, cwd }) => `${group} ${cwd} ${command}`)

describe('make', () => {
  test('a target is said by its name, with what its comment says and where it stands', () => {
    const [test_] = detect({ Makefile: '.PHONY: test\n\ntest: build ## Run all of the tests\n\tpytest\n' })
    expect(test_).toMatchObject({
      group: 'test',
      command: 'make test',
      purpose: 'Run all of the tests',
      sources: [{ path: 'Makefile', line: 3 }],
    })
  })

  test('a target that the makefile does not declare is never said', () => {
    expect(said({ Makefile: 'TEST := x\ntest-%:\n\techo $*\nbuild = 1\nlint: FLAGS = -v\n.PHONY: format\n' })).toEqual(
      [],
    )
  })

  test('a target that only prints or refuses is never said', () => {
    expect(said({ Makefile: 'run:\n\t@echo "use x"\n\t@exit 1\n' })).toEqual([])
  })

  test('a target that only runs others is said, one that does nothing is not', () => {
    expect(said({ Makefile: 'start: start.dev\n\nlint:\n\nstart.dev:\n\tnode x\n' })).toEqual(['run . make start'])
  })

  test('targets of an included makefile are known', () => {
    expect(said({ Makefile: 'include mk/go.mk\n', 'mk/go.mk': 'build:\n\tgo build\n' })).toEqual(['build . make build'])
  })

  test('install is for users where it places files, for contributors where it fetches', () => {
    expect(said({ Makefile: 'install:\n\tinstall -Dm755 x $(DESTDIR)/usr/bin/x\n' })).toEqual([
      'install . make install',
    ])
    expect(said({ Makefile: 'install:\n\tpip install -r requirements.txt\n' })).toEqual(['setup . make install'])
    expect(said({ Makefile: 'install:\n\t./do-something\n' })).toEqual([])
  })

  test("another project's makefile is not the project's", () => {
    expect(
      said({
        'docs/Makefile': 'test:\n\tx\n',
        'vendor/a/Makefile': 'test:\n\tx\n',
        'examples/a/Makefile': 'test:\n\tx\n',
      }),
    ).toEqual([])
  })

  test('a folder has its own only while the root has none', () => {
    expect(said({ 'backend/Makefile': 'test:\n\tx\n' })).toEqual(['test backend make test'])
    expect(said({ 'backend/Makefile': 'test:\n\tx\n', Makefile: 'lint:\n\tx\n' })).toEqual(['lint . make lint'])
  })
})

test('just: recipes that need an argument or are private are never said', () => {
  const justfile =
    '# Run the tests\ntest *args:\n  cargo test\n\nbuild target:\n  x\n\n[private]\nlint:\n  x\n\nfmt mode="all":\n  x\n'
  expect(detect({ justfile })).toMatchObject([
    { command: 'just test', purpose: 'Run the tests' },
    { command: 'just fmt' },
  ])
})

test('Task: tasks with their descriptions, internal ones never', () => {
  const text =
    'version: "3"\ntasks:\n  lint:\n    desc: Run base linters\n    cmds: [golangci-lint run]\n  test:\n    internal: true\n    cmds: [go test]\n'
  expect(detect({ 'Taskfile.yaml': text })).toMatchObject([
    { command: 'task lint', purpose: 'Run base linters', sources: [{ path: 'Taskfile.yaml', line: 3 }] },
  ])
})

test('scripts are said only while they can be executed', () => {
  expect(said({ 'script/test': { executable: '#!/bin/sh\n' }, 'script/setup': '#!/bin/sh\n' })).toEqual([
    'test . script/test',
  ])
})

test('long and hostile lines are passed over in no time', () => {
  said({ Makefile: `${'a '.repeat(200_000)}\n${' '.repeat(100_000)}:\n`, justfile: `${'a '.repeat(100_000)}\n` })
})

describe('a target that does not do what its name says', () => {
  test('one that only shows the help is none, nor a server that only builds, copies or shows help', () => {
    expect(said({ Makefile: 'all: help\n\nhelp:\n\t@grep -E "##" $(MAKEFILE_LIST) | sort\n' })).toEqual([])
    expect(said({ Makefile: 'dev:\n\tcargo build\n\tcp ./target/kettle ~/bin/\n' })).toEqual([])
    expect(said({ Makefile: 'run:\n\tpython -m kettle --help\n' })).toEqual([])
    expect(said({ Makefile: 'run:\n\tgo build && ./kettle\n' })).toEqual(['run . make run'])
  })

  test('one that asks Bundler where no Gemfile stands is none', () => {
    const Makefile = 'deploy:\n\t@bundle exec cap staging deploy\n'
    expect(said({ Makefile })).toEqual([])
    expect(said({ Makefile, Gemfile: 'gem "capistrano"\n' })).toEqual(['deploy . make deploy'])
  })
})
