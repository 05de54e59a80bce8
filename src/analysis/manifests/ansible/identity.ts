import type { Sourced } from '../../facts'
import { type Document, type Project, record, string } from '../../project'
import type { Requirement } from '../manifest-facts'
import { inReadme } from '../readme-mention'

/** What Galaxy knows a role or a collection by. */
export interface Galaxy {
  manifest: string
  /** `namespace.name`, where the manifest states both. */
  name: Sourced | null
  description: Sourced | null
  version: Sourced | null
  license: Sourced | null
  requirements: Requirement[]
  /** The oldest Ansible that it runs on. */
  ansible: Sourced | null
  install: Sourced | null
}

const reader = (document: Document, keys: readonly string[]) => {
  const value = keys.reduce((inner, key) => record(record(inner)[key]), record(document.value))
  return (key: string): Sourced | null => {
    const found = string(value[key]) ?? (typeof value[key] === 'number' ? String(value[key]) : null)
    return found ? { value: found, sources: [document.at(...keys, key)] } : null
  }
}
/** A licence as one SPDX identifier; the list in brackets that `ansible-galaxy init` writes is none. */
const spdx = (license: Sourced | null) => (license && /^[A-Za-z0-9][\w.+-]*$/.test(license.value) ? license : null)
/** Sentences that `ansible-galaxy init` leaves. */
const own = (description: Sourced | null) =>
  description && !/^your (?:role|collection) description/i.test(description.value) ? description : null

/** A collection by its `galaxy.yml`: https://docs.ansible.com/ansible/latest/dev_guide/collections_galaxy_meta.html */
export function readCollection(project: Project, manifest: string): Galaxy | null {
  const document = project.yaml(manifest)
  if (!document) return null
  const read = reader(document, [])
  const namespace = read('namespace')
  const last = read('name')
  if (!namespace || !last || /[{}]/.test(namespace.value + last.value)) return null
  const name = { value: `${namespace.value}.${last.value}`, sources: last.sources }
  const runtime = project.yaml('meta/runtime.yml')
  const license = record(document.value).license
  const listed = Array.isArray(license) && license.length === 1 ? string(license[0]) : string(license)
  // A published collection says where it is kept; a scaffold's says example.org.
  const complete = own(read('description')) !== null && /^https:\/\/(?!example)/.test(read('repository')?.value ?? '')
  const shown = inReadme(
    project,
    '.',
    new RegExp(`ansible-galaxy collection install ${name.value.replace(/[^\w]/g, '\\$&')}\\b`),
  )
  return {
    manifest,
    name,
    description: own(read('description')),
    version: read('version'),
    license: spdx(listed ? { value: listed, sources: [document.at('license')] } : null),
    requirements: Object.entries(record(record(document.value).dependencies)).flatMap(
      ([one, version]): Requirement[] =>
        /^[\w]+\.[\w]+$/.test(one)
          ? [
              {
                name: one,
                ...(string(version) && { version: string(version)! }),
                scope: 'runtime',
                source: document.at('dependencies', one),
              },
            ]
          : [],
    ),
    ansible: runtime ? reader(runtime, [])('requires_ansible') : null,
    install:
      shown || complete
        ? {
            value: `ansible-galaxy collection install ${name.value}`,
            sources: [...(shown ? [shown.source] : []), ...name.sources],
          }
        : null,
  }
}

/** A role by its `meta/main.yml`: https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_reuse_roles.html#role-metadata */
export function readRole(project: Project, manifest: string): Galaxy | null {
  const document = project.yaml(manifest)
  const info = record(record(document?.value).galaxy_info)
  if (!document || !Object.keys(info).length) return null
  const read = reader(document, ['galaxy_info'])
  const namespace = read('namespace')
  const last = read('role_name')
  const oldest = read('min_ansible_version')
  const full = namespace && last ? { value: `${namespace.value}.${last.value}`, sources: last.sources } : null
  const bare = last?.value ?? project.hostedName.replace(/^ansible[-_]?(?:role)?[-_]/i, '')
  const called = `[\\w-]{1,60}\\.${bare.replace(/[^\w-]/g, '').replace(/[-_]/g, '[-_]')}`
  const shown = inReadme(
    project,
    '.',
    new RegExp(`ansible-galaxy (?:role )?install (?:-p \\S+ )?${called}(?![\\w.-])`, 'i'),
  )
  const played = inReadme(
    project,
    '.',
    new RegExp(`^\\s*- (?:\\{ ?)?(?:(?:role|name): )?["']?(${called})["']?(?=[\\s,}]|$)`, 'im'),
  )
  return {
    manifest,
    name: last ?? null,
    description: own(read('description')),
    version: null,
    license: spdx(read('license')),
    requirements: [],
    ansible: oldest && { value: `>=${oldest.value}`, sources: oldest.sources },
    install: installOf(),
  }

  function installOf(): Sourced | null {
    if (shown) return { value: shown.match[0], sources: [shown.source] }
    const role = played ? { value: played.match[1]!, sources: [played.source] } : full
    return role && { value: `ansible-galaxy role install ${role.value}`, sources: role.sources }
  }
}
