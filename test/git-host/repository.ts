import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'

/** What stands at a path of a repository that a test makes. */
export type Entry = string | Uint8Array | { symlink: string } | { executable: string } | { submodule: string }
export type Tree = Record<string, Entry>

/** A repository to be made: each branch is one commit of its own, so the same input gives the same ids. */
export interface RepositoryPlan {
  /** The first is the default branch unless `head` names another. */
  branches: Record<string, Tree>
  /** Name of a tag to the branch it points at. */
  tags?: Record<string, string>
  annotatedTags?: Record<string, string>
  head?: string
}

export interface MadeRepository {
  gitDir: string
  /** Commit of each branch. */
  commits: Record<string, string>
}

/** The environment without its Git variables, such as a hook sets. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = { ...environment }
  for (const name of Object.keys(rest)) if (name.startsWith('GIT_')) delete rest[name]
  return rest
}

/** Environment in which nothing of the machine's own Git settings counts. */
export const GIT_ENVIRONMENT: NodeJS.ProcessEnv = {
  ...withoutGit(process.env),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'safe.directory',
  GIT_CONFIG_VALUE_0: '*',
  GIT_TERMINAL_PROMPT: '0',
}

const WHO = 'test <test@example.invalid> 1700000000 +0000'

/** Runs Git and gives what it prints; throws with what it complains about. */
export const git = async (args: string[], input?: Uint8Array): Promise<string> =>
  (await gitBytes(args, input)).toString()

/** The same, for what is no text. */
export function gitBytes(args: string[], input?: Uint8Array): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { env: GIT_ENVIRONMENT, stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const complaints: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve(Buffer.concat(out))
        : reject(new Error(`git ${args.join(' ')}: ${Buffer.concat(complaints).toString()}`)),
    )
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

const data = (content: Uint8Array | string) => {
  const bytes = Buffer.from(content)
  return [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]
}

const quoted = (path: string) =>
  `"${[...Buffer.from(path)].map((byte) => (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte))).join('')}"`

function entryLines(path: string, entry: Entry): Buffer[] {
  const inline = (mode: string, content: Uint8Array | string) => [
    Buffer.from(`M ${mode} inline ${quoted(path)}\n`),
    ...data(content),
  ]
  if (typeof entry === 'string' || entry instanceof Uint8Array) return inline('100644', entry)
  if ('symlink' in entry) return inline('120000', entry.symlink)
  if ('executable' in entry) return inline('100755', entry.executable)
  return [Buffer.from(`M 160000 ${entry.submodule} ${quoted(path)}\n`)]
}

/** The whole plan as a stream for git-fast-import. */
function importStream({ branches, tags = {}, annotatedTags = {} }: RepositoryPlan): Buffer {
  const lines: Buffer[] = []
  for (const [branch, tree] of Object.entries(branches)) {
    lines.push(Buffer.from(`commit refs/heads/${branch}\ncommitter ${WHO}\n`), ...data(`${branch}\n`))
    for (const [path, entry] of Object.entries(tree)) lines.push(...entryLines(path, entry))
    lines.push(Buffer.from('\n'))
  }
  for (const [tag, branch] of Object.entries(tags))
    lines.push(Buffer.from(`reset refs/tags/${tag}\nfrom refs/heads/${branch}\n\n`))
  for (const [tag, branch] of Object.entries(annotatedTags))
    lines.push(Buffer.from(`tag ${tag}\nfrom refs/heads/${branch}\ntagger ${WHO}\n`), ...data(`${tag}\n`))
  return Buffer.concat(lines)
}

/** Makes a bare repository at `gitDir`, which must not exist. */
export async function makeRepository(gitDir: string, plan: RepositoryPlan): Promise<MadeRepository> {
  await mkdir(gitDir, { recursive: true })
  const head = plan.head ?? Object.keys(plan.branches)[0] ?? 'main'
  await git(['init', '--quiet', '--bare', '--initial-branch', head, gitDir])
  await git(['-C', gitDir, 'fast-import', '--quiet', '--force'], importStream(plan))
  const commits: Record<string, string> = {}
  for (const branch of Object.keys(plan.branches))
    commits[branch] = (await git(['-C', gitDir, 'rev-parse', `refs/heads/${branch}`])).trim()
  return { gitDir, commits }
}
