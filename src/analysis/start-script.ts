import { type CommandCandidate, type Detector, RANK } from './detector'
import type { Source } from './facts'
import { baseOf, type Project } from './project'

/** Scripts at the root that start a program by their name. */
const NAMES = ['start.sh', 'run.sh']
const SHELLS = /^#!\s{0,8}(?:\/usr\/bin\/env\s{1,8}|\/(?:\w+\/)+)(sh|bash|zsh|dash|ksh|fish)\b/

const DOCKERFILE = /^(?:[\w.-]*dockerfile|containerfile)(?:\.[\w.-]+)?$/i

/** Is the script what a container starts? Then it expects the image around it. */
const isOfAnImage = (project: Project, base: string): boolean =>
  project.named(DOCKERFILE).some((path) => project.text(path)?.includes(base))

/** The web process of a Procfile, where it asks for nothing that only its platform sets. https://devcenter.heroku.com/articles/procfile */
function webProcess(project: Project): CommandCandidate[] {
  const command = project
    .text('Procfile')
    ?.match(/^web:[ \t]{1,20}([^\n]{1,200})$/m)?.[1]
    ?.trim()
  return command && !/[$<>|]/.test(command) ? [candidate(command, project.find('Procfile', /^web:/m))] : []
}

const candidate = (command: string, source: Source): CommandCandidate => ({
  group: 'run',
  command,
  cwd: '.',
  // After what a README or a guide tells.
  rank: RANK.ci - 5,
  sources: [source],
})

/**
 * How the project is started by a Procfile or a script at its root, said where nothing surer says it. A script is called by itself where it
 * may be, else by the shell that its first line asks for.
 */
export const startScript: Detector = {
  name: 'start-script',
  extensions: [],
  wants: (path) => (NAMES.includes(path) ? 256 : path === 'Procfile' ? 4_096 : DOCKERFILE.test(path) ? 65_536 : 0),
  detect(project) {
    const web = webProcess(project)
    const path = NAMES.find((name) => (project.files.get(name)?.bytes ?? 0) > 0)
    if (web.length || !path || isOfAnImage(project, baseOf(path))) return { commands: web }
    const shell = project.text(path)?.match(SHELLS)?.[1]
    const executable = project.files.get(path)?.mode === 'executable' && shell !== undefined
    return { commands: [candidate(executable ? `./${path}` : `${shell ?? 'sh'} ${path}`, { path })] }
  },
}
