import { baseOf, type Project } from '../../project'
import type { Dependency } from './manifest'
import { normalised } from './requirement'
import type { RequirementsFile } from './requirements'

/** Packages that come with others and that hardly anybody asks for: a list with many of them was written by `pip freeze`. */
const CARRIED = new Set(
  `aiohappyeyeballs aiosignal annotated-types anyio asgiref asttokens async-timeout backcall backports-zoneinfo bleach blinker
  certifi cffi chardet charset-normalizer colorama comm contourpy cycler debugpy decorator defusedxml distlib dnspython entrypoints
  et-xmlfile exceptiongroup executing fastjsonschema filelock fonttools frozenlist fsspec greenlet h11 httpcore idna importlib-metadata
  importlib-resources iniconfig itsdangerous jedi jmespath jupyter-core jupyterlab-pygments kiwisolver mako markdown-it-py markupsafe
  matplotlib-inline mccabe mdurl mistune more-itertools mpmath multidict nbclient nbconvert nbformat nest-asyncio nodeenv packaging
  pandocfilters parso pathspec pexpect pickleshare platformdirs pluggy prompt-toolkit propcache ptyprocess pure-eval py pyasn1
  pyasn1-modules pycodestyle pycparser pydantic-core pyflakes pyparsing pyrsistent pysocks python-dateutil pytz-deprecation-shim
  pywin32 rfc3986 rsa s3transfer setuptools six sniffio soupsieve sqlparse stack-data starlette threadpoolctl tinycss2 toml tomli
  tornado traitlets typing-extensions typing-inspection tzdata tzlocal urllib3 virtualenv wcwidth webencodings werkzeug wheel widgetsnbextension
  wrapt yarl zipp`.split(/\s+/),
)
/** Rows from which a list may be a frozen environment, and how many of them others carry in. */
const LEAST_ROWS = 15
const LEAST_CARRIED = 5

/** Names under which packages are imported, where those differ from the package's own. */
const IMPORTED_AS = new Map([
  ['beautifulsoup4', 'bs4'],
  ['django-environ', 'environ'],
  ['djangorestframework', 'rest_framework'],
  ['faiss-cpu', 'faiss'],
  ['flask-sqlalchemy', 'flask_sqlalchemy'],
  ['google-generativeai', 'google'],
  ['mysqlclient', 'MySQLdb'],
  ['opencv-python', 'cv2'],
  ['opencv-python-headless', 'cv2'],
  ['pillow', 'PIL'],
  ['protobuf', 'google'],
  ['psycopg2-binary', 'psycopg2'],
  ['pycryptodome', 'Crypto'],
  ['pyjwt', 'jwt'],
  ['pymysql', 'pymysql'],
  ['python-dateutil', 'dateutil'],
  ['python-decouple', 'decouple'],
  ['python-docx', 'docx'],
  ['python-dotenv', 'dotenv'],
  ['python-jose', 'jose'],
  ['python-telegram-bot', 'telegram'],
  ['pyyaml', 'yaml'],
  ['scikit-image', 'skimage'],
  ['scikit-learn', 'sklearn'],
])
/** Servers, drivers and tools that are used without an import. */
const STARTED =
  /^(?:gunicorn|uvicorn|hypercorn|daphne|waitress|uwsgi|whitenoise|psycopg(?:2(?:-binary)?)?|psycopg-binary|mysqlclient|pymysql|asyncpg|aiosqlite|pytest(?:-.*)?|black|ruff|flake8|isort|mypy|pylint|pre-commit|coverage|jupyter(?:lab)?|notebook|ipython|streamlit|celery|honcho|python-multipart|email-validator|django-.*|flask-.*)$/
const MOST_SOURCES = 400

/** Was this file written by `pip freeze`: everything pinned, and much of it what other packages bring? */
const isFrozen = ({ dependencies }: RequirementsFile): boolean =>
  dependencies.length >= LEAST_ROWS &&
  dependencies.every(({ version }) => version?.startsWith('==')) &&
  dependencies.filter(({ name }) => CARRIED.has(normalised(name))).length >= LEAST_CARRIED

/** Top-level modules that the project's own sources import, as far as they were read. */
function importedModules(project: Project): Set<string> {
  const found = new Set<string>()
  for (const path of project.own(/\.py$/).slice(0, MOST_SOURCES))
    for (const match of (project.text(path) ?? '').matchAll(/^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*)/gm))
      found.add(match[1]!.toLowerCase())
  return found
}

/**
 * Requirements of a file that somebody chose. A frozen environment lists all that is installed: of it, what the sources import
 * and what is started by name is the project's own; where too little of the sources was read, what hardly anybody asks for is left out.
 */
export function chosen(project: Project, file: RequirementsFile): Dependency[] {
  if (!/\.txt$/.test(baseOf(file.path)) || !isFrozen(file)) return file.dependencies
  const modules = importedModules(project)
  const imported = file.dependencies.filter(({ name }) => {
    const module = IMPORTED_AS.get(normalised(name)) ?? normalised(name).replaceAll('-', '_')
    return modules.has(module.toLowerCase()) || STARTED.test(normalised(name))
  })
  return imported.length >= 4 ? imported : file.dependencies.filter(({ name }) => !CARRIED.has(normalised(name)))
}
