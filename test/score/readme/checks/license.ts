import { posix } from 'node:path'
import type { Repository } from '../repository'
import { type Check, found } from '../subject'

/** Sentences by which a licence's text is known. Those that hold others' sentences stand first. */
const TEXTS: readonly [RegExp, string][] = [
  [/gnu affero general public license version 3/, 'AGPL-3.0'],
  [/gnu lesser general public license version 3/, 'LGPL-3.0'],
  [/gnu lesser general public license version 2\.1/, 'LGPL-2.1'],
  [/gnu library general public license version 2/, 'LGPL-2.0'],
  [/gnu general public license version 3/, 'GPL-3.0'],
  [/gnu general public license version 2/, 'GPL-2.0'],
  [/apache license version 2\.0/, 'Apache-2.0'],
  [/mozilla public license version 2\.0/, 'MPL-2.0'],
  [/eclipse public license (?:- )?v(?:ersion )?2\.0/, 'EPL-2.0'],
  [/eclipse public license (?:- )?v(?:ersion )?1\.0/, 'EPL-1.0'],
  [/european union public licen[cs]e v\. ?1\.2/, 'EUPL-1.2'],
  [/boost software license version 1\.0/, 'BSL-1.0'],
  [/this is free and unencumbered software released into the public domain/, 'Unlicense'],
  [/do what the fuck you want to/, 'WTFPL'],
  [/cc0 1\.0 universal/, 'CC0-1.0'],
  [/attribution-noncommercial-noderiv\w* 3\.0/, 'CC-BY-NC-ND-3.0'],
  [/attribution-noncommercial-noderiv\w* 4\.0/, 'CC-BY-NC-ND-4.0'],
  [/attribution-noncommercial-sharealike 4\.0/, 'CC-BY-NC-SA-4.0'],
  [/attribution-sharealike 4\.0/, 'CC-BY-SA-4.0'],
  [/attribution-sharealike 3\.0/, 'CC-BY-SA-3.0'],
  [/attribution 4\.0 international/, 'CC-BY-4.0'],
  [/artistic license 2\.0/, 'Artistic-2.0'],
  [
    /permission to use copy modify and\/?(?: or)? ?\/?or distribute this software for any purpose with or without fee/,
    'ISC|0BSD',
  ],
  [/permission is hereby granted free of charge to any person obtaining a copy of this software/, 'MIT'],
  [/this software is provided "?as-is"? without any express or implied warranty in no event will the authors/, 'Zlib'],
  [/neither the names? .{0,120} (?:contributors|without)/, 'BSD-3-Clause'],
  [/the names? of .{0,80} may not be used to endorse/, 'BSD-3-Clause'],
  [/redistributions of source code must retain the above copyright/, 'BSD-2-Clause'],
]
const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/[,;()*#>_]/g, ' ')
    .replace(/\s+/g, ' ')

const FILES = /^(?:(?:license|licence|copying|unlicense|copyright)(?:[._-][\w.-]*)?|licenses\/[^/]+|epl-v\d+\.html)$/i
/** Where nothing stands at the root: the texts of its packages. */
const INNER = /(?:^|\/)(?:license|licence|copying)(?:\.\w+)?$/i
const DECLARED: readonly [RegExp, RegExp][] = [
  [/^(?:package|composer)\.json$/, /"license"\s*:\s*(?:\{\s*"type"\s*:\s*)?"([^"]+)"/],
  [/^Cargo\.toml$/, /^license\s*=\s*"([^"]+)"/m],
  [/^pyproject\.toml$/, /^license\s*=\s*(?:\{\s*text\s*=\s*)?["']([^"']+)/m],
  [/^setup\.(?:py|cfg)$/, /\blicense\s*=\s*["']?([\w. -]+)/],
  [/^[^/]+\.(?:gemspec|cabal|nimble|rockspec|podspec|opam)$/, /licenses?\s*[:=]?>?\s*\[?["']?([\w. -]+)/],
  [/^[^/]+\.opam$|^dune-project$/, /license[: (]+"?([\w. -]+)/],
  [/^mix\.exs$/, /licenses:\s*\["([^"]+)"/],
  [/^DESCRIPTION$/, /^License:\s*(.+)/m],
  [/\.(?:cs|fs)proj$|\.props$/, /<PackageLicenseExpression>([^<]+)/],
  [/^pom\.xml$/, /<license>[\s\S]*?<name>([^<]+)/],
  [/^shard\.yml$|^galaxy\.yml$|^meta\/main\.ya?ml$/, /license:\s*(.+)/],
]
const ID =
  /\b(?:BSD-[23]-Clause|CC0-1\.0|(?:AGPL|LGPL|GPL|Apache|MPL|EPL|EUPL|BSL|CC-BY(?:-NC)?(?:-ND|-SA)?|Artistic|OFL|AFL|ECL|UPL|SSPL|BUSL|Elastic)-\d+(?:\.\d+)*|Zlib|ISC|MIT|Unlicense|WTFPL|0BSD|NCSA|MS-PL|PostgreSQL)\b/g
const base = (id: string) =>
  id
    .replace(/-(?:or-later|only)$|\+$/, '')
    .replace(/(?<=-\d+)\.0$/, '')
    .toLowerCase()

/** What texts and manifests say, as SPDX ids without their endings. */
function licences(repository: Repository): Set<string> {
  const files = repository.files(repository.paths.some((path) => FILES.test(path)) ? FILES : INNER)
  const texts = files.flatMap(({ text }) => {
    const words = folded(text)
    return TEXTS.filter(([sentence]) => sentence.test(words)).flatMap(([, id]) => id.split('|'))
  })
  const manifests = repository.paths.flatMap((path) =>
    DECLARED.filter(([name]) => name.test(posix.dirname(path) === '.' || path.startsWith('meta/') ? path : '')).flatMap(
      ([, pattern]) => (pattern.exec(repository.text(path))?.[1] ?? '').split(/\s+(?:OR|AND|or|and|WITH)\s+|\/|\|/),
    ),
  )
  const expressed = files.flatMap(({ text }) => text.match(/SPDX-License-Identifier:\s*(\S+)/)?.[1] ?? [])
  return new Set(
    [...texts, ...manifests, ...expressed].map((one) => base(one.replace(/[()"']/g, '').trim())).filter(Boolean),
  )
}

/** 7. The licence that the README's section names is one that a text or a manifest gives. */
export const license: Check = {
  id: 7,
  title: 'licence as text and manifest say',
  group: 'truth',
  gate: false,
  judge: ({ repository, readme, person, quoted }) => {
    const start = readme.headings.find(({ text }) => /\blicen[cs]e\b|\blicensing\b/i.test(text))
    const known = licences(repository)
    if (!start)
      return known.size && !repository.paths.some((path) => FILES.test(path))
        ? null
        : found(known.size ? [{ line: 1, message: `the licence (${[...known].join(', ')}) is not named` }] : [])
    const end =
      readme.headings.find(({ line, level }) => line > start.line && level <= start.level)?.line ??
      readme.lines.length + 1
    const ids = readme.lines
      .slice(start.line, end - 1)
      .flatMap((text, index) =>
        [...text.replace(/\]\([^)]*\)/g, ']').matchAll(ID)].map(([id]) => ({ id, line: start.line + index + 1 })),
      )
    const wrong = ids.filter(
      ({ id, line }) =>
        !(known.size === 0 && (person(line) || quoted(id))) &&
        ![...known].some((one) => one === base(id) || one.startsWith(`${base(id)}-`) || base(id).startsWith(`${one}-`)),
    )
    return found(
      wrong.map(({ id, line }) => ({
        line,
        message: known.size ? `${id}; the files say ${[...known].join(', ')}` : `${id}; no file says so`,
      })),
    )
  },
}
