import { type Document, record, string } from '../../project'
import type { Task } from './manifest'

/** Tables of tasks in pyproject.toml and how each is run. Hatch's environments come apart, they have two levels. */
const TABLES: { keys: string[]; run: (name: string) => string }[] = [
  { keys: ['tool', 'pdm', 'scripts'], run: (name) => `pdm run ${name}` },
  { keys: ['tool', 'poe', 'tasks'], run: (name) => `poe ${name}` },
  { keys: ['tool', 'taskipy', 'tasks'], run: (name) => `task ${name}` },
  { keys: ['tool', 'rye', 'scripts'], run: (name) => `rye run ${name}` },
]

/** A name that a shell takes as one word. Names with `_` in front are private to their tool. */
export const isTaskName = (name: string) => /^[A-Za-z0-9][\w.:-]*$/.test(name)

/** Tasks of the table below `keys`, each as `run` calls it. */
export function tasksAt(document: Document, keys: readonly string[], run: (name: string) => string): Task[] {
  let table: unknown = document.value
  for (const key of keys) table = record(table)[key]
  return Object.keys(record(table))
    .filter(isTaskName)
    .map((name) => ({ name, command: run(name), source: document.at(...keys, name) }))
}

/** Tasks that tools declare in a pyproject.toml. */
export function toolTasks(document: Document): Task[] {
  const hatch = record(record(record(record(document.value).tool).hatch).envs)
  return [
    ...TABLES.flatMap(({ keys, run }) => tasksAt(document, keys, run)),
    ...Object.keys(hatch).flatMap((env) =>
      tasksAt(document, ['tool', 'hatch', 'envs', env, 'scripts'], (name) =>
        env === 'default' ? `hatch run ${name}` : `hatch run ${env}:${name}`,
      ),
    ),
  ]
}

/** Scripts of a Pipfile, which stand at the top of it. */
export const topTasks = (document: Document, table: string, tool: string): Task[] =>
  tasksAt(document, [table], (name) => `${tool} run ${name}`)

/** Environments of a tox configuration that have a name of their own, without Python versions. */
export function toxEnvironments(sections: Iterable<string>): string[] {
  return [...sections].flatMap((section) => {
    const name = string(section.match(/^testenv:(.+)$/)?.[1])
    return name && isTaskName(name) ? [name] : []
  })
}
