import type { Sourced } from '../../facts'
import type { Project } from '../../project'
import { locate } from '../locate'
import { type IniValue, iniList, parseIni } from './ini'
import { emptyManifest, type Manifest, type Script } from './manifest'
import { DEVELOPER_EXTRA, requirementList } from './values'

/** `name = module:object`, as entry points are written in setup.cfg and setup.py. */
export function entryPoint(line: string): { name: string; reference: string } | null {
  const match = line.match(/^\s*([^\s=]+)\s*=\s*([\w.]+(?:\s*:\s*[\w.]+)?)/)
  return match ? { name: match[1]!, reference: match[2]!.replace(/\s/g, '') } : null
}

/** Reads the declarative part of setuptools in a setup.cfg; `null` without one. */
export function readSetupCfg(project: Project, path: string): Manifest | null {
  const text = project.text(path)
  if (text === null) return null
  const ini = parseIni(text)
  const metadata = ini.get('metadata')
  const options = ini.get('options')
  if (!metadata && !options) return null
  const manifest = emptyManifest(path)
  const plain = (value: IniValue | undefined): Sourced | null =>
    value && value.value !== '' && !/^(?:attr|file):/.test(value.value)
      ? { value: value.value.split('\n')[0]!, sources: [{ path, line: value.line }] }
      : null
  const list = (value: IniValue | undefined, scope: 'runtime' | 'dev' | 'optional') =>
    value ? requirementList(project, iniList(value), scope, { path, line: value.line }) : []
  manifest.name = plain(metadata?.get('name'))
  manifest.description = plain(metadata?.get('description') ?? metadata?.get('summary'))
  manifest.version = plain(metadata?.get('version'))
  manifest.license = plain(metadata?.get('license'))
  manifest.classifiers = iniList(metadata?.get('classifiers') ?? metadata?.get('classifier'))
  manifest.requiresPython = plain(options?.get('python_requires'))
  manifest.dependencies = list(options?.get('install_requires'), 'runtime')
  for (const [name, value] of ini.get('options.extras_require') ?? []) {
    manifest.extras.push({ name, source: { path, line: value.line } })
    manifest.dependencies.push(...list(value, DEVELOPER_EXTRA.test(name) ? 'dev' : 'optional'))
  }
  for (const [group, value] of ini.get('options.entry_points') ?? []) {
    const scripts = iniList(value).flatMap((line): Script[] => {
      const point = entryPoint(line)
      return point ? [{ ...point, source: locate(project, { path, line: value.line }, line) }] : []
    })
    if (group === 'console_scripts' || group === 'gui_scripts') manifest.scripts.push(...scripts)
    else manifest.plugins.push(group)
  }
  manifest.modules = [...iniList(options?.get('packages')), ...iniList(options?.get('py_modules'))].filter((name) =>
    /^[\w.]+$/.test(name),
  )
  manifest.versionFrom = metadata?.get('version')?.value.match(/^attr:\s*([\w.]+)$/)?.[1] ?? null
  manifest.distributable = manifest.name !== null
  return manifest
}
