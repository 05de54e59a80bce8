import { type Check, type Finding, found } from '../subject'

/** 12. Every line that is not empty names a file that is there, and a line that the file has. */
export const evidence: Check = {
  id: 12,
  title: 'every line maps to a file and a line',
  group: 'truth',
  gate: false,
  judge: ({ repository, readme, generated }) => {
    if (!generated) return null
    const known = new Map(generated.evidence.map(({ line, sources }) => [line, sources]))
    const findings = readme.lines.flatMap((text, index): Finding[] => {
      const line = index + 1
      if (text.trim() === '') return []
      const sources = known.get(line) ?? []
      if (!sources.length) return [{ line, message: 'nothing stands behind it' }]
      return sources.flatMap((source): Finding[] => {
        if (!repository.has(source.path)) return [{ line, message: `${source.path} is not in the repository` }]
        const length = repository.text(source.path).split('\n').length
        return source.line !== undefined && length > 1 && source.line > length
          ? [{ line, message: `${source.path} has no line ${source.line}` }]
          : []
      })
    })
    return found(findings)
  },
}

/** What stands outside of the managed regions. */
export const outside = (markdown: string) =>
  markdown.replace(/<!-- readme-forge:begin ([\w-]+) [\s\S]*?<!-- readme-forge:end \1 -->/g, '')

/** 19. */
export const survival: Check = {
  id: 19,
  title: 'what a person wrote survives byte for byte',
  group: 'usefulness',
  gate: false,
  judge: ({ generated }) => {
    if (!generated?.adopted) return null
    const { before, after } = generated.adopted
    return found(
      outside(before) === outside(after) ? [] : [{ line: 1, message: 'an update changes text outside of the regions' }],
    )
  },
}

const SECRETS = [
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bgithub_pat_\w{22,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bsk-[A-Za-z0-9]{32,}\b/,
  /\bxox[baprs]-[\w-]{10,}/,
  /\bAIza[\w-]{35}\b/,
  /\bey[JK][\w-]{10,}\.ey[\w-]{10,}\.[\w-]{10,}/,
  /:\/\/[^\s:/@]{2,}:(?!\/)[^\s@/*<${]{6,}@(?!localhost|127\.|db\b|postgres|mysql|redis|mongo|rabbit)[\w.-]+\.\w+/,
]
const TAGS = /^<\/?(?:details|summary|picture|source|img)\b/i
/** Characters that show other text than they are. */
const DISGUISE = /[\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF]|(?![\t\r])\p{Cc}/u

/** 26. */
export const stability: Check = {
  id: 26,
  title: 'the same bytes twice; no secret, no smuggled markup',
  group: 'process',
  gate: false,
  judge: ({ readme, generated, person }) => {
    const findings: Finding[] = []
    if (generated && generated.again !== readme.markdown)
      findings.push({ line: 1, message: 'asked twice, two READMEs' })
    if (generated?.updated != null && generated.updated !== readme.markdown)
      findings.push({ line: 1, message: 'an update of it changes it' })
    for (const [index, text] of readme.lines.entries()) {
      const secret = SECRETS.find((one) => one.test(text))
      if (secret) findings.push({ line: index + 1, message: 'looks like a secret' })
      if (!person(index + 1) && DISGUISE.test(text))
        findings.push({ line: index + 1, message: 'a character that disguises text' })
    }
    for (const { text, line } of readme.tags)
      if (!person(line) && !TAGS.test(text)) findings.push({ line, message: `markup: ${text}` })
    for (const { text, line } of readme.tags)
      if (/\son\w+\s*=|javascript:/i.test(text)) findings.push({ line, message: `script: ${text}` })
    for (const { target, line } of readme.links)
      if (/^(?:javascript|data|vbscript):/i.test(target))
        findings.push({ line, message: `link: ${target.slice(0, 40)}` })
    return found(findings)
  },
}
