import { describe, expect, test } from 'vitest'
import type { Ecosystem } from '../../../../src/analysis/ecosystem'
import { java } from '../../../../src/analysis/manifests/java'
import { javascript } from '../../../../src/analysis/manifests/javascript'
import { python } from '../../../../src/analysis/manifests/python'
import { startScript } from '../../../../src/analysis/start-script'
import type { Files } from '../../snapshot'
import { contributionOf, dependencies, said } from './contribution'

const run = (ecosystem: Ecosystem, files: Files) => said(contributionOf(ecosystem, files), 'run')
const json = (value: unknown) => JSON.stringify(value)

describe('a package without a script for its start', () => {
  const program = { name: 'x', private: true }

  test('is run as the file it starts at', () => {
    expect(run(javascript, { 'package.json': json(program), 'index.js': 'require("http")\n' })).toEqual([
      'node index.js',
    ])
    expect(
      run(javascript, { 'package.json': json({ ...program, main: './lib/start.mjs' }), 'lib/start.mjs': 'go()\n' }),
    ).toEqual(['node lib/start.mjs'])
    const files = { 'package.json': json(program), 'bun.lock': '{}', 'index.ts': 'export default { fetch }\n' }
    expect(run(javascript, files)).toEqual(['bun index.ts'])
  })

  test.each([
    ['gives something to others', { 'index.js': 'module.exports = 1\n' }],
    ['is written for browsers', { 'index.js': 'document.title\n' }],
    ['needs a compiler that Node lacks', { 'index.ts': 'go()\n' }],
    ['has a page', { 'index.js': 'go()\n', 'index.html': '' }],
    ['stands beside another language', { 'index.js': 'go()\n', 'go.mod': 'module x\n' }],
  ])('is not, when it %s', (_, files) => {
    expect(run(javascript, { 'package.json': json(program), ...files })).toEqual([])
  })

  test('is not, when it is published or has a script', () => {
    const files = { 'index.js': 'go()\n' }
    expect(
      run(javascript, { 'package.json': json({ name: 'x', version: '1.0.0', files: ['index.js'] }), ...files }),
    ).toEqual([])
    expect(
      run(javascript, { 'package.json': json({ ...program, scripts: { start: 'node index.js' } }), ...files }),
    ).toEqual(['npm start'])
  })
})

describe('a workspace of Nx without scripts at its root', () => {
  const files = (scripts: Record<string, string>) => ({
    'package.json': json({ private: true, workspaces: ['apps/*'], scripts, devDependencies: { nx: '1', next: '1' } }),
    'nx.json': json({
      plugins: [{ plugin: '@nx/next/plugin', options: { devTargetName: 'develop' } }, '@nx/jest/plugin'],
    }),
    'apps/web/package.json': json({ name: '@acme/web', private: true, dependencies: { next: '1' } }),
    'apps/web/next.config.js': '',
    'apps/api/package.json': json({ name: '@acme/api', private: true, dependencies: { express: '1' } }),
    'apps/api/project.json': json({ name: 'api', targets: { serve: {}, lint: {} } }),
  })
  test('is built and started by its targets, those of plugins under the names that they are given', () => {
    const all = contributionOf(javascript, files({}))
    expect(said(all, 'build')).toEqual(['npx nx run-many -t build'])
    expect(said(all, 'lint')).toEqual(['npx nx run-many -t lint'])
    expect(said(all, 'test')).toEqual([])
    expect(said(all, 'run')).toEqual(['npx nx serve api', 'npx nx start @acme/web'])
  })
  test('with scripts, by these', () => {
    expect(said(contributionOf(javascript, files({ build: 'nx build web' })), 'build')).toEqual(['npm run build'])
  })
})

describe('a program of Deno', () => {
  test('is run as it stands, beside a task that only watches', () => {
    const files = { 'deno.json': json({ tasks: { dev: 'deno run --watch main.ts' } }), 'main.ts': '' }
    expect(run(javascript, files)).toEqual(['deno task dev', 'deno run -A main.ts'])
  })
  test('is started by its task where there is one, and a library is not started', () => {
    expect(run(javascript, { 'deno.json': json({ tasks: { start: 'deno run main.ts' } }), 'main.ts': '' })).toEqual([
      'deno task start',
    ])
    const published = { name: '@acme/x', version: '1.0.0', exports: './main.ts' }
    expect(run(javascript, { 'deno.json': json(published), 'main.ts': '' })).toEqual([])
  })
  test('of a workspace is started in its folder, its tests are not', () => {
    const files = {
      'deno.json': json({ workspace: ['./www', './tests'] }),
      'www/deno.json': json({ tasks: { dev: 'deno run main.ts' } }),
      'www/main.ts': '',
      'tests/deno.json': json({ tasks: { start: 'deno run main.ts' } }),
      'tests/main.ts': '',
    }
    expect(run(javascript, files)).toEqual(['www: deno task dev'])
  })
})

