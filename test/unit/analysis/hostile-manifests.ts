/** Manifests as people write them, one of each kind that is parsed as a whole; what a test changes in them is its own. */
export const PARSED: Readonly<Record<string, { format: 'JSON' | 'TOML' | 'YAML'; value: unknown }>> = {
  'package.json': {
    format: 'JSON',
    value: {
      name: 'acme',
      version: '1.2.3',
      description: 'A thing that does something.',
      license: 'MIT',
      private: false,
      type: 'module',
      main: './index.js',
      types: './index.d.ts',
      bin: { acme: './cli.js' },
      exports: { '.': { import: { types: './index.d.ts', default: './index.js' } } },
      files: ['index.js'],
      engines: { node: '>=20', npm: '10' },
      packageManager: 'pnpm@9.0.0',
      workspaces: { packages: ['packages/*'], catalog: { left: '1' } },
      scripts: { build: 'tsc', test: 'vitest', dev: 'vite' },
      dependencies: { express: '^4.0.0' },
      devDependencies: { vitest: '^3.0.0' },
      peerDependencies: { react: '18' },
      optionalDependencies: { fsevents: '2' },
      volta: { node: '20.0.0' },
      devEngines: { runtime: { name: 'node', version: '20' }, packageManager: [{ name: 'pnpm' }] },
      repository: { type: 'git', url: 'git+https://github.com/acme/acme.git' },
      author: { name: 'Acme' },
      keywords: ['cli'],
      contributes: { commands: [{ command: 'a', title: 'b' }] },
    },
  },
  'deno.json': {
    format: 'JSON',
    value: {
      name: '@acme/thing',
      version: '1.0.0',
      exports: { '.': './mod.ts' },
      tasks: { test: { command: 'deno test', description: 'x' }, dev: 'deno run main.ts' },
      imports: { hono: 'jsr:@hono/hono@4' },
      workspace: ['./packages/a'],
    },
  },
  'tsconfig.json': { format: 'JSON', value: { compilerOptions: { outDir: 'dist', rootDir: 'src' }, include: ['src'] } },
  'lerna.json': { format: 'JSON', value: { packages: ['packages/*'], npmClient: 'yarn', version: '1.0.0' } },
  'pnpm-workspace.yaml': {
    format: 'YAML',
    value: { packages: ['packages/*'], catalog: { react: '18' }, catalogs: { old: { react: '17' } } },
  },
  'pyproject.toml': {
    format: 'TOML',
    value: {
      project: {
        name: 'acme',
        version: '1.0',
        description: 'A thing that does something.',
        license: { text: 'MIT' },
        'requires-python': '>=3.9',
        dependencies: ['flask>=3'],
        'optional-dependencies': { dev: ['pytest'] },
        scripts: { acme: 'acme.cli:main' },
        classifiers: ['License :: OSI Approved :: MIT License'],
        'entry-points': { plugins: { a: 'b:c' } },
        dynamic: ['version'],
        urls: { home: 'https://example.org' },
      },
      'build-system': { requires: ['hatchling'], 'build-backend': 'hatchling.build' },
      'dependency-groups': { dev: ['ruff', { 'include-group': 'test' }] },
      tool: {
        poetry: {
          name: 'acme',
          dependencies: { python: '^3.9', a: { version: '1', optional: true } },
          packages: [{ include: 'acme' }],
        },
        uv: { workspace: { members: ['libs/*'], exclude: ['libs/x'] }, sources: { a: { workspace: true } } },
        pdm: { scripts: { test: { cmd: 'pytest' } } },
        hatch: {
          envs: { default: { scripts: { test: 'pytest' }, dependencies: ['a'] } },
          version: { path: 'acme/__init__.py' },
        },
        pytest: { ini_options: { testpaths: ['tests'] } },
        tox: { env_list: ['py'], env_run_base: { commands: [['pytest']] } },
        ruff: { format: { 'quote-style': 'single' } },
        mypy: { files: ['acme'] },
        poe: { tasks: { lint: { cmd: 'ruff', help: 'x' } } },
        taskipy: { tasks: { test: 'pytest' } },
      },
    },
  },
  Pipfile: {
    format: 'TOML',
    value: {
      packages: { flask: '*' },
      'dev-packages': { pytest: { version: '8' } },
      requires: { python_version: '3.9' },
      scripts: { test: 'pytest' },
    },
  },
  'environment.yml': {
    format: 'YAML',
    value: { name: 'acme', channels: ['conda-forge'], dependencies: ['python=3.9', { pip: ['flask'] }] },
  },
  '.pre-commit-config.yaml': { format: 'YAML', value: { repos: [{ repo: 'x', rev: '1', hooks: [{ id: 'ruff' }] }] } },
  'Cargo.toml': {
    format: 'TOML',
    value: {
      package: {
        name: 'acme',
        version: '1.0.0',
        edition: '2021',
        license: 'MIT',
        description: 'A thing.',
        'rust-version': '1.70',
        publish: ['x'],
        'default-run': 'acme',
      },
      lib: { name: 'acme', path: 'src/lib.rs', 'crate-type': ['cdylib'] },
      bin: [{ name: 'acme', path: 'src/main.rs', 'required-features': ['cli'] }],
      dependencies: { serde: { version: '1', optional: true, workspace: false }, clap: '4' },
      'dev-dependencies': { proptest: '1' },
      'build-dependencies': { cc: '1' },
      target: { 'cfg(unix)': { dependencies: { libc: '0.2' } } },
      features: { default: ['cli'] },
      workspace: { members: ['crates/*'], exclude: ['x'], package: { version: '1.0.0' }, dependencies: { serde: '1' } },
    },
  },
  'rust-toolchain.toml': { format: 'TOML', value: { toolchain: { channel: '1.70', components: ['clippy'] } } },
  '.cargo/config.toml': { format: 'TOML', value: { alias: { xtask: 'run -p xtask', t: ['test'] } } },
  'gradle/libs.versions.toml': {
    format: 'TOML',
    value: {
      versions: { kotlin: '2.0', java: { strictly: '17' } },
      libraries: { gson: { module: 'com.google:gson', version: { ref: 'kotlin' } }, other: 'a:b:1' },
      plugins: { kotlin: { id: 'org.jetbrains.kotlin.jvm', version: { ref: 'kotlin' } } },
      bundles: { all: ['gson'] },
    },
  },
  'mise.toml': {
    format: 'TOML',
    value: {
      tools: { node: '20', python: ['3.9'], go: { version: '1.22' } },
      tasks: { test: { run: ['vitest'], description: 'x', hide: false } },
    },
  },
  'Taskfile.yml': {
    format: 'YAML',
    value: {
      version: '3',
      tasks: { test: { cmds: ['go test ./...', { task: 'x' }], desc: 'Test', internal: false }, build: 'go build' },
    },
  },
  'docker-compose.yml': {
    format: 'YAML',
    value: {
      services: {
        web: {
          build: { context: '.', dockerfile: 'Dockerfile' },
          ports: ['80:80', { target: 8080, published: '8081' }],
          environment: { KEY: 'a' },
          depends_on: { db: { condition: 'x' } },
          env_file: ['.env'],
          profiles: ['x'],
        },
        db: { image: 'postgres:16', environment: ['POSTGRES_PASSWORD=x'], volumes: ['data:/var'] },
      },
    },
  },
  '.github/workflows/ci.yml': {
    format: 'YAML',
    value: {
      name: 'CI',
      on: { push: { branches: ['main'] } },
      defaults: { run: { 'working-directory': '.' } },
      jobs: {
        test: {
          'runs-on': 'ubuntu-latest',
          strategy: { matrix: { 'python-version': ['3.9', '3.12'], 'node-version': [20] } },
          steps: [
            { uses: 'actions/setup-node@v4', with: { 'node-version': '20' } },
            { run: 'npm test', 'working-directory': 'x' },
          ],
        },
      },
    },
  },
  '.goreleaser.yml': {
    format: 'YAML',
    value: {
      project_name: 'acme',
      builds: [{ main: './cmd/acme', binary: 'acme', ldflags: ['-s'] }],
      brews: [{ repository: { owner: 'acme', name: 'homebrew-tap' } }],
    },
  },
}

