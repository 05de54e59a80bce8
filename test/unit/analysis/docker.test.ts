import { describe, expect, test } from 'vitest'
import { docker } from '../../../src/analysis/docker'
import { parseDockerfile } from '../../../src/analysis/dockerfile'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const detect = (files: Files, name = 'Kettle') =>
  docker.detect(openProject(snapshotOf(files, docker.wants), name).project)
const commands = (files: Files, name?: string) =>
  (detect(files, name).commands ?? []).map(({ group, command, cwd }) => `${group} ${cwd} ${command}`)

describe('a Dockerfile', () => {
  test('stages, images and ports are read, arguments resolved', () => {
    const image = parseDockerfile(
      [
        '# syntax=docker/dockerfile:1',
        'ARG NODE=22',
        'FROM --platform=$BUILDPLATFORM node:${NODE}-slim@sha256:0123abcd AS build',
        'COPY . .',
        'RUN apt-get update \\',
        '  # a comment',
        '  && npm ci',
        'RUN <<EOF',
        'FROM nothing',
        'EOF',
        'FROM nginx:${NGINX:-1.27}',
        'COPY --from=build /app/dist /usr/share/nginx/html',
        'COPY --from=ghcr.io/acme/tool:1 /tool /bin/',
        'ENV PORT=8080',
        'EXPOSE $PORT 443/tcp 53/udp nonsense',
      ].join('\n'),
    )
    expect(image.baseImages).toEqual(['node:22-slim', 'nginx:1.27', 'ghcr.io/acme/tool:1'])
    expect(image.stages.map(({ name }) => name)).toEqual(['build', null])
    expect(image.ports).toEqual([8080, 443, 53])
    expect(image.copied).toEqual(['.'])
  })

  test('an image that builds from the tree is built', () => {
    expect(
      commands({ Dockerfile: 'FROM node:22\nCOPY package*.json src ./\n', 'package.json': '{}', 'src/a.js': '' }),
    ).toEqual(['build . docker build -t kettle .'])
  })

  test('an image that copies a prebuilt binary is never built', () => {
    expect(commands({ Dockerfile: 'FROM scratch\nCOPY glow /usr/bin/glow\n' })).toEqual([])
    expect(commands({ Dockerfile: 'FROM scratch\nCOPY dist/*.tar.gz /\n' })).toEqual([])
  })

  test('a base without a value, a workshop and the dev container are never built', () => {
    expect(commands({ Dockerfile: 'ARG BASE\nFROM ${BASE}\n' })).toEqual([])
    expect(commands({ Dockerfile: 'FROM ubuntu\nENTRYPOINT ["/bin/bash"]\n' })).toEqual([])
    expect(commands({ '.devcontainer/Dockerfile': 'FROM ubuntu\n' })).toEqual([])
  })

  test('the context is the root where the files stand there', () => {
    expect(commands({ 'docker/Dockerfile': 'FROM a\nCOPY src /src\n', 'src/a': '' })).toEqual([
      'build . docker build -t kettle -f docker/Dockerfile .',
    ])
    expect(commands({ 'server/Dockerfile': 'FROM a\nCOPY main.go .\n', 'server/main.go': '' })).toEqual([
      'build server docker build -t server .',
    ])
  })

  test('the dev container stands after the own image, fixtures are none', () => {
    const found = detect({
      '.devcontainer/Dockerfile': 'FROM a\n',
      Dockerfile: 'FROM b\n',
      'test/fixtures/Dockerfile': 'FROM c\n',
      'node_modules/x/Dockerfile': 'FROM d\n',
    })
    expect(found.docker?.dockerfiles.map(({ path }) => path)).toEqual(['Dockerfile', '.devcontainer/Dockerfile'])
  })
})

