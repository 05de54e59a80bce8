import { describe, expect, it } from 'vitest'
import { python } from '../../../../src/analysis/manifests/python'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const LIBRARY = {
  'pyproject.toml': `[project]
name = "weather-parser"
description = "Parses weather reports."
dynamic = ["version"]
license = "MIT"
requires-python = ">=3.10"
classifiers = ["Development Status :: 4 - Beta", "Intended Audience :: Developers"]
dependencies = [
  "httpx>=0.27,<1",
  "tzdata; sys_platform == 'win32'",
]

[project.optional-dependencies]
fast = ["orjson"]

[dependency-groups]
dev = ["pytest>=8", {include-group = "lint"}]
lint = ["ruff==0.6.1"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.version]
path = "src/weather_parser/__about__.py"

[tool.pytest.ini_options]
testpaths = ["tests"]

[tool.ruff]
line-length = 100
`,
  'uv.lock': 'version = 1\n',
  'README.md': '# weather-parser\n\n    pip install weather-parser\n',
  'src/weather_parser/__init__.py':
    'from .core import Report, parse\nfrom .core import _private\n\n__all__ = [\n    "Report",\n    "parse",\n]\n',
  'src/weather_parser/__about__.py': '__version__ = "2.1.0"\n',
  'src/weather_parser/core.py': '',
  'tests/test_parse.py': 'def test_parse(): ...\n',
  'examples/demo/pyproject.toml': '[project]\nname = "demo"\ndependencies = ["flask"]\n',
  'docs/requirements.txt': 'sphinx\n',
}

describe('a library kept with uv', () => {
  const found = contributionOf(python, LIBRARY)

  it('is described by its manifest, and its dynamic version by the file that holds it', () => {
    const [only, ...rest] = found.packages ?? []
    expect(rest).toEqual([])
    expect(only).toMatchObject({ ecosystem: 'pypi', private: false, kinds: ['library'] })
    expect(only?.name).toEqual({ value: 'weather-parser', sources: [{ path: 'pyproject.toml', line: 2 }] })
    expect(only?.version).toEqual({ value: '2.1.0', sources: [{ path: 'src/weather_parser/__about__.py', line: 1 }] })
  })

  it('has the commands of uv, and none of a tool that is absent', () => {
    expect(found.package_managers).toMatchObject([{ name: 'uv', lockfile: 'uv.lock' }])
    expect(said(found, 'install')).toEqual(['pip install weather-parser', 'uv add weather-parser'])
    expect(said(found, 'setup')).toEqual(['uv sync'])
    expect(said(found, 'test')).toEqual(['uv run pytest'])
    expect(said(found, 'lint')).toEqual(['uv run ruff check .'])
    expect(said(found, 'run')).toEqual([])
  })

  it('names direct dependencies with their scopes and lines, and none of examples or documentation', () => {
    expect(dependencies(found, 'runtime')).toEqual(['httpx@>=0.27,<1', 'tzdata'])
    expect(dependencies(found, 'optional')).toEqual(['orjson'])
    expect(dependencies(found, 'dev')).toEqual(['pytest@>=8', 'ruff@==0.6.1'])
    expect(found.dependencies?.[0]?.sources).toEqual([{ path: 'pyproject.toml', line: 9 }])
    expect(found.dependencies?.find(({ name }) => name === 'ruff')?.purl).toBe('pkg:pypi/ruff@0.6.1')
  })

  it('exports what __all__ lists, each with its line', () => {
    expect(found.surface?.exports?.map(({ name, sources }) => [name, sources[0]?.line])).toEqual([
      ['Report', 5],
      ['parse', 6],
    ])
  })

  it('says nothing without a source', () => {
    expect(sourcesOf(found)).not.toContain('')
  })
})

