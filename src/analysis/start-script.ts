import { type Detector, RANK } from './detector'
import { baseOf, type Project } from './project'

/** Scripts at the root that start a program by their name. */
const NAMES = ['start.sh', 'run.sh']
const SHELLS = /^#!\s{0,8}(?:\/usr\/bin\/env\s{1,8}|\/(?:\w+\/)+)(sh|bash|zsh|dash|ksh|fish)\b/

const DOCKERFILE = /^(?:[\w.-]*dockerfile|containerfile)(?:\.[\w.-]+)?$/i

/** Is the script what a container starts? Then it expects the image around it. */
const isOfAnImage = (project: Project, base: string): boolean =>
  project.named(DOCKERFILE).some((path) => project.text(path)?.includes(base))

/** A script at the root that starts the project, said where nothing surer does: called by itself where it may be, else by the shell that its first line asks for. */
export const startScript: Detector = {
  name: 'start-script',
  extensions: [],
  wants: (path) => (NAMES.includes(path) ? 256 : DOCKERFILE.test(path) ? 65_536 : 0),
  detect(project) {
    const path = NAMES.find((name) => (project.files.get(name)?.bytes ?? 0) > 0)
    if (!path || isOfAnImage(project, baseOf(path))) return {}
    const shell = project.text(path)?.match(SHELLS)?.[1]
    const executable = project.files.get(path)?.mode === 'executable' && shell !== undefined
    const command = executable ? `./${path}` : `${shell ?? 'sh'} ${path}`
    return { commands: [{ group: 'run', command, cwd: '.', rank: RANK.ci - 5, sources: [{ path }] }] }
  },
}