describe('a compose file', () => {
  const app =
    'services:\n  app:\n    build: .\n    ports:\n      - "8000:8000"\n      - target: 80\n        published: 3000\n    env_file: .env\n  db:\n    image: postgres:${PG:-17}\n'

  test('services, images, contexts and ports are read', () => {
    expect(detect({ 'compose.yaml': app }).docker?.compose[0]?.services).toEqual([
      { name: 'app', build: '.', ports: ['8000:8000', '3000:80'] },
      { name: 'db', image: 'postgres:17', ports: [] },
    ])
  })

  test('it runs the application only where all it takes stands in the tree', () => {
    expect(commands({ 'compose.yaml': app, Dockerfile: 'FROM a\n', '.env': '' })).toContain('run . docker compose up')
    expect(commands({ 'compose.yaml': app, '.env': '' })).toEqual([])
    expect(commands({ 'compose.yaml': app, Dockerfile: 'FROM a\n' }).join()).not.toContain('compose')
  })

  test('a mounted file that is missing stops it, a folder does not', () => {
    const mounting = (mount: string) => ({
      'compose.yml': `services:\n  web:\n    build: .\n    volumes:\n      - ${mount}\n`,
      Dockerfile: 'FROM a\n',
    })
    expect(commands(mounting('./conf.d:/etc/conf.d')).join()).toContain('compose up')
    expect(commands(mounting('./gcloud.json:/gcloud.json')).join()).not.toContain('compose up')
    expect(commands(mounting('$' + '{PWD}/gcloud.json:/gcloud.json')).join()).not.toContain('compose up')
  })

  test('one that starts only databases is a step of the setup where the settings point to them, else nothing', () => {
    const files = { 'docker-compose.yml': 'services:\n  db:\n    image: postgres\n    ports: ["5433:5432"]\n' }
    expect(commands({ ...files, '.env.example': 'DATABASE_URL=postgres://me@localhost:5433/x\n' })).toEqual([
      'setup . docker compose up -d',
    ])
    expect(commands(files)).toEqual([])
    expect(commands({ ...files, '.env.example': 'DATABASE_URL=sqlite:///x\n' })).toEqual([])
    const profile = 'spring.datasource.url=jdbc:postgresql://localhost:5433/x\n'
    expect(commands({ ...files, 'src/main/resources/application-pg.properties': profile })).toEqual([])
  })

  test('an image that adds settings to another server is not built and is not the application', () => {
    const files = {
      'compose.yml': 'services:\n  grafana:\n    build: ./ops/grafana\n',
      'ops/grafana/Dockerfile': 'FROM grafana/grafana\nCOPY grafana.ini /etc/\n',
      'ops/grafana/grafana.ini': '',
    }
    expect(commands(files)).toEqual([])
  })

  test('a settings file that is copied from its example does not stop it', () => {
    const files = { 'compose.yml': app, Dockerfile: 'FROM a\n', '.env.example': 'A=1\n' }
    expect(commands(files)).toContain('run . docker compose up')
    expect(commands(files)).toContain('build . docker compose build')
  })

  test('one for tests gives no command, a broken one no facts', () => {
    expect(commands({ 'tests/docker-compose.yml': 'services:\n  db:\n    image: postgres\n' })).toEqual([])
    expect(detect({ 'docker-compose.yml': 'services: [' })).toEqual({})
  })
})

describe('the folder an image is made from', () => {
  test('a Dockerfile whose steps go into its own folder from the root is built from there', () => {
    const files = {
      'src/Api/Dockerfile': 'FROM sdk\nCOPY . .\nWORKDIR /app/src/Api\nRUN dotnet build\n',
      'src/Api/a.cs': '',
    }
    expect(commands(files)).toEqual(['build . docker build -t api -f src/Api/Dockerfile .'])
  })

  test('so is one that compose builds from there', () => {
    const files = {
      'api/Dockerfile': 'FROM sdk\nCOPY . .\n',
      'api/a.cs': '',
      'docker-compose.yml': 'services:\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n',
    }
    expect(commands(files)).toContain('build . docker build -t api -f api/Dockerfile .')
    const workshop = { ...files, 'dev/docker/Dockerfile': 'FROM sdk\nCOPY . .\nRUN ls dev/docker\n' }
    expect(commands(workshop).filter((command) => command.includes('dev/docker'))).toEqual([])
  })
})
