import { type CommandCandidate, type Contribution, type Detector, RANK } from '../detector'
import { baseOf, join, type Project, record, string } from '../project'
import { isMostlyText } from './little-code'

/** A generator of pages by the file that configures it at the root, and what is typed to see and to make the pages. */
interface Generator {
  name: string
  config: RegExp
  /** Do the texts stand where this file says? */
  holds(project: Project, path: string): boolean
  serve(project: Project): string
  build(project: Project): string
}

/** Started by the manager that locks it. */
const python = (project: Project, command: string) =>
  project.has('uv.lock') ? `uv run ${command}` : project.has('poetry.lock') ? `poetry run ${command}` : command

const GENERATORS: readonly Generator[] = [
  {
    name: 'mdBook',
    config: /^book\.toml$/,
    holds(project, path) {
      const source = string(record(record(project.toml(path)?.value).book).src) ?? 'src'
      return project.has(join(source, 'SUMMARY.md') ?? '')
    },
    serve: () => 'mdbook serve',
    build: () => 'mdbook build',
  },
  {
    name: 'MkDocs',
    config: /^mkdocs\.ya?ml$/,
    // Its tags for functions of Python make it broken to a plain reader of YAML.
    holds: (project, path) =>
      project.hasFolder(project.text(path)?.match(/^docs_dir:\s*["']?([\w./-]+)/m)?.[1] ?? 'docs'),
    serve: (project) => python(project, 'mkdocs serve'),
    build: (project) => python(project, 'mkdocs build'),
  },
  {
    name: 'Hugo',
    config: /^(?:hugo|config)\.(?:toml|ya?ml)$/,
    holds: (project, path) =>
      project.hasFolder('content') &&
      /^["']?(?:baseURL|theme|languageCode|title)\b/im.test(project.text(path) ?? '') &&
      !project.hasFolder('sass'),
    serve: () => 'hugo server',
    build: () => 'hugo',
  },
  {
    name: 'Zola',
    config: /^config\.toml$/,
    holds: (project, path) => project.hasFolder('content') && /^base_url\s*=/m.test(project.text(path) ?? ''),
    serve: () => 'zola serve',
    build: () => 'zola build',
  },
  {
    name: 'Quarto',
    config: /^_quarto\.ya?ml$/,
    holds: (project) => project.ending('.qmd').length > 0,
    serve: () => 'quarto preview',
    build: () => 'quarto render',
  },
  {
    name: 'Jupyter Book',
    config: /^_toc\.ya?ml$/,
    holds: (project, path) => project.has('_config.yml') && /^(?:root|format):/m.test(project.text(path) ?? ''),
    serve: () => '',
    build: (project) => python(project, 'jupyter-book build .'),
  },
  {
    name: 'MyST',
    config: /^myst\.ya?ml$/,
    holds: () => true,
    serve: () => 'myst start',
    build: () => 'myst build',
  },
  {
    name: 'Antora',
    config: /^antora-playbook\.ya?ml$/,
    holds: () => true,
    serve: () => '',
    build: () => 'npx antora antora-playbook.yml',
  },
]
const ANY = new RegExp(GENERATORS.map(({ config }) => config.source).join('|'))

/** A book of mdBook's stands in `src` itself; that of a program in Rust stands beside its sources. */
const isBook = (project: Project, { name }: Generator) =>
  name === 'mdBook' && project.has('src/SUMMARY.md') && !project.inFolder('src').some((path) => path.endsWith('.rs'))

/** A repository that is a site or a book, by its generator's settings at the root; the pages of a program are none. */
export const sites: Detector = {
  name: 'sites',
  extensions: [],
  wants: (path, bytes) => (ANY.test(path) ? Math.min(bytes, 65_536) : 0),
  detect(project): Contribution {
    const found = project
      .inFolder('.')
      .filter((path) => ANY.test(baseOf(path)))
      .flatMap((path) => {
        const generator = GENERATORS.find((one) => one.config.test(path) && one.holds(project, path))
        return generator ? [{ generator, path }] : []
      })
    const first = found.find(({ generator }) => isBook(project, generator) || isMostlyText(project))
    if (!first) return {}
    const { generator, path } = first
    const say = (group: 'run' | 'build', command: string, purpose: string): CommandCandidate[] =>
      command ? [{ group, command, cwd: '.', purpose, rank: RANK.script, sources: [{ path }] }] : []
    return {
      kinds: ['docs'],
      frameworks: [{ name: generator.name, category: 'docs', cwd: '.', sources: [{ path }] }],
      commands: [
        ...say('run', generator.serve(project), 'Serve the pages on this machine'),
        ...say('build', generator.build(project), 'Build the pages'),
      ],
    }
  },
}
