import { describe, expect, it } from 'vitest'
import { clojure } from '../../../../src/analysis/manifests/clojure'
import { formsOf } from '../../../../src/analysis/manifests/s-expressions'
import { contributionOf, dependencies, said } from './contribution'

describe('forms', () => {
  it('leave out comments, what is discarded and metadata', () => {
    expect(formsOf('; a\n#_b #_#_c d ^:e f #|g|# "h;i"')).toMatchObject([{ value: 'f' }, { value: 'h;i' }])
  })

  it('are read in time however the text is broken', () => {
    for (const part of ['(', '#_', '"\\', '^', '[{', '#|', '\\']) formsOf(part.repeat(20_000))
  })
})

describe('Leiningen', () => {
  const project = (rest: string) => ({ 'project.clj': `(defproject acme/quay "1.2.0" :description "Quays" ${rest})` })

  it('shows coordinates only where a README points to them', () => {
    expect(said(contributionOf(clojure, project('')), 'install')).toEqual([])
    const readme = { ...project(''), 'README.md': '[acme/quay "1.1.0"]' }
    expect(said(contributionOf(clojure, readme), 'install')).toEqual([
      'acme/quay {:mvn/version "1.2.0"}',
      '[acme/quay "1.2.0"]',
    ])
  })

  it('runs and packs a program, not a library', () => {
    const program = contributionOf(clojure, { ...project(':main acme.quay'), 'src/acme/quay.clj': '' })
    expect(said(program, 'run')).toEqual(['lein run'])
    expect(said(program, 'build')).toEqual(['lein uberjar'])
    const library = contributionOf(clojure, project(''))
    expect(said(library, 'run')).toEqual([])
    expect(said(library, 'build')).toEqual(['lein jar'])
  })

  it('tests by an alias of that name, else what stands in test folders', () => {
    const found = (files: Record<string, string>) => said(contributionOf(clojure, files), 'test')
    expect(found({ ...project(''), 'corpus/quay_test.clj': '' })).toEqual([])
    expect(found({ ...project(''), 'test/quay_test.clj': '' })).toEqual(['lein test'])
    expect(found({ ...project(':aliases {"test" ["kaocha"]}'), 'test/quay_test.clj': '' })).toEqual(['lein test'])
  })

  it('takes profiles for development, and members from what they or it declare', () => {
    const found = contributionOf(clojure, {
      ...project(
        ':sub ["core"] :dependencies [[ring "1.9.0"] [acme/quay-core "1.2.0"]] :profiles {:dev {:dependencies [[midje "1.10.9"]]}}',
      ),
      'core/project.clj': '(defproject acme/quay-core "1.2.0")',
      'extra/project.clj': '(defproject acme/extra "1.2.0" :parent-project {:path "../project.clj"})',
      'example/project.clj': '(defproject acme/example "0.1.0")',
    })
    expect(found.packages?.[0]?.members).toEqual(['core', 'extra'])
    expect(dependencies(found, 'runtime')).toEqual(['ring@1.9.0'])
    expect(dependencies(found, 'dev')).toEqual(['midje@1.10.9'])
  })
})

describe('tools.deps', () => {
  const deps = (aliases: string) => ({ 'deps.edn': `{:aliases {${aliases}}}` })

  it('calls an alias the way it is made to be called', () => {
    const found = (aliases: string) => said(contributionOf(clojure, deps(aliases)), 'test')
    expect(found(':test {:exec-fn cognitect.test-runner.api/test}')).toEqual(['clojure -X:test'])
    expect(found(':test {:main-opts ["-m" "kaocha.runner"]}')).toEqual(['clojure -M:test'])
    expect(found(':test {:extra-paths ["test"]}')).toEqual([])
    expect(found(':bench {:main-opts ["-m" "kaocha.runner"]}')).toEqual([])
    expect(found(':test {:main-opts ["-m" "shadow.cljs.devtools.cli"]}')).toEqual([])
  })

  it('runs a linter, not the project that is one', () => {
    const alias = ':dev {:main-opts ["-m" "clj-kondo.main"]}'
    expect(said(contributionOf(clojure, deps(alias)), 'lint')).toEqual(['clojure -M:dev'])
    const own = { ...deps(alias), 'src/clj_kondo/main.clj': '' }
    expect(said(contributionOf(clojure, own), 'lint')).toEqual([])
    expect(said(contributionOf(clojure, own), 'run')).toEqual(['clojure -M:dev'])
  })

  it('builds with a function that its build script has', () => {
    const files = { ...deps(':build {:ns-default build}'), 'build.clj': '(defn clean [_])' }
    expect(said(contributionOf(clojure, files), 'build')).toEqual([])
    expect(said(contributionOf(clojure, { ...files, 'build.clj': '(defn uber [_])' }), 'build')).toEqual([
      'clojure -T:build uber',
    ])
  })
})
