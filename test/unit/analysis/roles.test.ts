import { describe, expect, test } from 'vitest'
import { openProject } from '../../../src/analysis/project'
import { roleOf } from '../../../src/analysis/roles'
import { snapshotOf } from '../snapshot'

describe('roles', () => {
  test.each([
    ['src/index.ts', 'own'],
    ['examples/next/package.json', 'example'],
    ['src/main/java/com/example/demo/App.java', 'own'],
    ['src/main/java/org/springframework/samples/App.java', 'own'],
    ['src/com/example/App.java', 'own'],
    ['src/test/java/com/acme/AppTest.java', 'test'],
    ['src/androidTest/kotlin/A.kt', 'test'],
    ['src/commonMain/kotlin/com/example/A.kt', 'own'],
    ['tests/test_x.py', 'test'],
    ['pkg/server/server_test.go', 'test'],
    ['Foo.Tests/Foo.Tests.csproj', 'test'],
    ['contests/entry.py', 'own'],
    ['dev-docs/package.json', 'docs'],
    ['packages/create-x/template-vue/package.json', 'template'],
    ['{{cookiecutter.slug}}/setup.py', 'template'],
    ['.devcontainer/Dockerfile', 'devcontainer'],
    ['.clusterfuzzlite/Dockerfile', 'test'],
    ['vendor/github.com/x/go.mod', 'vendored'],
    ['constructor/index.js', 'own'],
    ['__proto__/index.js', 'own'],
  ])('%s is %s', (path, role) => {
    expect(roleOf(path)).toBe(role)
  })
})

describe('a project', () => {
  test('a character cut at the end of a part that was read does not make the text Latin-1', () => {
    const whole = new TextEncoder().encode('é'.repeat(10))
    const snapshot = snapshotOf({ 'a.txt': whole }, () => 5)
    expect(openProject(snapshot, 'x').project.text('a.txt')).toBe('éé')
  })

  test('a README that is a symlink is read where it points', () => {
    const { project } = openProject(
      snapshotOf({ 'README.md': { symlink: 'docs/readme.md' }, 'docs/readme.md': '# Hi' }),
      'x',
    )
    expect(project.text('README.md')).toBe('# Hi')
  })

  test('a symlink that points outside or at itself is no text', () => {
    const { project } = openProject(snapshotOf({ a: { symlink: '../../etc/passwd' }, b: { symlink: 'b' } }), 'x')
    expect(project.text('a')).toBeNull()
    expect(project.text('b')).toBeNull()
  })

  test('own files are found by name, shallow ones first, and neither tests nor vendored ones', () => {
    const { project } = openProject(
      snapshotOf({
        'z/package.json': '',
        'package.json': '',
        'test/package.json': '',
        'node_modules/a/package.json': '',
      }),
      'x',
    )
    expect(project.own('package.json')).toEqual(['package.json', 'z/package.json'])
    expect(project.own(/^package/)).toEqual(['package.json', 'z/package.json'])
  })
})