describe('a Django site with requirements', () => {
  const found = contributionOf(python, {
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    'shop/wsgi.py': 'application = get_wsgi_application()\n',
    'shop/urls.py': '',
    'requirements.txt': '-r requirements/production.txt\n',
    'requirements/base.txt': 'Django>=5,<6\n',
    'requirements/production.txt': '-r base.txt\ngunicorn==22.0.0 --hash=sha256:aa\n',
    'requirements/development.txt': '-r base.txt\nfactory-boy  # fixtures\n',
    '.python-version': '3.12\n',
  })

  it('is set up from the development file, not from the one for production', () => {
    expect(said(found, 'setup')).toEqual(['pip install -r requirements/development.txt', 'python manage.py migrate'])
  })

  it('runs and tests through manage.py, and is never installed from PyPI', () => {
    expect(said(found, 'run')).toEqual(['python manage.py runserver'])
    expect(said(found, 'test')).toEqual(['python manage.py test'])
    expect(said(found, 'install')).toEqual([])
    expect(found.packages?.[0]?.kinds).toEqual(['web-app'])
    expect(found.entry_points?.map(({ path }) => path)).toEqual(['manage.py', 'shop/wsgi.py', 'shop/urls.py'])
    expect(found.runtimes).toEqual([
      { name: 'python', constraint: '3.12', sources: [{ path: '.python-version', line: 1 }] },
    ])
  })

  it('takes dependencies from every file for the purpose that its name tells', () => {
    expect(dependencies(found, 'runtime')).toEqual(['Django@>=5,<6', 'gunicorn@==22.0.0'])
    expect(dependencies(found, 'dev')).toEqual(['factory-boy'])
  })
})

describe('a command-line tool with setup.py', () => {
  const found = contributionOf(python, {
    'setup.py': `from setuptools import setup, find_packages
VERSION = "0.9.2"
REQUIRES = [
    "click>=8",  # the interface
    'requests',
]
setup(
    name="log-sieve",
    version=VERSION,
    description=("Filters "
                 "log files."),
    packages=find_packages("src"),
    classifiers=["Environment :: Console", "Programming Language :: Python :: 3"],
    python_requires=">=3.8",
    install_requires=REQUIRES,
    extras_require={"test": ["pytest"]},
    entry_points={"console_scripts": ["sieve = log_sieve.cli:main"]},
    long_description=open("README.md").read(),
)
`,
    'src/log_sieve/__init__.py': '',
    'src/log_sieve/cli.py': '',
    'src/log_sieve/__main__.py': '',
    'tests/test_cli.py': '',
    'tox.ini': '[tox]\nenvlist = py3\n[testenv]\ncommands = pytest\n[testenv:lint]\ncommands = flake8\n',
  })

  it('is read without being run, names that stand for literals included', () => {
    const only = found.packages?.[0]
    expect(only?.name?.value).toBe('log-sieve')
    expect(only?.version).toEqual({ value: '0.9.2', sources: [{ path: 'setup.py', line: 9 }] })
    expect(only?.description?.value).toBe('Filters log files.')
    expect(only?.kinds).toEqual(['cli'])
    expect(dependencies(found, 'runtime')).toEqual(['click@>=8', 'requests'])
    expect(found.binaries).toEqual([
      { name: 'sieve', entry: 'log_sieve.cli:main', sources: [{ path: 'setup.py', line: 17 }] },
    ])
  })

  it('is set up with the extra that exists', () => {
    expect(said(found, 'setup')).toEqual(['pip install -e ".[test]"'])
    expect(said(found, 'install')).toEqual([
      'pip install log-sieve',
      'pipx install log-sieve',
      'uv tool install log-sieve',
    ])
    expect(said(found, 'run')).toEqual(['sieve', 'python -m log_sieve'])
    expect(said(found, 'test')).toEqual(['pytest', 'tox'])
    expect(said(found, 'lint')).toEqual(['tox run -e lint'])
  })
})

describe('setup.cfg', () => {
  it('gives continuation lists, extras and scripts, each with its line', () => {
    const found = contributionOf(python, {
      'setup.cfg': `[metadata]
name = tide
version = attr: tide.__version__
license = BSD

[options]
python_requires = >=3.9
install_requires =
    rich>=9
    importlib-metadata; python_version<"3.10"

[options.entry_points]
console_scripts =
    tide = tide.app:run

[options.extras_require]
dev =
    pytest
`,
      'setup.py': 'from setuptools import setup\nsetup()\n',
      'tide/__init__.py': '"""Tides."""\n__version__ = \'1.4\'\n',
      'tide/app.py': '',
    })
    expect(found.packages?.[0]?.version?.value).toBe('1.4')
    expect(dependencies(found, 'runtime')).toEqual(['rich@>=9', 'importlib-metadata'])
    expect(found.binaries).toEqual([
      { name: 'tide', entry: 'tide.app:run', sources: [{ path: 'setup.cfg', line: 14 }] },
    ])
    expect(said(found, 'setup')).toEqual(['pip install -e ".[dev]"'])
    expect(said(found, 'install')).toEqual([])
  })
})

