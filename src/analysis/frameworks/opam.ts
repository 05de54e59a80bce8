import type { Technologies } from './technologies'

export const opam: Technologies = {
  'web-framework': {
    Dream: 'dream',
    Opium: 'opium',
    Eliom: 'eliom',
    Ocsigen: 'ocsigenserver',
    Cohttp: 'cohttp cohttp-lwt cohttp-lwt-unix cohttp-eio',
    Piaf: 'piaf',
  },
  ui: { TyXML: 'tyxml', Bonsai: 'bonsai', Notty: 'notty', LablGTK: 'lablgtk3' },
  database: { Caqti: 'caqti', PostgreSQL: 'postgresql caqti-driver-postgresql', SQLite: 'sqlite3', Irmin: 'irmin' },
  async: { Lwt: 'lwt', Async: 'async', Eio: 'eio eio_main', Miou: 'miou' },
  platform: { Base: 'base', Core: 'core', MirageOS: 'mirage', Js_of_ocaml: 'js_of_ocaml', Melange: 'melange' },
  cli: { Cmdliner: 'cmdliner' },
  data: { Yojson: 'yojson', Angstrom: 'angstrom', Menhir: 'menhir', ppxlib: 'ppxlib' },
  observability: { Logs: 'logs' },
  build: { Dune: 'dune' },
  testing: {
    Alcotest: 'alcotest',
    OUnit: 'ounit2 ounit',
    QCheck: 'qcheck qcheck-core',
    ppx_expect: 'ppx_expect',
    Crowbar: 'crowbar',
  },
  lint: { OCamlFormat: 'ocamlformat' },
  docs: { odoc: 'odoc' },
}
