import type { Technologies } from './technologies'

/** Crystal's shards. */
export const shards: Technologies = {
  'web-framework': { Kemal: 'kemal', Lucky: 'lucky', Amber: 'amber', Athena: 'athena', Marten: 'marten', Grip: 'grip' },
  orm: { Avram: 'avram', Granite: 'granite', Jennifer: 'jennifer', Clear: 'clear' },
  database: { PostgreSQL: 'pg', MySQL: 'mysql', SQLite: 'sqlite3', Redis: 'redis' },
  messaging: { Mosquito: 'mosquito', 'Sidekiq.cr': 'sidekiq' },
  cli: { Admiral: 'admiral', Clim: 'clim' },
  testing: { Spectator: 'spectator', 'spec-kemal': 'spec-kemal' },
  lint: { Ameba: 'ameba' },
}

/** Nim's packages. */
export const nimble: Technologies = {
  'web-framework': { Jester: 'jester', Prologue: 'prologue', Mummy: 'mummy', HappyX: 'happyx', Basolato: 'basolato' },
  ui: { Karax: 'karax' },
  orm: { Norm: 'norm', Allographer: 'allographer' },
  database: { Redis: 'redis redpool' },
  async: { Chronos: 'chronos' },
  cli: { cligen: 'cligen', docopt: 'docopt' },
  game: { naylib: 'naylib', nico: 'nico' },
  networking: { HttpBeast: 'httpbeast', Puppy: 'puppy' },
  testing: { unittest2: 'unittest2', testament: 'testament' },
}

/** Elm's packages. */
export const elm: Technologies = {
  ui: { 'elm-ui': 'mdgriffith/elm-ui', 'elm-css': 'rtfeldman/elm-css', 'elm-bootstrap': 'rundis/elm-bootstrap' },
  'web-framework': { 'elm-spa': 'ryannhg/elm-spa', 'elm-pages': 'dillonkearns/elm-pages', Lamdera: 'lamdera/core' },
  api: { 'elm-graphql': 'dillonkearns/elm-graphql' },
  serialization: { 'elm-json-decode-pipeline': 'noredink/elm-json-decode-pipeline' },
  testing: { 'elm-test': 'elm-explorations/test' },
}
