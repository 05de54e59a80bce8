// Feeds the readers with inputs that lead them into ever more of their blocks, and says which promise any of them breaks:
//   node test/fuzz/read-archive.ts [--door host|upload|tar|pack] [--seconds 60] [--seed 1] [--input <base64>]
// All doors take their turns, each of so many seconds, unless one is named; an input goes through the named one.
import '../corpora/source-modules.ts'
import { parseArgs } from 'node:util'

const { Coverage } = await import('./coverage.ts')
const coverage = new Coverage((url) => url.includes('/src/source/'))
const { DOORS } = await import('./doors.ts')
const { broken, hunt, WHOLE } = await import('./hunt.ts')
const { chance } = await import('./chance.ts')

const { values } = parseArgs({
  options: {
    door: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    input: { type: 'string' },
  },
})
const doors = Object.entries(DOORS).filter(([name]) => values.door === undefined || values.door === name)
if (doors.length === 0) throw new Error(`There is no door ${values.door}: ${Object.keys(DOORS).join(', ')}.`)

if (values.input !== undefined) {
  const input = new Uint8Array(Buffer.from(values.input, 'base64'))
  for (const [name, door] of doors)
    console.log(`${name}: ${(await broken(door, input, WHOLE)) ?? 'every promise is kept'}`)
  process.exit()
}

let found = 0
for (const [name, door] of doors) {
  console.log(`\n${name}`)
  found += await hunt(door, coverage, chance(Number(values.seed)), Number(values.seconds))
  for (const { file, reached, blocks, missed } of coverage.report().filter(({ blocks }) => blocks > 0)) {
    console.log(`${file.padEnd(24)} ${String(reached).padStart(4)} of ${String(blocks).padStart(4)} blocks`)
    for (const text of missed) console.log(`    ${JSON.stringify(text)}`)
  }
}
console.log(`\n${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB of memory at most`)
process.exit(found > 0 ? 1 : 0)
