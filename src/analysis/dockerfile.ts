const DOCKERFILE = /^(?:(?:Docker|Container)file(?:[._-][\w.-]+)?|[\w.-]+\.(?:Docker|Container)file)$/i
/** Is this the base name of a Dockerfile, and not of a template or a source about one? */
export const isDockerfile = (base: string) =>
  DOCKERFILE.test(base) &&
  !/\.(?:dockerignore|md|txt|j2|tmpl|tpl|erb|template|in|sh|go|py|rb|rs|php|java|kt|cs|exs?|lua|json|ya?ml|html|[cm]?[jt]sx?)$/i.test(
    base,
  )

/** One build stage of a Dockerfile. */
export interface Stage {
  name: string | null
  /** The image it starts from, `ARG`s resolved; another stage's name when it builds on one. */
  base: string
  /** An `ARG` without a default stands in the base: the image builds only with `--build-arg`. */
  unresolved: boolean
}

/** What a Dockerfile says, in the terms of the Dockerfile reference. */
export interface Dockerfile {
  stages: Stage[]
  /** Images from elsewhere that stages start from or copy from, in order, each once. */
  baseImages: string[]
  /** Container ports of `EXPOSE`, in order, each once. */
  ports: number[]
  /** Paths that `COPY` and `ADD` take from the build context, as written, `ARG`s resolved. */
  copied: string[]
  /** The folders that its steps work in, and the steps, as written. */
  steps: string
  /** The last `CMD` or `ENTRYPOINT`, in lower case; empty without one. */
  starts: string
}

interface Instruction {
  name: string
  rest: string
}

/** Instructions with their continuation lines joined and here-documents left out. */
function instructions(text: string): Instruction[] {
  const continues = /^#\s*escape\s*=\s*`/im.test(text.slice(0, 500)) ? '`' : '\\'
  const out: Instruction[] = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    if (/^\s*(?:#|$)/.test(lines[i]!)) continue
    let line = lines[i]!.trimEnd()
    while (line.endsWith(continues) && i + 1 < lines.length) {
      line = line.slice(0, -1)
      do i++
      while (i + 1 < lines.length && /^\s*(?:#|$)/.test(lines[i]!))
      line += ` ${lines[i]!.trim()}`
    }
    const here = [...line.matchAll(/<<-?\s*["']?([A-Za-z_]\w*)["']?/g)].map((match) => match[1]!)
    for (const end of /^\s*(?:RUN|COPY|ADD)\s/i.test(line) ? here : [])
      while (i + 1 < lines.length && lines[++i]!.trim() !== end);
    const split = line.trim().match(/^([A-Za-z]+)\s+(.*)$/)
    if (split) out.push({ name: split[1]!.toUpperCase(), rest: split[2]!.trim() })
  }
  return out
}

/** Characters of a value of `ARG` or `ENV`, and of a text with such values in it: more is made to grow without end. */
const LONGEST = 2_000

/** Characters of the steps that are kept. */
const MOST_STEPS = 50_000

/** Stages of one file that are read, each compared with those before it: no image has as many. */
const MOST_STAGES = 100

/** `$X`, `${X}`, `${X:-default}` replaced; a name without a value stays as it is. */
function substitute(text: string, values: ReadonlyMap<string, string>): string {
  if (!text.includes('$') || text.length > LONGEST) return text
  return text.replace(
    /\$(?:\{(\w{1,200})(?::?([-+])([^}]{0,500}))?\}|(\w{1,200}))/g,
    (whole, braced, operator, word, bare) => {
      const value = values.get(String(braced ?? bare))
      if (operator === '-') return value || String(word)
      if (operator === '+') return value ? String(word) : ''
      return value ?? String(whole)
    },
  )
}

const unquoted = (word: string) => word.replace(/^(["'])(.*)\1$/, '$2')

/** The words of `COPY` and `ADD`, flags apart; both the shell and the JSON form. */
function words(rest: string): { flags: string[]; paths: string[] } {
  const flags: string[] = []
  let body = rest
  for (let flag = body.match(/^--\S+\s+/); flag; flag = body.match(/^--\S+\s+/)) {
    flags.push(flag[0].trim())
    body = body.slice(flag[0].length)
  }
  const list = body.startsWith('[')
    ? [...body.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]!)
    : body.split(/\s+/)
  return { flags, paths: list.map(unquoted) }
}

/** Reads a Dockerfile. Never throws: a line that makes no sense is passed over. */
export function parseDockerfile(text: string): Dockerfile {
  const values = new Map<string, string>()
  const set = (name: string, written: string) => {
    const value = substitute(unquoted(written), values)
    if (value.length <= LONGEST) values.set(name, value)
  }
  const stages: Stage[] = []
  const images: string[] = []
  const ports: number[] = []
  const copied: string[] = []
  let starts = ''
  let steps = ''
  const image = (full: string) => {
    const name = full.replace(/(:[\w.-]+)@sha256:[0-9a-f]+$/, '$1')
    const known = stages.some((stage) => stage.name === name.toLowerCase()) || /^\d+$/.test(name) || name === 'scratch'
    if (!known && !images.includes(name)) images.push(name)
  }
  for (const { name, rest } of instructions(text)) {
    if (name === 'ARG' || name === 'ENV') {
      const legacy = name === 'ENV' ? rest.match(/^(\w+)\s+([^=].*)$/) : null
      if (legacy) set(legacy[1]!, legacy[2]!.trim())
      else
        for (const pair of rest.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g))
          if (name === 'ARG' || !values.has(pair[1]!)) set(pair[1]!, pair[2]!)
    } else if (name === 'FROM') {
      const found = rest.match(/^(?:--\S+\s+)*(\S+)(?:\s+[aA][sS]\s+(\S+))?/)
      if (!found || stages.length === MOST_STAGES) continue
      const base = substitute(found[1]!, values)
      image(base)
      stages.push({ name: found[2]?.toLowerCase() ?? null, base, unresolved: base.includes('$') })
      starts = ''
    } else if (name === 'EXPOSE') {
      for (const word of substitute(rest, values).split(/\s+/)) {
        const port = Number(word.match(/^(\d{1,5})(?:-\d+)?(?:\/\w+)?$/)?.[1])
        if (port > 0 && port < 65_536 && !ports.includes(port)) ports.push(port)
      }
    } else if (name === 'COPY' || name === 'ADD') {
      const { flags, paths } = words(rest)
      const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length)
      if (from) image(substitute(from, values))
      else for (const path of paths.slice(0, -1)) if (!path.startsWith('<<')) copied.push(substitute(path, values))
    } else if (name === 'WORKDIR' || name === 'RUN') {
      if (steps.length < MOST_STEPS) steps += `${rest}\n`
    } else if (name === 'CMD' || name === 'ENTRYPOINT') starts = rest.toLowerCase()
  }
  return { stages, baseImages: images, ports, copied, steps, starts }
}
