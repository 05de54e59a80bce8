import { describe, expect, it } from 'vitest'
import { ruby } from '../../../../src/analysis/manifests/ruby'
import { optionOf, rubyStatements, stringAt, stringsIn } from '../../../../src/analysis/manifests/ruby/statements'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const GEMSPEC = (more = '') => `Gem::Specification.new do |s|
  s.name = "tides"
  s.version = "1.0.0"
  s.summary = "Tide tables"
${more}end
`

describe('statements of a Ruby file', () => {
  it('join what brackets and commas keep open, without comments', () => {
    expect(rubyStatements('a = %w[\n  b # no\n  c\n]\ngem "x",\n  "1"\n')).toEqual([
      { text: 'a = %w[ b c ]', line: 1 },
      { text: 'gem "x", "1"', line: 5 },
    ])
  })

  it('do not swallow the file when a pattern has an open bracket', () => {
    expect(rubyStatements('x =~ /(a\ntask :b\n').map(({ text }) => text)).toEqual(['x =~ /(a', 'task :b'])
  })

  it('take here documents as texts and leave out what follows __END__', () => {
    const [first, ...rest] = rubyStatements('s.d = <<~TEXT\n  gem "no"\nTEXT\n__END__\ngem "no"\n')
    expect(first?.heredoc).toBe('gem "no"')
    expect(rest).toEqual([])
  })

  it('give strings only where nothing is computed', () => {
    expect(stringAt(' %q{a b}.freeze')).toBe('a b')
    expect(stringAt('"a#{b}"')).toBeNull()
    expect(stringsIn('%i[a b]')).toEqual(['a', 'b'])
    expect(optionOf('"x", path: "y", groups: [:a, :b]', 'groups')).toEqual(['a', 'b'])
  })

  it('cost time in proportion to their length', () => {
    rubyStatements(`${'(['.repeat(300)}\n`.repeat(400))
    stringsIn(`'${'\\'.repeat(20_000)}`)
  })
})

describe('a gem', () => {
  it('has the version of a constant, of one that another is set to, and of numbers that are joined', () => {
    const version = (files: Record<string, string>, value: string) =>
      contributionOf(ruby, { 'tides.gemspec': GEMSPEC().replace('"1.0.0"', value), ...files }).packages?.[0]?.version
        ?.value
    expect(version({ 'lib/tides/version.rb': 'module Tides\n  VERSION = "2.1.0"\nend\n' }, 'Tides::VERSION')).toBe(
      '2.1.0',
    )
    expect(version({ 'lib/tides/const.rb': 'TIDES_VERSION = VERSION = "3.0"\n' }, 'Tides::TIDES_VERSION')).toBe('3.0')
    expect(
      version(
        { 'lib/tides/gem_version.rb': '    MAJOR = 7\n    MINOR = 1\n    TINY  = 0\n    PRE   = nil\n' },
        'Tides.version',
      ),
    ).toBe('7.1.0')
    expect(version({ VERSION: '4.5.6\n' }, 'File.read("VERSION").strip')).toBe('4.5.6')
    expect(version({}, 'Tides::VERSION')).toBeUndefined()
  })

  it('is installed only when it is finished and goes to RubyGems', () => {
    const install = (more: string) => said(contributionOf(ruby, { 'tides.gemspec': GEMSPEC(more) }), 'install')
    expect(install('')).toEqual(['bundle add tides', 'gem install tides'])
    expect(install('  s.metadata["allowed_push_host"] = "https://gems.acme.example"\n')).toEqual([])
    expect(
      said(contributionOf(ruby, { 'tides.gemspec': GEMSPEC().replace('Tide tables', 'TODO: write') }), 'install'),
    ).toEqual([])
  })

  it('takes gems of its own tree by their paths for members, not for dependencies, and no fixture of the tests', () => {
    const found = contributionOf(ruby, {
      'tides.gemspec': GEMSPEC('  s.add_dependency "tides-core", s.version\n'),
      Gemfile: 'gemspec\ngem "tides-extra", path: "extra"\ngem "theme", path: "test/fixtures/theme"\n',
      'tides-core/tides-core.gemspec': GEMSPEC().replace('"tides"', '"tides-core"'),
      'extra/tides-extra.gemspec': GEMSPEC().replace('"tides"', '"tides-extra"'),
      'other/other.gemspec': GEMSPEC().replace('"tides"', '"other"'),
      'test/fixtures/theme/theme.gemspec': GEMSPEC().replace('"tides"', '"theme"'),
    })
    expect(found.packages?.[0]?.members).toEqual(['extra', 'tides-core'])
    expect(dependencies(found, 'runtime')).toEqual([])
  })

  it('is tested by tasks that the Rakefile declares, not by those of a namespace', () => {
    const tests = (rakefile: string) =>
      said(contributionOf(ruby, { 'tides.gemspec': GEMSPEC(), Gemfile: 'gemspec\n', Rakefile: rakefile }), 'test')
    expect(tests('Minitest::TestTask.create\ntask default: :test\n')).toEqual([
      'bundle exec rake test',
      'bundle exec rake',
    ])
    expect(tests('namespace :docs do\n  task :test do\n  end\nend\n')).toEqual([])
    expect(tests('task default: :rubocop\n')).toEqual([])
  })

  it('says nothing without a source', () => {
    expect(sourcesOf(contributionOf(ruby, { 'tides.gemspec': GEMSPEC() }))).not.toContain('')
  })
})

