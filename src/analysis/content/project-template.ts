import { type CommandCandidate, type Contribution, type Detector, RANK } from '../detector'
import type { Facts } from '../facts'
import { escaped } from '../literal-pattern'
import { inReadme, isReadme, MOST_README } from '../manifests/readme-mention'
import { array, type Document, type Project, record, string } from '../project'

/** Bytes of a template's questions that are read. */
const MOST_BYTES = 131_072
/** Questions that are told, characters of a default, and choices that are named. */
const MOST = 100
const LONGEST = 60
const MOST_CHOICES = 8

type Input = Facts['surface']['inputs'][number]

const COOKIECUTTER = 'cookiecutter.json'
const COPIER = ['copier.yml', 'copier.yaml']

const plain = (value: unknown) =>
  typeof value === 'boolean' || typeof value === 'number' ? String(value) : string(value)
/** A default that is told: short, and not worked out from other answers. */
function fixed(value: unknown): { default?: string } {
  const said = plain(value)
  return said !== null && said.length <= LONGEST && !/\{[{%]|\n/.test(said) ? { default: said } : {}
}

function choices(values: readonly unknown[]): string | null {
  const named = values.map(plain).filter((one) => one !== null)
  if (!named.length || named.length < values.length || named.length > MOST_CHOICES) return null
  return `One of ${named.map((one) => `\`${one}\``).join(', ')}`
}

const described = (...parts: (string | null)[]): { description?: string } => {
  const said = parts.filter((one) => one !== null).map((one) => one.replace(/\s+/g, ' ').replace(/[.:]$/, ''))
  return said.length ? { description: said.join('. ') } : {}
}

/** What Cookiecutter asks: https://cookiecutter.readthedocs.io/en/stable/advanced/index.html */
function cookiecutterInputs(document: Document): Input[] {
  const all = record(document.value)
  const prompts = record(all.__prompts__)
  return Object.entries(all)
    .filter(([name]) => !name.startsWith('_'))
    .slice(0, MOST)
    .map(([name, value]) => ({
      name,
      ...fixed(Array.isArray(value) ? value[0] : value),
      ...described(Object.hasOwn(prompts, name) ? string(prompts[name]) : null, choices(array(value))),
      required: false,
      sources: [document.at(name)],
    }))
}

/** What Copier asks: https://copier.readthedocs.io/en/stable/configuring/#questions */
function copierInputs(document: Document): Input[] {
  return Object.entries(record(document.value))
    .filter(([name, value]) => !name.startsWith('_') && record(value).when !== false)
    .slice(0, MOST)
    .map(([name, value]) => {
      const question = record(value)
      const type = string(question.type)
      const isBare = plain(value) !== null
      return {
        name,
        ...(type !== null && { type }),
        ...fixed(isBare ? value : question.default),
        ...described(string(question.help), choices(array(question.choices))),
        required: !isBare && question.default === undefined,
        sources: [document.at(name)],
      }
    })
}

/** The address by which the README has the template fetched, in the tool's own short form or in full. */
function fetched(project: Project, tool: string) {
  const name = escaped(project.hostedName)
  return inReadme(
    project,
    '.',
    new RegExp(
      `\\b${tool}\\s[^\\n\`]{0,120}?["']?((?:gh|gl|bb):[\\w.-]{1,60}/${name}|(?:https://|git@)[\\w.@:/-]{1,100}/${name}(?:\\.git)?)(?![\\w/-])`,
      'i',
    ),
  )
}

function make(project: Project, tool: string, written: (address: string) => string): CommandCandidate[] {
  const shown = fetched(project, tool)
  const address = shown?.match[1]
  return shown && address
    ? [
        {
          group: 'install',
          command: written(address),
          cwd: '.',
          purpose: 'Make a project from the template',
          rank: RANK.script,
          sources: [shown.source],
        },
      ]
    : []
}

/** Keys with which a template runs code of its own, so that Copier asks to be told that it is trusted. */
const UNSAFE = ['_jinja_extensions', '_tasks', '_migrations']

/** Templates of projects: what they ask, and how one is made from them. */
export const projectTemplate: Detector = {
  name: 'project template',
  extensions: [],
  wants(path, bytes) {
    if (path === COOKIECUTTER || COPIER.includes(path)) return bytes <= MOST_BYTES ? bytes : 0
    return isReadme(path) && !path.includes('/') ? MOST_README : 0
  },
  detect(project): Contribution {
    const baked =
      project.has(COOKIECUTTER) && [...project.folders].some((folder) => /^\{\{ ?cookiecutter\./.test(folder))
    const cookiecutter = baked ? project.json(COOKIECUTTER) : null
    const inputs = cookiecutter ? cookiecutterInputs(cookiecutter) : []
    // A single key is what is left of one that has moved to another tool.
    if (inputs.length > 1)
      return {
        kinds: ['template'],
        surface: { inputs },
        commands: make(project, 'cookiecutter', (address) => `cookiecutter ${address}`),
      }
    const path = COPIER.find(project.has)
    const copier = path ? project.yaml(path) : null
    if (!copier) return {}
    const trusted = UNSAFE.some((key) => Object.hasOwn(record(copier.value), key)) ? '--trust ' : ''
    return {
      kinds: ['template'],
      surface: { inputs: copierInputs(copier) },
      commands: make(project, 'copier copy', (address) => `copier copy ${trusted}${address} my-project`),
    }
  },
}
