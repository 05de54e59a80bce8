import type { Source } from '../../facts'
import { lineAt, type Project } from '../../project'
import { isReadme } from '../readme-mention'
import type { Chart } from './chart'

/** What a README says of getting a chart. */
interface Shown {
  command: string
  sources: Source[]
}

const ADD = /\bhelm repo add ([\w.-]{1,100}) (https?:\/\/[\w./-]{4,200}?)(?=[\s`'"<)]|$)/m
/** `helm install NAME CHART`; names in brackets or capitals stand for the reader's own. */
const INSTALL =
  /\bhelm (?:install|upgrade (?:--install|-i)) +(\[?[\w.$<{-]{1,60}[>}\]]?) +((?:oci:\/\/)?[\w.-]{1,100}(?:\/[\w.-]{1,100})+)(?: +--version[ =][\w.<>$-]{1,40})?((?: +(?:--create-namespace|--wait|(?:-n|--namespace)[ =]+[\w.-]{1,60}))*)(?= *(?:$|`|\\?\n))/gm

const isName = (word: string) => /^[a-z][a-z0-9.-]*$/.test(word)

function readmes(project: Project, folder: string): string[] {
  return [...new Set([folder, '.'])].flatMap((one) => project.inFolder(one).filter(isReadme))
}

/** The chart's repository as a README adds it. */
export function chartRepository(project: Project, folder: string): (Shown & { name: string }) | null {
  for (const path of readmes(project, folder)) {
    const text = project.text(path) ?? ''
    const found = text.match(ADD)
    if (found)
      return { name: found[1]!, command: found[0].trim(), sources: [{ path, line: lineAt(text, found.index ?? 0) }] }
  }
  return null
}

/** How users install a chart, as its README or the repository's shows it: from an OCI registry, or from a repository that it adds. */
export function chartInstall(project: Project, chart: Chart): Shown | null {
  const repository = chartRepository(project, chart.directory)
  for (const path of readmes(project, chart.directory)) {
    const text = project.text(path) ?? ''
    for (const match of text.matchAll(INSTALL)) {
      const [, release = '', reference = '', options = ''] = match
      if (reference.split('/').at(-1) !== chart.name.value) continue
      const named = isName(release) ? release : chart.name.value
      const command = `helm install ${named} ${reference}${options.replace(/ +/g, ' ')}`
      const sources = [{ path, line: lineAt(text, match.index) }]
      if (reference.startsWith('oci://')) return { command, sources }
      if (repository && reference.startsWith(`${repository.name}/`))
        return { command: `${repository.command} && ${command}`, sources: [...repository.sources, ...sources] }
    }
  }
  return null
}
