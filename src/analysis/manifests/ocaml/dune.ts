import type { Source, Sourced } from '../../facts'
import { folderOf, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { atomOf, type Form, field, fields, formsOf, listOf, wordOf } from '../s-expressions'
import { within } from '../within'
import { type OpamPackage, scopeOf } from './opam'

/** A constraint of dune's: `(>= 4.14)`, `(and (>= 1.0) :with-test)`. */
function constraintOf(forms: readonly Form[]): string {
  const parts: string[] = []
  for (const form of forms.slice(0, 8)) {
    const [head, ...rest] = listOf(form)
    const word = wordOf(head)
    if (word === 'and') parts.push(constraintOf(rest))
    else if (word && /^[<>]=?$|^=$/.test(word) && atomOf(rest[0]) && !atomOf(rest[0])!.startsWith(':'))
      parts.push(`${word} ${atomOf(rest[0])}`)
  }
  return parts.filter(Boolean).join(' ')
}
const wordsIn = (form: Form, depth = 0): string =>
  form.kind === 'list'
    ? depth > 6
      ? ''
      : form.items
          .slice(0, 20)
          .map((one) => wordsIn(one, depth + 1))
          .join(' ')
    : form.value

function requirementsOf(path: string, forms: readonly Form[]): Requirement[] {
  return forms.slice(0, 300).flatMap((form) => {
    const [head, ...rest] = form.kind === 'list' ? form.items : [form]
    const name = atomOf(head)
    if (!name || !/^[A-Za-z][\w.+-]*$/.test(name)) return []
    const version = constraintOf(rest)
    return [
      {
        name,
        ...(version && { version }),
        scope: scopeOf(rest.map((one) => wordsIn(one)).join(' ')),
        source: { path, line: form.line },
      },
    ]
  })
}

export interface DuneProject {
  path: string
  name: Sourced | null
  packages: OpamPackage[]
}

/** Reads a `dune-project` (https://dune.readthedocs.io/en/stable/reference/dune-project/). */
export function readDuneProject(project: Project, path: string): DuneProject | null {
  const text = project.text(path)
  if (text === null) return null
  const forms = formsOf(text)
  const said = (within: readonly Form[], key: string): Sourced | null => {
    const found = field(within, key)
    const value = found && atomOf(found.values[0])
    return found && value ? { value, sources: [{ path, line: found.line }] } : null
  }
  const shared = said(forms, 'license')
  const packages = fields(forms, 'package').flatMap(({ values }): OpamPackage[] => {
    const name = said(values, 'name')
    if (!name || !/^[A-Za-z][\w+-]*$/.test(name.value)) return []
    return [
      {
        name,
        path,
        synopsis: said(values, 'synopsis'),
        version: said(values, 'version') ?? said(forms, 'version'),
        license: said(values, 'license') ?? shared,
        requirements: requirementsOf(path, field(values, 'depends')?.values ?? []),
      },
    ]
  })
  return { path, name: said(forms, 'name'), packages }
}

/** A program or library that a `dune` file makes under a public name. */
export interface Product {
  kind: 'program' | 'library'
  name: string
  /** Package it belongs to, where that is said or follows from its name. */
  package: string | null
  /** Source file it begins at. */
  entry: string | null
  folder: string
  source: Source
}

/** What a `dune` file makes that users get. https://dune.readthedocs.io/en/stable/reference/dune/ */
export function productsOf(project: Project, path: string): Product[] {
  const folder = folderOf(path)
  return formsOf(project.text(path) ?? '').flatMap((form): Product[] => {
    const [head, ...values] = listOf(form)
    const kind = wordOf(head)
    if (!kind || !/^(?:executables?|library)$/.test(kind)) return []
    const list = (one: string, many: string) =>
      [...(field(values, one)?.values ?? []), ...(field(values, many)?.values ?? [])].flatMap(
        (value) => atomOf(value) ?? [],
      )
    const names = list('name', 'names')
    const stanza = field(values, 'package')
    return list('public_name', 'public_names').flatMap((name, index) => {
      if (name === '-' || !/^[\w.+-]+$/.test(name)) return []
      const module = names[index] ?? name.replaceAll('-', '_')
      const entry =
        ['ml', 'mll', 're'].map((extension) => within(folder, `${module}.${extension}`)).find(project.has) ?? null
      return [
        {
          kind: kind === 'library' ? 'library' : 'program',
          name,
          package: atomOf(stanza?.values[0]) ?? (kind === 'library' ? name.split('.')[0]! : null),
          entry,
          folder,
          source: { path, line: form.line },
        },
      ]
    })
  })
}
