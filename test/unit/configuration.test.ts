import { readFileSync } from 'node:fs'
import { parse, type TomlTable } from 'smol-toml'
import { describe, expect, it } from 'vitest'

/** What an environment inherits from above, so that it stands there alone. */
const INHERITED = [
  'name',
  'main',
  'compatibility_date',
  'compatibility_flags',
  'minify',
  'keep_names',
  'upload_source_maps',
  'alias',
  'assets',
  'migrations',
  'triggers',
  'limits',
  'observability',
  'env',
]

const without = (table: TomlTable, names: readonly string[]) =>
  Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)))

/** `queues.consumers` and `d1_databases` as they are, the id of the database aside: it is the operator's. */
const comparable = (table: TomlTable) =>
  JSON.parse(JSON.stringify(table).replaceAll(/("database_id":)"[^"]*"/g, '$1""'))

describe.each(['wrangler.toml', 'wrangler.consumer.toml'])('%s', (file) => {
  const config = parse(readFileSync(file, 'utf8'))
  const production = (config.env as TomlTable).production as TomlTable

  it('deploys what runs on one machine, under the same name, and Workers AI beside it', () => {
    expect(production.name).toBe(config.name)
    expect(production.ai).toEqual({ binding: 'AI' })
    expect(comparable(without(production, ['name', 'ai']))).toEqual(comparable(without(config, INHERITED)))
  })

  it('has Workers AI nowhere else: with it local development asks for an account', () => {
    expect(config.ai).toBeUndefined()
  })
})
