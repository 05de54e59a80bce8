import { type Readme, readDocument } from '../../score/readme/document'
import { type Repository, repositoryOf } from '../../score/readme/repository'
import { type Check, type Finding, type Generated, type Subject, subjectOf } from '../../score/readme/subject'
import { snapshotOf } from '../snapshot'

/** A repository of one package, with what the checks look at. */
export const FILES: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'harbour',
    license: 'MIT',
    engines: { node: '>=22' },
    scripts: { build: 'tsc', start: 'node server.js' },
    dependencies: { express: '^5' },
  }),
  'src/index.ts':
    "export const moor = () => [process.env.HARBOUR_PORT, process.env.HARBOUR_HOST, process.env.HARBOUR_FLAG, process.env.HARBOUR_LOG]\napp.get('/berths', list)\nprogram.option('--tide <x>', 'x')\n",
  'docs/manual.md': '# Manual\n',
  Makefile: 'build:\n\ttsc\n%.js: %.ts\n\ttsc\n',
  LICENSE:
    'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software',
  '.github/workflows/ci.yml': 'name: CI\n',
  '.gitignore': 'var/\n',
  'web/package.json': JSON.stringify({ name: 'web', private: true, scripts: { dev: 'vite' } }),
}

export const harbour = (files: Record<string, string> = FILES): Repository =>
  repositoryOf(snapshotOf(files), 'acme', 'harbour')

export function subject(
  markdown: string,
  given: { theirs?: boolean; files?: Record<string, string>; generated?: Generated } = {},
): Subject {
  const readme: Readme = readDocument('README.md', markdown)
  return subjectOf(harbour(given.files), readme, given.theirs ?? false, given.generated ?? null)
}

/** What a check finds in a README of the harbour. */
export const findings = (check: Check, markdown: string, given: Parameters<typeof subject>[1] = {}): Finding[] =>
  check.judge(subject(markdown, given))?.findings ?? []