describe('applications', () => {
  const FASTAPI = {
    'pyproject.toml':
      '[project]\nname = "app"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["fastapi", "uvicorn[standard]"]\n',
    'app/__init__.py': '',
    'app/main.py': 'from fastapi import FastAPI\n\napi = FastAPI(title="Orders")\n',
  }

  it('a FastAPI service is started by the module and object that its code shows', () => {
    const found = contributionOf(python, { ...FASTAPI, 'uv.lock': '' })
    expect(said(found, 'run')).toEqual(['uv run uvicorn app.main:api --reload'])
    expect(found.packages?.[0]?.kinds).toEqual(['service'])
    expect(said(found, 'install')).toEqual([])
  })

  it('no server is started that is not a dependency', () => {
    const without = FASTAPI['pyproject.toml'].replace(', "uvicorn[standard]"', '')
    expect(said(contributionOf(python, { ...FASTAPI, 'pyproject.toml': without }), 'run')).toEqual([])
  })

  it('a Flask factory in a package is named to flask', () => {
    const found = contributionOf(python, {
      'requirements.txt': 'Flask==3.0.3\n',
      'board/__init__.py': 'from flask import Flask\n\ndef create_app():\n    return Flask(__name__)\n',
      'tests/test_board.py': 'import unittest\n',
    })
    expect(said(found, 'run')).toEqual(['flask --app board run'])
    expect(said(found, 'test')).toEqual(['python -m unittest discover -s tests'])
    expect(found.packages?.[0]?.kinds).toEqual(['web-app'])
  })

  it('requirements of tools beside a project in another language are not the project', () => {
    const found = contributionOf(python, {
      'go.mod': 'module x\n',
      'e2e-tools/requirements.txt': 'boto3\n',
      'ml/requirements.txt': 'flask\n',
      'ml/app.py': 'app = Flask(__name__)\n',
    })
    expect(found.package_managers?.map(({ cwd }) => cwd)).toEqual(['ml'])
  })

  it('services beside each other have commands in their own folders', () => {
    const found = contributionOf(python, {
      'package.json': '{}',
      'backend/requirements.txt': 'flask\n',
      'backend/app.py': 'app = Flask(__name__)\n',
      'scripts/requirements.txt': 'boto3\n',
    })
    expect(said(found, 'setup')).toEqual(['backend: pip install -r requirements.txt'])
    expect(said(found, 'run')).toEqual(['backend: flask run'])
    expect(dependencies(found, 'runtime')).toEqual(['flask'])
  })
})

describe('what is stated nowhere else', () => {
  const files = {
    'requirements.txt': 'requests\n',
    'main.py': 'import requests\n\nprint(requests.get("https://example.org"))\n',
    'train.py': 'import argparse\n',
    '.github/workflows/ci.yml': `strategy:\n  matrix:\n    python-version: ["3.10", "3.9", "3.12"]\nsteps:\n  - with:\n      python-version: \${{ matrix.python-version }}\n`,
  }

  it('the interpreter is the lowest that CI tests', () => {
    expect(contributionOf(python, files).runtimes).toEqual([
      { name: 'python', constraint: '>=3.9', sources: [{ path: '.github/workflows/ci.yml', line: 3 }] },
    ])
  })

  it('a starting script at the root is run by its file, with or without a manifest', () => {
    expect(said(contributionOf(python, files), 'run')).toEqual(['python main.py'])
    const bare = contributionOf(python, { 'bot.py': 'import discord\nrun(1)\n', 'lib.py': 'x = 1\n' })
    expect(said(bare, 'run')).toEqual(['python bot.py'])
    expect(said(contributionOf(python, { 'main.py': 'def main(): ...\n' }), 'run')).toEqual([])
  })
})

