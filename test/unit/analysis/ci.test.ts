import { expect, test } from 'vitest'
import { ci } from '../../../src/analysis/ci'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const detect = (files: Files) => ci.detect(openProject(snapshotOf(files, ci.wants), 'x').project).ci ?? []

test('a workflow is known by its name and its triggers, however these are written', () => {
  const [actions] = detect({
    '.github/workflows/a.yml': 'name: Build\non: push\n',
    '.github/workflows/b.yaml': 'on: [push, pull_request]\n',
    '.github/workflows/c.yml': "name: Nightly\n'on':\n  schedule:\n    - cron: '0 0 * * *'\n  workflow_dispatch:\n",
    '.github/workflows/d.yml': '',
    '.github/dependabot.yml': 'version: 2\n',
  })
  expect(actions?.provider).toBe('GitHub Actions')
  expect(actions?.workflows).toEqual([
    { path: '.github/workflows/a.yml', name: 'Build', triggers: ['push'] },
    { path: '.github/workflows/b.yaml', name: 'b', triggers: ['push', 'pull_request'] },
    { path: '.github/workflows/c.yml', name: 'Nightly', triggers: ['schedule', 'workflow_dispatch'] },
    { path: '.github/workflows/d.yml', name: 'd', triggers: [] },
  ])
})

test.each([
  ['.gitlab-ci.yml', 'GitLab CI'],
  ['.circleci/config.yml', 'CircleCI'],
  ['.travis.yml', 'Travis CI'],
  ['azure-pipelines.yml', 'Azure Pipelines'],
  ['Jenkinsfile', 'Jenkins'],
  ['appveyor.yml', 'AppVeyor'],
  ['.buildkite/pipeline.yml', 'Buildkite'],
  ['.drone.yml', 'Drone'],
  ['.woodpecker/test.yaml', 'Woodpecker CI'],
  ['bitbucket-pipelines.yml', 'Bitbucket Pipelines'],
  ['.cirrus.yml', 'Cirrus CI'],
  ['.builds/linux.yml', 'SourceHut'],
  ['.semaphore/semaphore.yml', 'Semaphore'],
  ['cloudbuild/prod/deploy.yaml', 'Google Cloud Build'],
])('%s is %s', (path, provider) => {
  expect(detect({ [path]: '' }).map((one) => one.provider)).toEqual([provider])
})

test("a file of that name deep in the tree is another project's", () => {
  expect(detect({ 'vendor/x/.travis.yml': '', 'templates/.github/workflows/ci.yml': 'on: push' })).toEqual([])
})
