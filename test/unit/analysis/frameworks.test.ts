import { describe, expect, it } from 'vitest'
import { detectFrameworks } from '../../../src/analysis/frameworks'
import { CONFIG_FILES } from '../../../src/analysis/frameworks/config-files'
import { allTechnologies, technologiesOf } from '../../../src/analysis/frameworks/match'
import { CATEGORIES } from '../../../src/analysis/frameworks/technologies'
import { javascript } from '../../../src/analysis/manifests/javascript'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const names = (ecosystem: string, name: string) => technologiesOf(ecosystem, name).map((t) => t.name)
function frameworks(files: Files) {
  const { project } = openProject(snapshotOf(files), 'x')
  return detectFrameworks(project, javascript.detect(project).dependencies ?? [])
}
const json = (value: unknown) => JSON.stringify(value, null, 2)

describe('the table of technologies', () => {
  it('knows at least 700, each in a category that exists', () => {
    expect(allTechnologies().size).toBeGreaterThanOrEqual(700)
    expect(CONFIG_FILES.filter(({ category }) => !CATEGORIES.includes(category))).toEqual([])
  })
  it.each([
    ['npm', 'next', 'Next.js'],
    ['npm', '@radix-ui/react-dialog', 'Radix UI'],
    ['pypi', 'Django_Ninja', 'Django Ninja'],
    ['golang', 'github.com/labstack/echo/v4', 'Echo'],
    ['golang', 'go.opentelemetry.io/otel/sdk', 'OpenTelemetry'],
    ['cargo', 'axum', 'Axum'],
    ['maven', 'org.springframework.boot:spring-boot-starter-data-jpa', 'Spring Data JPA'],
    ['composer', 'laravel/framework', 'Laravel'],
    ['gem', 'rails', 'Ruby on Rails'],
    ['hex', 'phoenix_live_view', 'Phoenix LiveView'],
    ['pub', 'flutter', 'Flutter'],
    ['nuget', 'microsoft.entityframeworkcore', 'Entity Framework Core'],
  ])('%s package %s proves %s', (ecosystem, name, technology) => {
    expect(names(ecosystem, name)).toContain(technology)
  })
  it('a name that only resembles a package proves nothing', () => {
    expect(names('npm', 'eslint-config-react-app')).toEqual([])
    expect(names('npm', '@types/jest')).toEqual([])
    expect(names('npm', 'constructor')).toEqual([])
    expect(names('golang', 'github.com/labstack/echo-contrib')).toEqual([])
    expect(names('unheard', 'next')).toEqual([])
  })
})

describe('what a project is built with', () => {
  it('settings of a tool that is no longer required prove nothing', () => {
    const required = (...names: string[]) => {
      const { project } = openProject(snapshotOf({ 'composer.json': '{}', 'psalm.xml': '<psalm/>' }), 'x')
      const dependencies = names.map((name) => ({
        name,
        scope: 'dev' as const,
        manifest: 'composer.json',
        purl: `pkg:composer/${name}`,
        sources: [{ path: 'composer.json' }],
      }))
      return detectFrameworks(project, dependencies).map((one) => one.name)
    }
    expect(required('phpunit/phpunit')).not.toContain('Psalm')
    expect(required('phpunit/phpunit', 'vimeo/psalm')).toContain('Psalm')
    expect(required('phpunit/phpunit', 'bamarni/composer-bin-plugin')).toContain('Psalm')
    expect(required()).toContain('Psalm')
  })
  it('a framework that a published library only tests with is not one', () => {
    const manifest = {
      name: 'x',
      version: '1.0.0',
      exports: './i.js',
      devDependencies: { express: '5', react: '19', mocha: '11' },
    }
    expect(frameworks({ 'package.json': json(manifest), 'i.js': '' }).map((f) => f.name)).toEqual(['Mocha'])
  })
  it('a peer dependency is one, an optional peer is not', () => {
    const manifest = {
      name: 'x',
      version: '1.0.0',
      exports: './i.js',
      peerDependencies: { react: '>=18', sass: '*' },
      peerDependenciesMeta: { sass: { optional: true } },
    }
    expect(frameworks({ 'package.json': json(manifest), 'i.js': '' }).map((f) => f.name)).toEqual(['React'])
  })
  it("an application's development dependencies are, products before tools", () => {
    const manifest = { name: 'x', private: true, devDependencies: { vite: '7.1.0', svelte: '^5.0.0' } }
    expect(frameworks({ 'package.json': json(manifest) })).toEqual([
      { name: 'Svelte', category: 'ui', version: '^5.0.0', cwd: '.', sources: [{ path: 'package.json', line: 6 }] },
      { name: 'Vite', category: 'build', version: '7.1.0', cwd: '.', sources: [{ path: 'package.json', line: 5 }] },
    ])
  })
  it('what only an example depends on is not said', () => {
    const files = {
      'package.json': json({ private: true, workspaces: ['packages/*', 'examples/*'] }),
      'packages/a/package.json': json({ name: 'a', private: true, dependencies: { react: '19.0.0' } }),
      'examples/n/package.json': json({ name: 'n', private: true, dependencies: { next: '15.0.0' } }),
      'examples/n/next.config.js': '',
    }
    expect(frameworks(files).map((f) => [f.name, f.cwd])).toEqual([['React', 'packages/a']])
  })
  it('one name is said once, at its shallowest folder, with every manifest as a source', () => {
    const files = {
      'package.json': json({ private: true, workspaces: ['packages/*'], dependencies: { react: '19.0.0' } }),
      'packages/a/package.json': json({ name: 'a', private: true, dependencies: { react: '18.0.0' } }),
    }
    expect(frameworks(files)).toMatchObject([
      {
        name: 'React',
        version: '19.0.0',
        cwd: '.',
        sources: [{ path: 'package.json' }, { path: 'packages/a/package.json' }],
      },
    ])
  })
  it('TypeScript is said only where sources are written in it', () => {
    const manifest = json({ name: 'x', private: true, devDependencies: { typescript: '5.0.0' } })
    expect(frameworks({ 'package.json': manifest, 'index.js': '', 'index.d.ts': '', 'test-d/a.ts': '' })).toEqual([])
    expect(frameworks({ 'package.json': manifest, 'src/index.ts': '' }).map((f) => f.name)).toEqual(['TypeScript'])
  })
  it('a configuration file proves its tool at the root, not in a folder that nothing claims', () => {
    expect(
      frameworks({ '.goreleaser.yml': '', 'templates/app/next.config.js': '', 'some/where/vite.config.ts': '' }).map(
        (f) => f.name,
      ),
    ).toEqual(['GoReleaser'])
  })
})
