import type { Package } from './detector'
import type { Facts } from './facts'
import { baseOf, type Project } from './project'

/** A member that is only an example or a test says so where its manifest doesn't tell more. */
const BY_ROLE = new Map([
  ['example', 'sample'],
  ['docs', 'docs'],
  ['test', 'test'],
  ['template', 'template'],
])

/** Members that the manifests of the project declare and that exist, in the order of their paths; each folder once. */
export function workspacesOf(project: Project, packages: readonly Package[]): Facts['workspaces'] {
  const found = new Map<string, Facts['workspaces'][number]>()
  for (const parent of packages)
    for (const path of parent.members) {
      if (path === '.' || found.has(path)) continue
      const own = packages.filter(({ directory, name }) => directory === path && name)
      const member = own.find(({ ecosystem }) => ecosystem === parent.ecosystem) ?? own[0]
      const role = BY_ROLE.get(project.role(`${path}/file`))
      found.set(path, {
        path,
        name: member?.name?.value ?? baseOf(path),
        kind: member?.kinds[0] ?? role ?? 'package',
        ...(member?.description && { description: member.description.value }),
        private: member?.private ?? true,
        sources: [member ? (member.name?.sources[0] ?? { path: member.manifest }) : { path: parent.manifest }],
      })
    }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