describe('other managers', () => {
  it('Poetry: groups, scripts, package-mode', () => {
    const found = contributionOf(python, {
      'pyproject.toml': `[tool.poetry]
name = "ledger"
version = "1.0.0"
description = "Keeps books."
package-mode = false

[tool.poetry.dependencies]
python = "^3.11"
sqlalchemy = {version = "^2.0", extras = ["asyncio"]}
redis = {version = "*", optional = true}

[tool.poetry.group.dev.dependencies]
pytest = "^8"

[build-system]
requires = ["poetry-core"]
`,
      'poetry.lock': '',
      'tests/test_books.py': '',
    })
    expect(found.package_managers).toMatchObject([{ name: 'poetry', lockfile: 'poetry.lock' }])
    expect(found.packages?.[0]?.private).toBe(true)
    expect(found.runtimes).toMatchObject([{ constraint: '^3.11', sources: [{ line: 8 }] }])
    expect(dependencies(found, 'runtime')).toEqual(['sqlalchemy@^2.0'])
    expect(dependencies(found, 'optional')).toEqual(['redis'])
    expect(said(found, 'setup')).toEqual(['poetry install'])
    expect(said(found, 'test')).toEqual(['poetry run pytest'])
    expect(said(found, 'install')).toEqual([])
  })

  it('Pipenv: its scripts and interpreter', () => {
    const found = contributionOf(python, {
      Pipfile:
        '[packages]\nrequests = "*"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.11"\n[scripts]\ntest = "pytest"\n',
      'Pipfile.lock': '{}',
    })
    expect(found.package_managers).toMatchObject([{ name: 'pipenv', manifest: 'Pipfile', lockfile: 'Pipfile.lock' }])
    expect(said(found, 'setup')).toEqual(['pipenv install --dev'])
    expect(said(found, 'test')[0]).toBe('pipenv run test')
    expect(found.runtimes).toMatchObject([{ constraint: '3.11' }])
  })

  it('conda: an environment file alone', () => {
    const found = contributionOf(python, {
      'environment.yml':
        'name: ml\ndependencies:\n  - python=3.10\n  - conda-forge::numpy=1.26=py310\n  - pip:\n    - torch==2.3.0\n',
      'train.py': 'import torch\nif __name__ == "__main__":\n    main()\n',
    })
    expect(found.package_managers).toMatchObject([{ name: 'conda' }])
    expect(said(found, 'setup')).toEqual(['conda env create -f environment.yml'])
    expect(said(found, 'run')).toEqual(['python train.py'])
    expect(dependencies(found, 'runtime').sort()).toEqual(['numpy@==1.26', 'torch@==2.3.0'])
    expect(found.packages?.[0]?.kinds).toEqual(['research-code'])
  })

  it('PDM and Hatch scripts are run by their tools', () => {
    const found = contributionOf(python, {
      'pyproject.toml':
        '[project]\nname = "x"\n[tool.hatch.envs.default.scripts]\ntest = "pytest"\n[tool.hatch.envs.docs.scripts]\nbuild = "mkdocs"\n[tool.hatch.envs.style.scripts]\ncheck = "ruff"\n',
    })
    expect(found.package_managers).toMatchObject([{ name: 'hatch' }])
    expect(said(found, 'test')).toEqual(['hatch run test'])
    expect(said(found, 'lint')).toEqual(['hatch run style:check'])
  })
})

describe('a uv workspace', () => {
  it('lists its members and gives each its identity', () => {
    const found = contributionOf(python, {
      'pyproject.toml':
        '[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n[dependency-groups]\ndev = ["pytest"]\n',
      'uv.lock': '',
      'packages/core/pyproject.toml': '[project]\nname = "core"\nversion = "1"\ndependencies = ["attrs", "old"]\n',
      'packages/core/tests/test_core.py': '',
      'packages/old/pyproject.toml': '[project]\nname = "old"\n',
    })
    expect(found.packages?.map(({ directory, members }) => [directory, members])).toEqual([
      ['.', ['packages/core']],
      ['packages/core', []],
    ])
    expect(dependencies(found, 'runtime')).toEqual(['attrs', 'old'])
  })
})

