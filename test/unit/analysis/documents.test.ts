import { describe, expect, test } from 'vitest'
import { documents } from '../../../src/analysis/documents'
import { projectReadme, readmeSections } from '../../../src/analysis/existing-readme'
import { infrastructure } from '../../../src/analysis/infrastructure'
import { openProject } from '../../../src/analysis/project'
import { categoryOf } from '../../../src/analysis/section-categories'
import { type Files, snapshotOf } from '../snapshot'

const open = (files: Files) => openProject(snapshotOf(files), 'x').project

test('documents are found whatever their case, at the root before .github before docs', () => {
  const found = documents.detect(
    open({
      'readme.rst': 'x',
      'docs/CONTRIBUTING.md': '',
      '.github/contributing.md': '',
      'License.txt': '',
      'docs/a.md': '',
      'Examples/a.py': '',
      'src/test/A.java': '',
      'src/SECURITY.md': '',
    }),
  ).documents
  expect(found).toEqual({
    readme: { path: 'readme.rst' },
    contributing: { path: '.github/contributing.md' },
    license: { path: 'License.txt' },
    docs_dir: { path: 'docs' },
    examples: { path: 'Examples' },
    tests_dir: { path: 'src/test' },
  })
})

describe('the existing README', () => {
  test('sections are named with line and category; code and comments hold none', () => {
    const text =
      '# Tool\n\nText.\n\n## Why?\n\n```sh\n# not a heading\n```\n\n<!-- ## nor this -->\n\nUsage\n-----\n\n### Deep\n\n#### Too deep\n\n<h2>License</h2>\n'
    const readme = projectReadme(open({ 'README.md': text }))!
    expect(readmeSections(readme)).toEqual({
      path: 'README.md',
      sections: [
        { heading: 'Why?', category: 'why', line: 5 },
        { heading: 'Usage', category: 'how', line: 13 },
        { heading: 'Deep', category: 'other', line: 16 },
        { heading: 'License', category: 'who', line: 20 },
      ],
    })
  })

  test('an empty README is none, and English Markdown is preferred', () => {
    expect(projectReadme(open({ 'README.md': ' \n' }))).toBeNull()
    expect(projectReadme(open({ 'README.txt': 'a', 'README.md': 'b', 'README.zh-CN.md': 'c' }))?.path).toBe('README.md')
  })

  test.each([
    ['Getting Started', 'how'],
    ['Features', 'what'],
    ['Contributing', 'contribution'],
    ['Acknowledgements', 'who'],
    ['Roadmap', 'when'],
    ['Motivation', 'why'],
    ['📚 Documentation', 'references'],
    ['Table of Contents', 'other'],
    ['Xyzzy', 'other'],
  ])('%s is about %s', (heading, category) => {
    expect(categoryOf(heading)).toBe(category)
  })

  test('a README made to be slow is read in no time', () => {
    for (const text of [
      '<a'.repeat(100_000),
      '<!--'.repeat(50_000),
      '[a]('.repeat(20_000),
      '*a '.repeat(30_000),
      '# \n'.repeat(50_000),
    ])
      projectReadme(open({ 'README.md': text }))
    for (const text of ['=\n'.repeat(50_000), '`a'.repeat(50_000), '.. x\n'.repeat(50_000)])
      projectReadme(open({ 'README.rst': text }))
  })
})

test('infrastructure is told by unmistakable files of the project only', () => {
  const found = infrastructure.detect(
    open({
      'infra/main.tf': '',
      'k8s/app.yaml': 'apiVersion: v1\nkind: Service\n',
      'deploy/notes.yaml': 'a: 1\n',
      'chart/Chart.yaml': '',
      'chart/templates/a.yaml': 'apiVersion: v1\n',
      'examples/x/main.tf': '',
      '.github/workflows/data/main.tf': '',
      'wrangler.toml': '',
    }),
  ).infrastructure
  expect(found?.map(({ tool, paths }) => [tool, paths])).toEqual([
    ['Wrangler', ['wrangler.toml']],
    ['Helm', ['chart']],
    ['Terraform', ['infra']],
    ['Kubernetes', ['k8s']],
  ])
})

test('contacts of the issue chooser are told in its order, with their lines; what no reader can open is not', () => {
  const chooser =
    'blank_issues_enabled: false\ncontact_links:\n  - name: Forum\n    url: https://forum.acme.dev/c/help\n    about: Ask here\n' +
    '  - name: Script\n    url: javascript:alert(1)\n  - name: Mail\n    url: mailto:security@acme.dev\n  - broken\n'
  expect(documents.detect(open({ '.github/ISSUE_TEMPLATE/config.yml': chooser })).contacts).toEqual([
    {
      name: 'Forum',
      url: 'https://forum.acme.dev/c/help',
      about: 'Ask here',
      sources: [{ path: '.github/ISSUE_TEMPLATE/config.yml', line: 4 }],
    },
    {
      name: 'Mail',
      url: 'mailto:security@acme.dev',
      sources: [{ path: '.github/ISSUE_TEMPLATE/config.yml', line: 9 }],
    },
  ])
})

test('a folder of decisions, of notes on upgrading or of the parts of a site is no documentation', () => {
  const docs = (files: Files) => documents.detect(open(files)).documents?.docs_dir
  expect(docs({ 'docs/adr/0001-a.md': '', 'docs/glossary.md': '' })).toBeUndefined()
  expect(docs({ 'docs/antora.yml': '', 'docs/modules/pages/index.adoc': '' })).toBeUndefined()
  expect(docs({ 'docs/adr/0001-a.md': '', 'docs/usage.md': '' })).toEqual({ path: 'docs' })
  const upgrading = documents.detect(open({ 'docs/UPGRADE-4.0.md': '' })).documents
  expect(upgrading).toEqual({ upgrading: { path: 'docs/UPGRADE-4.0.md' } })
})
