import { describe, expect, it } from 'vitest'
import { ocaml } from '../../../../src/analysis/manifests/ocaml'
import { contributionOf, dependencies, said } from './contribution'

const PROJECT =
  '(lang dune 3.0)\n(name quay)\n(license MIT)\n(package (name quay) (synopsis "Quays") (depends (ocaml (>= 4.14)) lwt (alcotest :with-test)))'

describe('a dune project', () => {
  it('takes what is for tests apart, and the compiler for a runtime', () => {
    const found = contributionOf(ocaml, { 'dune-project': PROJECT })
    expect(dependencies(found, 'runtime')).toEqual(['lwt'])
    expect(dependencies(found, 'dev')).toEqual(['alcotest'])
    expect(found.runtimes?.[0]).toMatchObject({ name: 'ocaml', constraint: '>= 4.14' })
  })

  it('fetches dependencies only where opam finds files to read them from', () => {
    expect(said(contributionOf(ocaml, { 'dune-project': PROJECT }), 'setup')).toEqual([])
    const files = { 'dune-project': PROJECT, 'quay.opam': 'opam-version: "2.0"\n' }
    expect(said(contributionOf(ocaml, files), 'setup')).toEqual(['opam install . --deps-only'])
  })

  it('has programs by their public names, those of tests and examples aside', () => {
    const found = contributionOf(ocaml, {
      'dune-project': PROJECT,
      'bin/dune': '(executables (names a b) (public_names quay -) (package quay))',
      'bin/a.ml': '',
      'test/dune': '(executable (name t) (public_name t))',
      'example/dune': '(executable (name e) (public_name e))',
    })
    expect(found.binaries?.map(({ name, entry }) => [name, entry])).toEqual([['quay', 'bin/a.ml']])
    expect(said(found, 'run')).toEqual(['dune exec quay'])
    expect(said(found, 'test')).toEqual(['dune test'])
  })

  it('is a library where a tool is only beside it', () => {
    const found = contributionOf(ocaml, {
      'dune-project': PROJECT,
      'src/dune': '(library (public_name quay))',
      'src/gen/dune': '(executable (name gen) (public_name quay_gen) (package quay))',
    })
    expect(found.packages?.[0]?.kinds).toEqual(['library'])
  })
})

describe('an opam file', () => {
  it('is read for constraints of versions, not of systems', () => {
    const opam =
      'opam-version: "2.0"\nsynopsis: "Quays"\nlicense: "ISC"\ndepends: [\n  "ocaml" {os = "win32" & >= "4.08"}\n  "fmt" {>= "0.8" & < "1.0"}\n  "odoc" {with-doc}\n]\n'
    const found = contributionOf(ocaml, { 'quay.opam': opam })
    expect(dependencies(found, 'runtime')).toEqual(['fmt@>= 0.8 < 1.0'])
    expect(dependencies(found, 'dev')).toEqual(['odoc'])
    expect(found.runtimes?.[0]?.constraint).toBe('>= 4.08')
    expect(said(found, 'install')).toEqual(['opam install quay'])
  })
})
