import { describe, expect, test } from 'vitest'
import { documentedCommands } from '../../../src/analysis/documented/documented-commands'
import { shellLines } from '../../../src/analysis/documented/shell-lines'
import type { Files } from '../snapshot'
import { contributionOf } from './manifests/contribution'

const shown = (readme: string, files: Files = {}, name = 'kettle') =>
  (contributionOf(documentedCommands, { 'README.md': readme, ...files }, name).commands ?? []).map(
    ({ group, command, cwd }) => `${group} ${cwd} ${command}`,
  )
const block = (...lines: string[]) => `# Kettle\n\n## Use\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`

describe('lines that a document shows', () => {
  test('of a block with prompts only what is typed is a line, continued lines are one', () => {
    const lines = shellLines('# A\n```console\n$ make \\\n    all # here\nDone.\n# x\n```\n')
    expect(lines.map(({ text, line }) => [text, line])).toEqual([['make all', 3]])
  })

  test('blocks in another language, prose and inline code give none', () => {
    expect(shellLines('```python\nimport x\n```\nRun `make`.\n')).toEqual([])
  })

  test('literal blocks of reStructuredText and listings of AsciiDoc are read', () => {
    expect(shellLines('Use\n===\n\nType::\n\n    $ make\n\nEnd.\n').map(({ text }) => text)).toEqual(['make'])
    expect(shellLines('== Use\n\n[source,bash]\n----\nmake\n----\n').map(({ text }) => text)).toEqual(['make'])
  })
})

describe('commands of documents', () => {
  test('a script that does not exist is never said', () => {
    expect(
      shown(block('python train.py config/a.py', 'python gone.py'), { 'train.py': '', 'config/a.py': '' }),
    ).toEqual(['run . python train.py config/a.py'])
    expect(shown(block('python train.py config/b.py'), { 'train.py': '' })).toEqual([])
  })

  test('a target that the makefile does not declare is never said', () => {
    expect(shown(block('make test', 'make lint'), { Makefile: 'test:\n\tx\n' })).toEqual(['test . make test'])
  })

  test('a tool without its manifest in the folder is never said', () => {
    expect(shown(block('cd app && flutter pub get', 'mix test'), { 'app/pubspec.yaml': '' })).toEqual([
      'setup app flutter pub get',
    ])
  })

  test('what belongs to a generated or another project is never said', () => {
    const files = { Makefile: 'test:\n\tx\n', 'package.json': '{}' }
    expect(shown(block('npx create-kettle my-app', 'cd my-app', 'npm install'), files)).toEqual([])
    expect(shown(block('git clone https://example.org/other/pot.git', 'make test'), files)).toEqual([])
    expect(shown(block('git clone https://example.org/me/kettle.git', 'cd kettle', 'make test'), files)).toEqual([
      'test . make test',
    ])
    expect(shown('## Example\n```sh\nmake test\n```\n', files)).toEqual([])
  })

  test('placeholders, substitutions and lists of commands are never said', () => {
    const files = { 'run.py': '', Makefile: 'test:\n\tx\n' }
    expect(
      shown(block('python run.py <file>', 'python run.py $(ls)', '(make test)', 'make test; rm x'), files),
    ).toEqual([])
  })

  test('an installation is said under a name of the project alone', () => {
    expect(shown(block('brew install kettle', 'brew install cmake', 'npm install --save-dev kettle'))).toEqual([
      'install . brew install kettle',
      'install . npm install --save-dev kettle',
    ])
    expect(shown(block('brew tap me/tap', 'brew install me/tap/kettle'))).toEqual([
      'install . brew tap me/tap && brew install me/tap/kettle',
    ])
    const git = 'pip install git+https://github.com/me/kettle.git'
    expect(shown(block(git), { 'setup.py': '' })).toEqual([`install . ${git}`])
    expect(shown(block(git))).toEqual([])
  })

  test('a piped script is said where the tree holds it', () => {
    const line = 'curl -fsSL https://raw.githubusercontent.com/me/kettle/main/install.sh | bash'
    expect(shown(block(line), { 'install.sh': '' })).toEqual([`install . ${line}`])
    expect(shown(block(line))).toEqual([])
  })

  test('scripts without a manifest have the dependencies that the README installs, if they import one', () => {
    const files = { 'train.py': 'import torch\n' }
    const readme = block('pip install torch numpy')
    const found = contributionOf(documentedCommands, { 'README.md': readme, ...files })
    expect(found.dependencies?.map(({ name }) => name)).toEqual(['torch', 'numpy'])
    expect(found.package_managers?.map(({ name, manifest }) => [name, manifest])).toEqual([['pip', 'README.md']])
    expect(shown(readme, { ...files, 'requirements.txt': 'torch\n' })).toEqual([])
    expect(shown(readme, { 'train.py': 'import os\n' })).toEqual([])
  })
})

describe('steps of workflows', () => {
  const workflow = (on: string, run: string) =>
    `on: ${on}\njobs:\n  a:\n    steps:\n      - run: ${run}\n        working-directory: sub\n`
  const said = (text: string) => shown('# Kettle\n', { '.github/workflows/ci.yml': text, 'sub/mix.exs': '' })

  test('checks on pushes are said in their folder; releases, installs and expressions never', () => {
    expect(said(workflow('push', 'mix test'))).toEqual(['test sub mix test'])
    expect(said(workflow('release', 'mix test'))).toEqual([])
    expect(said(workflow('push', 'mix deps.get'))).toEqual([])
    expect(said(workflow('push', 'mix test ${{ matrix.x }}'))).toEqual([])
  })
})
