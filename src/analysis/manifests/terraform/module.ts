import type { Facts, Source } from '../../facts'
import { folderOf, type Project } from '../../project'
import { type HclBlock, hclObject, hclString, hclText, readHcl } from '../hcl'

/** Files of Terraform's and OpenTofu's own language; their JSON form is written by programs. */
export const CONFIGURATION = /^[^.].*\.(?:tf|tofu)$/
/** Bytes of one that are read. */
export const MOST_FILE = 262_144
/** Files of one folder that are read. */
const MOST_FILES = 60

/** A provider that a folder requires: https://developer.hashicorp.com/terraform/language/providers/requirements */
export interface Provider {
  /** `hashicorp/aws` */
  address: string
  version: string | null
  source: Source
}

/** What the configuration files of one folder say together. */
export interface Module {
  directory: string
  /** The file that is named first: it states the version, else it is the main one. */
  manifest: string
  files: readonly string[]
  required: { constraint: string; source: Source } | null
  providers: Provider[]
  inputs: Facts['surface']['inputs']
  outputs: Facts['surface']['outputs']
  /** It configures a provider or keeps its state somewhere: it is applied itself, and not called by others. */
  isRoot: boolean
  /** It takes providers that its caller must name, so it is no configuration by itself. */
  needsCaller: boolean
}

const unversioned = (source: string) => source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '')

function providersOf(block: HclBlock, path: string): { providers: Provider[]; aliased: boolean } {
  const providers: Provider[] = []
  let aliased = false
  for (const [name, attribute] of block.body.attributes) {
    const { attributes } = hclObject(attribute)
    const address = unversioned(hclString(attributes.get('source')) ?? `hashicorp/${name}`)
    if (attributes.has('configuration_aliases')) aliased = true
    if (/^[\w.-]+\/[\w-]+(?:\/[\w-]+)?$/.test(address))
      providers.push({
        address,
        version: hclString(attributes.get('version')) ?? hclString(attribute),
        source: { path, line: attribute.line },
      })
  }
  return { providers, aliased }
}

/** Longest value that is told as a default; beyond, the file itself says it better. */
const LONGEST_DEFAULT = 60

function inputOf({ labels: [name = ''], line, body }: HclBlock, path: string): Module['inputs'][number] {
  const { attributes } = body
  const written = attributes.get('default')?.expression
  const value = written === undefined || written.length > LONGEST_DEFAULT || /[\n$]/.test(written) ? undefined : written
  const type = attributes.get('type')?.expression.replace(/\s+/g, ' ')
  const description = hclText(attributes.get('description'))
  const secret = attributes.get('sensitive')?.expression === 'true' && value !== 'null' && value !== '""'
  return {
    name,
    ...(type && type.length <= LONGEST_DEFAULT && { type }),
    ...(value !== undefined && !secret && { default: value }),
    ...(description && { description }),
    required: written === undefined,
    sources: [{ path, line }],
  }
}

/** Reads the configuration of one folder; `null` where it has none. */
export function readModule(project: Project, directory: string): Module | null {
  const files = project
    .inFolder(directory)
    .filter((path) => CONFIGURATION.test(path.slice(path.lastIndexOf('/') + 1)))
    .slice(0, MOST_FILES)
  const first = files.find((path) => /(?:^|\/)main\.(?:tf|tofu)$/.test(path)) ?? files[0]
  if (first === undefined || folderOf(first) !== directory) return null
  const module: Module = {
    directory,
    manifest: first,
    files,
    required: null,
    providers: [],
    inputs: [],
    outputs: [],
    isRoot: false,
    needsCaller: false,
  }
  for (const path of files)
    for (const block of readHcl(project.text(path) ?? '').blocks) {
      if (block.type === 'variable' && block.labels.length === 1) module.inputs.push(inputOf(block, path))
      else if (block.type === 'output' && block.labels.length === 1) {
        const description = hclText(block.body.attributes.get('description'))
        const sources = [{ path, line: block.line }]
        module.outputs.push({ name: block.labels[0]!, ...(description && { description }), sources })
      } else if (block.type === 'provider') module.isRoot = true
      else if (block.type === 'terraform') readSettings(module, block, path)
    }
  return module
}

/** The block `terraform`: https://developer.hashicorp.com/terraform/language/terraform */
function readSettings(module: Module, block: HclBlock, path: string): void {
  const version = block.body.attributes.get('required_version')
  const constraint = hclString(version)
  if (version && constraint && !module.required) {
    module.required = { constraint, source: { path, line: version.line } }
    module.manifest = path
  }
  for (const inner of block.body.blocks) {
    if (inner.type === 'backend' || inner.type === 'cloud') module.isRoot = true
    if (inner.type !== 'required_providers') continue
    const { providers, aliased } = providersOf(inner, path)
    module.providers.push(...providers)
    module.needsCaller ||= aliased
    if (!module.required) module.manifest = path
  }
}
