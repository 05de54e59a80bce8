import type { Source } from '../../facts'
import { type Project, record } from '../../project'
import { within } from '../within'
import { parseIni } from './ini'
import { beside, type PythonRoot } from './root'

/** Where a tool's settings stand in this root, or `null`: own files, a table of pyproject.toml, a section of an INI file. */
export function configured(
  project: Project,
  root: PythonRoot,
  tool: string,
  files: string[],
  sections: string[],
): Source | null {
  const file = beside(project, root, ...files)
  if (file) return { path: file }
  const pyproject = within(root.directory, 'pyproject.toml')
  const document = project.has(pyproject) ? project.toml(pyproject) : null
  if (tool !== '' && document && Object.hasOwn(record(record(document.value).tool), tool))
    return document.at('tool', tool)
  for (const name of ['setup.cfg', 'tox.ini']) {
    const path = within(root.directory, name)
    const text = project.has(path) ? project.text(path) : null
    const section = text === null ? undefined : sections.find((one) => parseIni(text).has(one))
    if (section) return project.find(path, `[${section}]`)
  }
  return null
}