describe('a bundle', () => {
  const app = {
    'config/application.rb': 'class A\nend\n',
    'config.ru': 'run A\n',
    'bin/rails': { executable: '#!ruby' },
  }

  it('that tools around another project need is not the project', () => {
    expect(
      contributionOf(ruby, { Gemfile: 'gem "cocoapods"\ngem "fastlane"\n', 'fastlane/x.rb': '' }).packages,
    ).toEqual([])
    expect(contributionOf(ruby, { 'docs/Gemfile': 'gem "jekyll"\n', 'docs/_config.yml': 'a: b\n' }).packages).toEqual(
      [],
    )
  })

  it('that only tests a project in another language is set up and run, and names nothing', () => {
    const found = contributionOf(ruby, { Gemfile: 'gem "rspec"\n', 'spec/a_spec.rb': '' })
    expect(found.packages ?? []).toEqual([])
    expect(said(found, 'test')).toEqual(['bundle exec rspec'])
  })

  it('of a Rails application is tested by what it has tests for, and checked by what it is configured with', () => {
    const gemfile = 'gem "rails"\ngroup :test do\n  gem "rspec-rails"\nend\ngem "rubocop"\n'
    const found = contributionOf(ruby, { ...app, Gemfile: gemfile, 'test/models/a_test.rb': '' })
    expect(said(found, 'test')).toEqual(['bin/rails test'])
    expect(said(found, 'lint')).toEqual([])
    const specs = contributionOf(ruby, { ...app, Gemfile: gemfile, 'spec/a_spec.rb': '', '.rubocop.yml': '' })
    expect(said(specs, 'test')).toEqual(['bundle exec rspec'])
    expect(said(specs, 'lint')).toEqual(['bundle exec rubocop'])
    expect(dependencies(specs, 'dev')).toEqual(['rspec-rails'])
  })

  it('of a site is served by Jekyll, that of a gem with the same settings is not', () => {
    const site = { '_config.yml': 'title: Tides\n', 'index.md': '', Gemfile: 'gem "github-pages"\n' }
    expect(said(contributionOf(ruby, site), 'run')).toEqual(['bundle exec jekyll serve'])
    expect(said(contributionOf(ruby, { ...site, 'tides.gemspec': GEMSPEC() }), 'run')).toEqual([])
  })

  it('asks for the Ruby of the manifest, else of the version file', () => {
    const runtime = (files: Record<string, string>) =>
      contributionOf(ruby, { 'config.ru': '', ...files }).runtimes?.[0]?.constraint
    expect(runtime({ Gemfile: 'ruby "~> 3.2"\n' })).toBe('~> 3.2')
    expect(runtime({ Gemfile: 'ruby file: ".ruby-version"\n', '.ruby-version': 'ruby-3.4.1\n' })).toBe('3.4.1')
  })
})