/** Files that are read line by line. */
export const LINES: Readonly<Record<string, string>> = {
  'go.mod':
    'module example.org/acme\n\ngo 1.22\n\ntoolchain go1.22.1\n\nrequire (\n\tgithub.com/a/b v1.0.0\n\tgithub.com/c/d v1.0.0 // indirect\n)\nreplace github.com/a/b => ../b\n',
  'go.work': 'go 1.22\nuse (\n\t./a\n\t./b\n)\n',
  'pom.xml':
    '<project>\n<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.0.0</version></parent>\n<groupId>org.acme</groupId>\n<artifactId>acme</artifactId>\n<version>${revision}</version>\n<properties><revision>1.0</revision><java.version>17</java.version></properties>\n<modules><module>a</module></modules>\n<dependencies>\n<dependency><groupId>a</groupId><artifactId>b</artifactId><version>${revision}</version><scope>test</scope></dependency>\n</dependencies>\n<build><plugins><plugin><artifactId>maven-shade-plugin</artifactId></plugin></plugins></build>\n<licenses><license><name>MIT</name></license></licenses>\n</project>\n',
  'build.gradle':
    "plugins {\n  id 'java'\n  id 'application'\n  id 'org.springframework.boot' version '3.0.0'\n}\ngroup = 'org.acme'\nversion = '1.0'\njava { toolchain { languageVersion = JavaLanguageVersion.of(17) } }\napplication { mainClass = 'org.acme.Main' }\ndependencies {\n  implementation 'a:b:1.0'\n  testImplementation(\"a:c:${version}\")\n}\nproject(':core') {\n  apply plugin: 'java'\n}\n",
  'settings.gradle': "rootProject.name = 'acme'\ninclude ':core', ':app'\n",
  Makefile:
    '.PHONY: test build\nGO ?= go\n\ntest: build ## Run the tests\n\t$(GO) test ./...\n\nbuild:\n\t$(GO) build \\\n\t  ./cmd/acme\n',
  justfile: 'set shell := ["bash"]\n# Run the tests\ntest *args: build\n  cargo test {{args}}\nbuild:\n  cargo build\n',
  Dockerfile:
    '# syntax=docker/dockerfile:1\nARG VERSION=20\nFROM node:${VERSION}-slim AS build\nENV A=b C="d e"\nCOPY --from=build /a /b\nCOPY . .\nRUN <<EOF\nnpm ci\nEOF\nEXPOSE 80 443/tcp\nFROM build\nCMD ["node", "index.js"]\n',
  'setup.py':
    "from setuptools import setup\nNAME = 'acme'\nsetup(\n    name=NAME,\n    version='1.0',\n    install_requires=['flask>=3', 'a'],\n    extras_require={'dev': ['pytest']},\n    entry_points={'console_scripts': ['acme=acme.cli:main']},\n    classifiers=['a', 'b'],\n)\n",
  'setup.cfg':
    '[metadata]\nname = acme\nversion = attr: acme.__version__\n[options]\npackages = find:\ninstall_requires =\n    flask\n    a>1\n[options.entry_points]\nconsole_scripts =\n    acme = acme.cli:main\n[tool:pytest]\ntestpaths = tests\n',
  'requirements.txt':
    '-r other.txt\n--index-url https://example.org\nflask[async]>=3 ; python_version > "3.8"\n-e .\ngit+https://example.org/a#egg=b\na==1 \\\n  --hash=sha256:0\n',
  'tox.ini':
    '[tox]\nenvlist = py39, lint\n[testenv]\ndeps = pytest\ncommands =\n    pytest {posargs}\n[testenv:lint]\ncommands = ruff check\n',
  '.env.example':
    '# The address of the database\nDATABASE_URL=postgres://localhost/acme # here\nexport SECRET_KEY="x y"\nPORT=80\n',
  '.tool-versions': 'nodejs 20.0.0 18.0.0\npython 3.9\n',
  'index.js':
    "import a from 'a'\nexport const thing = process.env.ACME_KEY ?? 'x'\nexport { b as c } from './b.js'\nexport * from './d.js'\nexport default function acme() {}\nmodule.exports = { e }\n",
  'README.md':
    '# Acme\n\n> A tagline.\n\nAcme is a thing that does something.\n\n## Install\n\n```sh\nnpm install acme\n```\n\n## License\n\n[MIT](LICENSE)\n',
  'README.rst':
    'Acme\n====\n\nAcme is a *thing* that `does <https://example.org>`_ something.\n\nInstall\n-------\n\n.. code-block:: sh\n\n   pip install acme\n',
  LICENSE:
    'MIT License\n\nCopyright (c) 2024 Acme\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n',
  '.gitattributes': '*.js linguist-vendored\n*.py linguist-language=Rust -text\n[attr]a b\n',
}
