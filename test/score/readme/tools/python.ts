import { posix } from 'node:path'
import { nearest } from '../repository'
import { exists, fileFault, isOpen, operands, option, type Place, type Tool, USUAL } from './place'

/** Modules that come with Python or with what one installs beside the project. */
const FOREIGN =
  /^(?:venv|pip|pytest|unittest|http|build|twine|virtualenv|ensurepip|site|timeit|cProfile|pdb|json|black|isort|mypy|flake8|ruff|pylint|coverage|sphinx|tox|nox|uvicorn|gunicorn|flask|django|ipykernel|jupyter|notebook|pre_commit|poetry|pdm|hatch|pipx|pipenv|torch|playwright|spacy|nltk|compileall|zipapp|webbrowser|smtpd|aiosmtpd|invoke|mkdocs|towncrier|bumpversion|grpc_tools|maturin|setuptools|wheel|cibuildwheel|tomllib|ast|dis|doctest|trace|this|pyflakes|pydocstyle|pyright|build\.\w+)(?:\.|$)/

export const python: Tool = (words, place) => {
  const rest = words.slice(1)
  if (rest.some((word) => /^-c$/.test(word))) return null
  const module = option(rest, ['-m'])
  if (module === 'pip') return pip(['pip', ...rest.slice(rest.indexOf('pip') + 1)], place)
  if (module === 'pytest') return pytest(['pytest', ...rest.slice(rest.indexOf('pytest') + 1)], place)
  if (module !== undefined) return FOREIGN.test(module) || isOpen(module) ? null : moduleFault(module, place)
  const [file] = operands(rest, ['-W', '-X'])
  if (file === undefined || !/[./]/.test(file)) return null
  if (place.person && USUAL.test(file)) return null
  return fileFault(place, file)
}

/** A module of the project; one whose first name is no folder here comes from somewhere else. */
function moduleFault(module: string, { repository, folder, person }: Place): string | null {
  const path = module.replaceAll('.', '/')
  const roots = [folder, '.', 'src', 'lib', 'python'].flatMap((root) => [posix.join(root, path)])
  if (roots.some((one) => repository.has(`${one}.py`) || repository.has(`${one}/__main__.py`))) return null
  const [top = ''] = module.split('.')
  const own = repository.paths.some((one) => one.endsWith(`/${top}/__init__.py`) || one === `${top}/__init__.py`)
  const elsewhere = repository.paths.some((one) => one.endsWith(`/${path}.py`) || one.endsWith(`/${path}/__main__.py`))
  if (elsewhere) return null
  if (own) return `there is no module ${module}`
  return person ||
    repository.mentions(top, (one) => /(?:pyproject\.toml|requirements[^/]*|setup\.(?:py|cfg)|Pipfile)$/.test(one))
    ? null
    : `there is no module ${module}`
}

const PROJECT = ['pyproject.toml', 'setup.py', 'setup.cfg']

export const pip: Tool = (words, place) => {
  if (words[1] !== 'install' && words[1] !== 'sync') return null
  for (const flag of ['-r', '--requirement', '-c', '--constraint']) {
    const file = option(words, [flag])
    if (file !== undefined && !exists(place, file)) return fileFault(place, file)
  }
  const local = operands(words.slice(2), [
    '-r',
    '--requirement',
    '-c',
    '--constraint',
    '--target',
    '-t',
    '-i',
    '--index-url',
    '--extra-index-url',
    '-f',
  ])
  for (const one of local) {
    const path = one.replace(/\[.*\]$/, '')
    if (!/^\.{1,2}(?:\/|$)/.test(path) || isOpen(path)) continue
    const folder = posix.normalize(posix.join(place.folder, path)).replace(/\/$/, '')
    if (folder.startsWith('..')) continue
    if (!PROJECT.some((name) => place.repository.has(posix.join(folder, name))) && !exists(place, path))
      return fileFault(place, path)
    if (path === '.' && !PROJECT.some((name) => place.repository.has(posix.join(folder, name))))
      return 'pip install .: nothing here to install'
  }
  return null
}

export const pytest: Tool = (words, place) => {
  const missing = operands(words.slice(1), [
    '-k',
    '-m',
    '-n',
    '-p',
    '-c',
    '--cov',
    '--rootdir',
    '-o',
    '-W',
    '--maxfail',
    '-x',
  ])
    .map((one) => one.replace(/::.*$/, ''))
    .find((one) => /[/.]/.test(one) && !exists(place, one))
  return missing === undefined ? null : fileFault(place, missing)
}

/** `poetry run x`, `uv run x`, `pdm run x`: what is run is a command of its own. */
export const pythonManager =
  (marks: readonly string[], inner: (words: readonly string[], place: Place) => string | null): Tool =>
  (words, place) => {
    const path = nearest(place.repository, place.folder, marks)
    const verb = words[1] ?? ''
    if (!/^(?:install|sync|lock|run|build|shell)$/.test(verb)) return verb === 'pip' ? pip(words.slice(1), place) : null
    if (!path && !words.some((word) => /^(?:--with|--script|--no-project)/.test(word))) {
      const installs = verb === 'install' && operands(words.slice(2)).length > 0
      return place.person || installs ? null : `${words[0]} ${verb}: there is no ${marks[0]}`
    }
    return verb === 'run' ? inner(operandsFrom(words.slice(2)), place) : null
  }

const operandsFrom = (words: readonly string[]): string[] => {
  const start = words.findIndex(
    (word, index) =>
      !word.startsWith('-') &&
      !/^(?:--with|--extra|--group|--python|-p|--package|--project|--directory)$/.test(words[index - 1] ?? ''),
  )
  return start < 0 ? [] : words.slice(start)
}
