import ignore, { type Ignore } from 'ignore'
import { reach } from '../paths'
import { folderOf, type Project } from '../project'
import type { Ground } from './claim'

/** Folders that installing, building and running make. */
const MADE =
  /(?:^|\/)(?:node_modules|bower_components|dist|build|out|outputs?|target|coverage|\.?venv|\.?env|__pycache__|_build|_site|site|public|\.next|\.nuxt|\.output|\.cache|cache|generated|logs?|te?mp|obj|bin|vendor|results?|runs|checkpoints?|ckpts?|weights|models?|data|datasets?|artifacts|release|debug|\.git|\.gradle|\.terraform|deriveddata|wandb|uploads?|storage|static)(?:\/|$)/i
/** Files that the reader makes from an example, or a tool leaves behind. */
const PERSONAL =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|local\.properties|[\w.-]*\.(?:log|db|sqlite3?|pid|lock|pem|key|crt|p12|keystore|jks|zip|tar|gz|tgz|whl|exe|dll|so|dylib|jar|war|apk|ipa|dmg|deb|rpm|bin|out|o|a|class|pyc|pth|pt|ckpt|onnx|h5|pkl|npy|npz|safetensors|gguf|csv|tsv|parquet|png|jpe?g|gif|mp4|pdf|html))$/i
/** Words that stand for the reader's own. */
const PLACEHOLDER =
  /[<>[\]{}$*?|"'`…%=;,!\\]|\.\.\.|(?:^|[/_.-])(?:your|my|path[-_/]?to|foo|bar|baz|qux|xxx+|example|some|name|placeholder|filename|username|user|project|dir|folder|file|script|input|output|hello|world|test|demo|sample|todo)(?:$|[/_.-])/i

export const isPlaceholder = (word: string): boolean => PLACEHOLDER.test(word)

const rules = new WeakMap<Project, { folder: string; rule: Ignore }[]>()

/** Would Git pass over this path, by the `.gitignore` of its folder or one above? */
export function isIgnored(project: Project, path: string): boolean {
  let known = rules.get(project)
  if (!known) {
    known = project
      .named('.gitignore')
      .slice(0, 40)
      .flatMap((file) => {
        const text = project.text(file)
        return text === null
          ? []
          : [{ folder: folderOf(file), rule: ignore({ ignorecase: false }).add(text.slice(0, 65_536)) }]
      })
    rules.set(project, known)
  }
  return known.some(({ folder, rule }) => {
    const below = folder === '.' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null
    return (
      below !== null && below !== '.' && !below.startsWith('..') && (rule.ignores(below) || rule.ignores(`${below}/`))
    )
  })
}

/** Does it lie in a submodule or behind a symbolic link, of which the tree holds nothing? */
function isHidden(project: Project, path: string): boolean {
  for (let at = path; at !== '.' && at !== '..'; at = folderOf(at)) {
    const mode = project.files.get(at)?.mode
    if (mode === 'submodule' || mode === 'symlink') return true
  }
  return false
}

/** What stands at a path: something, certainly nothing, or nobody can say. */
export type Presence = 'there' | 'missing' | 'unknown'

/** What stands at a path as the commit has it, `name` being seen from `from`. */
export function inTree({ project, whole }: Ground, from: string, name: string): Presence {
  const path = reach(project, from, name)
  if (path === null) return 'unknown'
  if (project.has(path) || project.hasFolder(path)) return 'there'
  return !whole || isHidden(project, path) ? 'unknown' : 'missing'
}

/** As `inTree`, for a reader who has cloned, installed and built: what that makes may be there. */
export function onDisk(ground: Ground, from: string, name: string): Presence {
  const presence = inTree(ground, from, name)
  if (presence !== 'missing') return presence
  const path = reach(ground.project, from, name)
  const made = path === null || MADE.test(path) || PERSONAL.test(path) || isIgnored(ground.project, path)
  return made ? 'unknown' : 'missing'
}
