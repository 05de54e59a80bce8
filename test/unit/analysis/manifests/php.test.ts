import { describe, expect, it } from 'vitest'
import { php } from '../../../../src/analysis/manifests/php'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const json = (value: object) => JSON.stringify(value, null, 2)
const LIBRARY = {
  name: 'acme/tides',
  description: 'Computes tides',
  license: 'MIT',
  require: { php: '^8.2', 'ext-json': '*', 'symfony/console': '^7.0' },
  'require-dev': { 'phpunit/phpunit': '^11.0', 'laravel/pint': '^1.0', 'rector/rector': '^2.0' },
}

describe('a Composer package', () => {
  const found = contributionOf(php, {
    'composer.json': json(LIBRARY),
    'phpunit.xml.dist': '<phpunit/>',
    'psalm.xml': '<psalm/>',
  })

  it('is required by its name, and its platform is no dependency', () => {
    expect(said(found, 'install')).toEqual(['composer require acme/tides'])
    expect(dependencies(found, 'runtime')).toEqual(['symfony/console@^7.0'])
    expect(found.runtimes).toMatchObject([{ name: 'php', constraint: '^8.2' }])
  })
  it('is checked by tools that it requires and has set up, not by a configuration alone', () => {
    expect(said(found, 'test')).toEqual(['vendor/bin/phpunit'])
    expect(said(found, 'lint')).toEqual(['vendor/bin/pint --test'])
  })
  it('names a source for everything', () => {
    expect(sourcesOf(found)).not.toContain('')
  })
  it('is required as the README has it', () => {
    const shown = contributionOf(php, {
      'composer.json': json(LIBRARY),
      'README.md': 'Run `composer require --dev acme/tides:^2.0`, not acme/tides-extra.\n',
    })
    expect(said(shown, 'install')).toEqual(['composer require --dev acme/tides'])
  })
  it('is not said to be published from a repository that it is only developed in', () => {
    const developed = contributionOf(php, { 'composer.json': json({ ...LIBRARY, name: 'acme/tides-src' }) })
    expect(said(developed, 'install')).toEqual([])
  })
  it('keeps programs in the folder that it names for them', () => {
    const moved = contributionOf(php, {
      'composer.json': json({ ...LIBRARY, config: { 'bin-dir': 'bin' } }),
      'phpunit.xml': '<phpunit/>',
    })
    expect(said(moved, 'test')).toEqual(['bin/phpunit'])
  })
})

describe('scripts of composer.json', () => {
  const scripts = (table: object, files = {}) =>
    contributionOf(php, { 'composer.json': json({ ...LIBRARY, scripts: table }), ...files })

  it('are told by what they call, events and what only prints are not told', () => {
    const found = scripts({
      'post-install-cmd': 'phpunit',
      hello: 'echo phpunit',
      verify: '@checks',
      checks: ['@php vendor/bin/phpstan analyse'],
      'fix-style': 'php-cs-fixer fix',
      'rector:apply': 'rector process',
    })
    expect(said(found, 'test')).toEqual([])
    expect(said(found, 'lint')).toEqual(['composer verify', 'composer checks', 'vendor/bin/pint --test'])
    expect(said(found, 'format')).toEqual(['composer fix-style', 'vendor/bin/pint'])
  })
  it('that need a file which is not there are not said', () => {
    expect(said(scripts({ dev: 'npm run dev' }), 'run')).toEqual([])
    expect(said(scripts({ dev: 'npm run dev' }, { 'package.json': '{}' }), 'run')).toEqual(['composer run dev'])
  })
  it('that call each other in a circle end', () => {
    expect(said(scripts({ test: ['@again'], again: ['@test', 'phpunit'] }), 'test')).toContain('composer test')
  })
  it('named as a command of Composer are run by name', () => {
    expect(said(scripts({ validate: 'phpstan analyse' }), 'lint')).toContain('composer run validate')
  })
})

describe('an application', () => {
  const laravel = {
    name: 'laravel/laravel',
    type: 'project',
    description: 'The skeleton application for the Laravel framework.',
    license: 'MIT',
    require: { 'laravel/framework': '^12.0' },
    'require-dev': { 'phpunit/phpunit': '^11.0', 'nunomaduro/collision': '^8.0' },
  }
  const files = {
    'composer.json': json(laravel),
    artisan: '',
    'public/index.php': '',
    'phpunit.xml': '',
    '.env.example': 'APP_KEY=\n',
    'database/migrations/1.php': '',
    'resources/views/emails/welcome.blade.php': '',
  }

  it('made from a skeleton is not the skeleton', () => {
    const found = contributionOf(php, files, 'harbour')
    expect(found.packages?.[0]).toMatchObject({ name: null, description: null, kinds: ['service'] })
    expect(said(found, 'install')).toEqual([])
    expect(said(found, 'setup')).toEqual(['composer install', 'php artisan key:generate', 'php artisan migrate'])
    expect(said(found, 'test')).toEqual(['php artisan test'])
  })
  it('that is the skeleton is created from', () => {
    const found = contributionOf(php, files, 'laravel')
    expect(said(found, 'install')).toEqual(['composer create-project laravel/laravel example-app'])
    expect(found.packages?.[0]?.kinds).toEqual(['template', 'service'])
  })
})

describe('several packages in one repository', () => {
  it('are those that the root replaces at its own version, and path repositories', () => {
    const found = contributionOf(php, {
      'composer.json': json({
        name: 'acme/framework',
        replace: { 'acme/cache': 'self.version', 'acme/polyfill': '*' },
        repositories: [{ type: 'path', url: 'modules/*' }],
      }),
      'src/Cache/composer.json': json({ name: 'acme/cache', require: { 'acme/log': '^1.0', 'psr/cache': '^3.0' } }),
      'src/Polyfill/composer.json': json({ name: 'acme/polyfill' }),
      'modules/log/composer.json': json({ name: 'acme/log' }),
      'vendor/other/composer.json': json({ name: 'acme/cache' }),
    })
    expect(found.packages?.[0]?.members).toEqual(['modules/log', 'src/Cache'])
    expect(dependencies(found, 'runtime')).toEqual(['psr/cache@^3.0'])
  })
})

describe('an extension of another program', () => {
  it('is told by the head of its main file, not by one that only names the field', () => {
    const found = contributionOf(php, {
      'helper.php': '<?php\n$field = "Plugin Name";\n',
      'tides.php': '<?php\n/**\n * Plugin Name: Tides\n * Requires PHP: 8.0\n * License: GPL v3 or later\n */\n',
    })
    expect(found.packages?.[0]).toMatchObject({
      name: { value: 'Tides' },
      license: { value: 'GPL-3.0-or-later' },
      kinds: ['plugin'],
    })
    expect(found.runtimes).toMatchObject([{ name: 'php', constraint: '>=8.0' }])
  })
  it('of Drupal is told by its info file', () => {
    const found = contributionOf(php, {
      'tides.info.yml': 'name: Tides\ntype: module\ncore_version_requirement: ^10\n',
    })
    expect(found.frameworks).toMatchObject([{ name: 'Drupal' }])
  })
})