describe('a jar that starts by itself', () => {
  const pom = (plugin: string, more = '') =>
    `<project><groupId>a</groupId><artifactId>horn</artifactId><version>1.2</version>${more}<build><plugins>${plugin}</plugins></build></project>`
  const manifest = '<archive><manifest><mainClass>a.App</mainClass></manifest></archive>'
  const jar = `<plugin><artifactId>maven-jar-plugin</artifactId><configuration>${manifest}</configuration></plugin>`
  const needed =
    '<dependencies><dependency><groupId>b</groupId><artifactId>c</artifactId><version>1</version></dependency></dependencies>'
  const assembly = (more: string) =>
    `<plugin><artifactId>maven-assembly-plugin</artifactId><configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs>${manifest}${more}</configuration></plugin>`

  test('is a plain one only without dependencies', () => {
    expect(run(java, { 'pom.xml': pom(jar) })).toEqual(['java -jar target/horn-1.2.jar'])
    expect(run(java, { 'pom.xml': pom(jar, needed) })).toEqual([])
  })
  test('is an assembly, under the name that it gets', () => {
    expect(run(java, { 'pom.xml': pom(assembly(''), needed) })).toEqual([
      'java -jar target/horn-1.2-jar-with-dependencies.jar',
    ])
    expect(run(java, { 'pom.xml': pom(assembly('<appendAssemblyId>false</appendAssemblyId>'), needed) })).toEqual([
      'java -jar target/horn-1.2.jar',
    ])
  })
  test('is not told of where its name is open, or the framework starts it', () => {
    expect(run(java, { 'pom.xml': pom(jar).replace('1.2', '${revision}') })).toEqual([])
    const boot =
      '<plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin>'
    expect(run(java, { 'pom.xml': pom(`${jar}${boot}`) })).toEqual(['mvn spring-boot:run'])
  })
  test('a module that needs its siblings is installed with them first', () => {
    const module = (name: string, rest: string) =>
      `<project><parent><groupId>a</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>${name}</artifactId>${rest}</project>`
    const boot = '<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>'
    const files = {
      'pom.xml':
        '<project><groupId>a</groupId><artifactId>p</artifactId><version>1</version><packaging>pom</packaging><modules><module>core</module><module>web</module></modules></project>',
      'core/pom.xml': module('core', ''),
      'web/pom.xml': module(
        'web',
        `<dependencies><dependency><groupId>a</groupId><artifactId>core</artifactId><version>1</version></dependency></dependencies>${boot}`,
      ),
    }
    expect(run(java, files)).toEqual(['mvn install -DskipTests && mvn -pl web spring-boot:run'])
  })
})

describe('environments of conda and pixi', () => {
  test("packages are conda's, but for those that pip brings", () => {
    const environment =
      'dependencies:\n  - python=3.11\n  - numpy=1.26\n  - scipy=1.11.4=py311h\n  - pip:\n      - rich==13.0\n'
    const all = contributionOf(python, { 'environment.yml': environment })
    expect(all.dependencies?.map(({ purl }) => purl)).toEqual([
      'pkg:conda/numpy',
      'pkg:conda/scipy@1.11.4',
      'pkg:pypi/rich@13.0',
    ])
    expect(all.runtimes).toMatchObject([{ name: 'python', constraint: '3.11' }])
  })
  test("features serve development, and their tasks are the project's", () => {
    const pixi =
      '[workspace]\nname = "x"\n[dependencies]\npython = "*"\n[feature.t.dependencies]\npytest = "*"\n[feature.t.tasks]\ntest = "pytest"\n'
    const all = contributionOf(python, { 'pixi.toml': pixi, 'tests/test_a.py': 'def test_a(): pass\n' })
    expect(dependencies(all, 'dev')).toEqual(['pytest'])
    expect(said(all, 'test')).toEqual(['pixi run test'])
  })
})

describe('a start of Python', () => {
  test('that only refuses is none', () => {
    const files = (main: string) => ({ 'requirements.txt': 'python-fasthtml\nuvicorn\n', 'main.py': main })
    const refusing = 'app = FastHTML()\nif __name__ == "__main__": sys.exit("Run uvicorn")\n'
    expect(run(python, files(refusing))).toEqual(['uvicorn main:app --reload'])
    expect(run(python, { 'main.py': 'if __name__ == "__main__":\n    sys.exit("no")\n' })).toEqual([])
    expect(run(python, { 'main.py': 'if __name__ == "__main__":\n    sys.exit(main())\n' })).toEqual(['python main.py'])
  })
})

describe('a script that starts the project', () => {
  const start = (files: Files) => said(contributionOf(startScript, files), 'run')
  test('is called by the shell that it asks for', () => {
    expect(start({ 'start.sh': 'echo 1\n' })).toEqual(['sh start.sh'])
    expect(start({ 'run.sh': '#!/usr/bin/env bash\n' })).toEqual(['bash run.sh'])
  })
  test('stands behind the web process of a Procfile, unless that needs its platform', () => {
    expect(start({ Procfile: 'release: x\nweb: ruby app.rb\n', 'start.sh': '' })).toEqual(['ruby app.rb'])
    expect(start({ Procfile: 'web: puma -p $PORT\n' })).toEqual([])
  })
  test('is not, when an image starts with it', () => {
    expect(start({ 'start.sh': 'echo 1\n', Dockerfile: 'FROM a\nCMD ["./start.sh"]\n' })).toEqual([])
    expect(start({ 'scripts/start.sh': 'echo 1\n' })).toEqual([])
  })
})
