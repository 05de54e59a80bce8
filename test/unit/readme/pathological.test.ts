import { expect, test } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { DEFAULTS } from '../../../src/readme/options'
import { writeReadme } from '../../../src/readme/write-readme'
import { ATTACKS } from '../preview/attacks'
import { snapshotOf } from '../snapshot'
import { plain } from './plain'

/* An existing README made to stall or overflow a parser stalls neither the analysis nor the writing of the new one. */

const SIZE = 300_000

test.each(Object.entries(ATTACKS))(
  '%s',
  (_name, attack) => {
    const hostile = `# Kettle\n\nBoils water.\n\n## Use\n\n${attack(SIZE)}\n\n## License\n\nMIT\n`
    const facts = analyse(snapshotOf({ 'README.md': hostile, 'package.json': '{"name":"kettle"}' }, interestIn(null)), {
      host: 'github.com',
      owner: 'acme',
      name: 'kettle',
      url: 'https://github.com/acme/kettle',
      clone_url: 'https://github.com/acme/kettle.git',
      ref: null,
    })
    expect(facts.warnings.filter(({ code }) => code === 'detector_failed')).toEqual([])
    expect(plain(writeReadme(facts).markdown)).toMatch(/^# Kettle/i)
    // A file with a zero byte is no text, and so no README.
    const isText = !hostile.includes('\0')
    expect(writeReadme(facts, { ...DEFAULTS, mode: 'update' }).markdown.includes('Boils water.')).toBe(isText)
  },
  30_000,
)