describe('hostile and broken input', () => {
  it('broken manifests cost their own facts only', () => {
    const found = contributionOf(python, {
      'pyproject.toml': '[project\nname=',
      'setup.py': 'setup(name="ok", install_requires=["a", ',
      'requirements.txt': '\u0000',
      'setup.cfg': '[',
    })
    expect(found.packages?.[0]?.name?.value).toBe('ok')
  })

  it('names from the repository never reach a prototype', () => {
    const found = contributionOf(python, {
      'pyproject.toml':
        '[project]\nname = "constructor"\n[project.optional-dependencies]\n__proto__ = ["toString"]\n[dependency-groups]\nconstructor = ["hasOwnProperty"]\n',
    })
    expect(dependencies(found, 'dev')).toEqual(['hasOwnProperty'])
  })

  it('deep nesting and long lines are read in time', () => {
    contributionOf(python, {
      'setup.py': `setup(name=${'['.repeat(20_000)}, classifiers=${'("'.repeat(20_000)})`,
      'pkg/__init__.py': 'a = [\n'.repeat(8_000),
      'requirements.txt': `${'a'.repeat(100_000)}[${'b,'.repeat(50_000)}`,
      'pyproject.toml': '[project]\nname = "pkg"\n[build-system]\n',
    })
  })
})

describe('a frozen environment', () => {
  const carried = [
    'certifi',
    'charset-normalizer',
    'idna',
    'itsdangerous',
    'MarkupSafe',
    'mdurl',
    'six',
    'urllib3',
    'Werkzeug',
  ]
  const wanted = ['Flask', 'SQLAlchemy', 'requests', 'gunicorn', 'PyJWT', 'rich', 'defusedxml']
  const freeze = [...carried, ...wanted].map((name) => `${name}==1.0`).join('\n')
  const code = 'import flask\nfrom sqlalchemy import orm\nimport requests, os\nimport jwt\n'

  it('gives the packages that the sources import or that are started by name', () => {
    const found = contributionOf(python, { 'requirements.txt': freeze, 'app.py': code })
    expect(dependencies(found, 'runtime').map((one) => one.split('@')[0])).toEqual([
      'Flask',
      'SQLAlchemy',
      'requests',
      'gunicorn',
      'PyJWT',
    ])
  })

  it('is not seen in a list that somebody keeps by hand', () => {
    const kept = freeze.replace('six==1.0', 'six>=1.0')
    expect(dependencies(contributionOf(python, { 'requirements.txt': kept, 'app.py': code }), 'runtime')).toHaveLength(
      16,
    )
  })
})

describe('one way into one environment', () => {
  const files = { 'requirements.txt': 'numpy\n', 'environment.yml': 'dependencies:\n  - numpy\n' }
  it('is what the README names first', () => {
    expect(
      said(contributionOf(python, { ...files, 'README.md': 'conda env create -f environment.yml' }), 'setup'),
    ).toEqual(['conda env create -f environment.yml'])
    expect(said(contributionOf(python, { ...files, 'README.md': 'pip install -r requirements.txt' }), 'setup')).toEqual(
      ['pip install -r requirements.txt'],
    )
  })
})

describe('what a distribution is', () => {
  it('fixtures for pytest and its own plugins make no plugin of a program', () => {
    const manifest = `[project]\nname = "kettle"\n[project.scripts]\nkettle = "kettle.cli:main"\n[project.entry-points.pytest11]\nk = "kettle.p"\n[build-system]\nrequires = []\n`
    const found = contributionOf(python, { 'pyproject.toml': manifest, 'kettle/__init__.py': '', 'kettle/cli.py': '' })
    expect(found.packages?.[0]?.kinds).toEqual(['cli'])
  })

  it('a pinned interpreter stands behind the requirement, so that both can be compared', () => {
    const found = contributionOf(python, {
      'pyproject.toml': '[project]\nname = "kettle"\nrequires-python = ">=3.12"\n',
      '.python-version': '3.10\n',
    })
    expect(found.runtimes?.map(({ constraint }) => constraint)).toEqual(['>=3.12', '3.10'])
  })

  it('the sample classifiers of a template do not show that it is published', () => {
    const manifest = (more: string) =>
      `[project]\nname = "kettle"\nclassifiers = ["Programming Language :: Python :: 3", "Operating System :: OS Independent"${more}]\n[build-system]\nrequires = []\n`
    const installs = (more: string) =>
      said(contributionOf(python, { 'pyproject.toml': manifest(more), 'kettle/__init__.py': '' }), 'install')
    expect(installs('')).toEqual([])
    expect(installs(', "Topic :: Utilities"')).toContain('pip install kettle')
  })

  it('an application made by a function that says what it returns is started', () => {
    const found = contributionOf(python, {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'app/main.py': 'def make() -> FastAPI:\n    return FastAPI()\n\n\napp = make()\n',
    })
    expect(said(found, 'run')).toEqual(['uvicorn app.main:app --reload'])
  })
})
