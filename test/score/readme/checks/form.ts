import { posix } from 'node:path'
import { lint } from 'markdownlint/sync'
import { type Check, type Finding, found, linkedPath } from '../subject'
import { ignored } from '../tools/made'

/** 21. A heading that is HTML stands outside of the outline, but for the title. */
export const outline: Check = {
  id: 21,
  title: 'order, one title, no jump, no heading twice',
  group: 'form',
  gate: false,
  judge: ({ readme: { headings } }) => {
    const findings: Finding[] = []
    const titles = headings.filter(({ level, html }) => level === 1 && !html)
    if (titles.length > 1)
      findings.push({ line: titles[1]?.line ?? 1, message: `${titles.length} headings of the first level` })
    if (!headings.some(({ level }) => level === 1)) findings.push({ line: 1, message: 'no title' })
    const ordered = headings.filter(({ html }) => !html)
    for (const [index, { level, line }] of ordered.entries()) {
      const above = ordered[index - 1]
      if (above && level > above.level + 1)
        findings.push({ line, message: `level ${level} follows level ${above.level}` })
    }
    const seen = new Set<string>()
    const parents: string[] = []
    for (const { level, text, line } of ordered) {
      parents.length = level
      parents[level] = text
      const key = parents.join('\n').toLowerCase()
      if (seen.has(key)) findings.push({ line, message: `"${text}" stands twice` })
      seen.add(key)
    }
    const second = ordered.filter(({ level }) => level === 2)
    const license = second.findIndex(({ text }) => /^licen[cs]e$/i.test(text))
    if (license >= 0 && license !== second.length - 1)
      findings.push({ line: second[license]?.line ?? 1, message: 'the licence is not last' })
    return found(findings)
  },
}

/** 22. Relative links, links into this repository, and anchors by GitHub's rule. */
export const links: Check = {
  id: 22,
  title: 'links and anchors resolve, no hard-coded branch',
  group: 'form',
  gate: false,
  judge: (subject) => {
    const { repository, readme, person } = subject
    const findings: Finding[] = []
    for (const { target, line } of readme.links) {
      if (target.startsWith('#')) {
        const anchor = decodeURIComponent(target.slice(1)).toLowerCase()
        if (anchor !== '' && anchor !== 'top' && !anchor.startsWith('user-content-') && !readme.anchors.has(anchor))
          findings.push({ line, message: `no heading gives ${target}` })
        continue
      }
      const linked = linkedPath(subject, target)
      if (!linked) continue
      if (linked.absolute && !person(line) && !/^[0-9a-f]{40}$/.test(linked.branch ?? ''))
        findings.push({ line, message: `${target} names a branch` })
      // A link of its own host, such as ../../issues, leaves the tree.
      if (linked.path === null || /^(?:\.\.\/){2}/.test(target)) continue
      const known = linked.absolute ? /^(?:master|main|HEAD|develop|trunk)$/.test(linked.branch ?? '') : true
      if (known && !repository.has(linked.path) && !ignored(repository, linked.path))
        findings.push({ line, message: `${target} is not in the repository` })
    }
    return found(findings)
  },
}

const CONTENTS_FROM = 100

/** 23. */
export const contents: Check = {
  id: 23,
  title: `contents from ${CONTENTS_FROM} lines on`,
  group: 'form',
  gate: false,
  judge: ({ readme: { lines, links: all, headings } }) => {
    const own = all.filter(({ target }) => target.startsWith('#'))
    const listed = headings.some(({ text }) => /^(?:table of )?contents$|^toc$/i.test(text)) || own.length >= 3
    return lines.length - 1 < CONTENTS_FROM
      ? null
      : found(listed ? [] : [{ line: 1, message: `${lines.length - 1} lines and no contents` }])
  },
}

const RULES = [
  '001',
  '022',
  '024',
  '025',
  '026',
  '031',
  '032',
  '034',
  '040',
  '041',
  '042',
  '045',
  '047',
  '051',
  '052',
  '053',
  '055',
  '056',
  '058',
  '059',
]

/** What markdownlint says by the rules of check 24 and no other. */
export function lintFindings(markdown: string): Finding[] {
  const config = Object.fromEntries(RULES.map((rule) => [`MD${rule}`, true]))
  const all =
    lint({
      strings: { readme: markdown },
      config: { default: false, ...config, MD033: { allowed_elements: ['details', 'picture', 'img'] } },
    }).readme ?? []
  return all.map(({ lineNumber, ruleNames, errorDetail, errorContext }) => ({
    line: lineNumber,
    message: `${ruleNames[0]} ${errorDetail ?? errorContext ?? ''}`.trim(),
  }))
}

/** 24. */
export const clean: Check = {
  id: 24,
  title: 'markdownlint',
  group: 'form',
  gate: false,
  judge: ({ readme }) => found(lintFindings(readme.markdown)),
}

/** 17. The headings under which nothing stands, and those of things that the repository does not have. */
export const sections: Check = {
  id: 17,
  title: 'sections fit, none is empty',
  group: 'usefulness',
  gate: false,
  judge: ({ readme: { headings, lines }, repository, person }) => {
    const ordered = headings.filter(({ html }) => !html)
    const findings = ordered.flatMap(({ level, text, line }, index): Finding[] => {
      const next = ordered[index + 1]
      const body = lines
        .slice(line, next ? next.line - 1 : undefined)
        .map((one) => one.replace(/<!--.*?-->|^=+$|^-+$/g, '').trim())
      if (body.every((one) => one === '') && (!next || next.level <= level))
        return [{ line, message: `"${text}" is empty` }]
      const wanted = person(line) ? undefined : FITS.find(([heading]) => heading.test(text))?.[1]
      return wanted && !repository.paths.some((path) => wanted.test(posix.basename(path)))
        ? [{ line, message: `"${text}" has nothing to stand on` }]
        : []
    })
    return found(findings)
  },
}
/** Sections and the files without which they cannot be. */
const FITS: readonly [RegExp, RegExp][] = [
  [/^containers$/i, /dockerfile|containerfile|compose/i],
  [/^notebooks$/i, /\.ipynb$/],
  [/^inputs$|^outputs$/i, /\.tf$|^action\.ya?ml$|^main\.ya?ml$|argument_specs/],
  [/^contributing$/i, /contribut|hacking|develop|authors|maintainers|pull_request_template|code_of_conduct/i],
  [/^security$/i, /security/i],
]
