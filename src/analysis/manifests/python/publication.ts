import type { Source } from '../../facts'
import type { Project } from '../../project'
import { lineAt } from '../../project'
import { calledIn } from '../ci-calls'
import type { Manifest } from './manifest'
import { normalised } from './requirement'

/** Steps of a workflow that put a package on PyPI. */
const UPLOAD =
  /gh-action-pypi-publish|\btwine upload|\b(?:poetry|uv|flit|hatch|pdm) publish|maturin (?:publish|upload)|python-semantic-release/
const README = /^readme(?:\.(?:md|rst|txt|markdown))?$/i
const INSTALLED_BY =
  /(?:pip3?|pipx|uv(?: pip| tool)?|uvx|poetry|pdm|conda)\s+(?:install|add|run)\s+(?:-[\w-]+\s+)*["']?([A-Za-z0-9][\w.-]*)/g
const INDEX_PAGE =
  /(?:pypi\.(?:org|python\.org)\/(?:p|project|pypi)|img\.shields\.io\/pypi\/\w+|badge\.fury\.io\/py|pepy\.tech\/(?:project|badge))\/([A-Za-z0-9][\w.-]*)/g

/** Classifiers that the packaging tutorial's sample has, and every project that began with it. */
const SAMPLE = /^(?:Programming Language :: Python :: 3|Operating System :: OS Independent|License :: .*)$/

/**
 * What shows that a distribution is on PyPI under its name: the README that installs or links it, a workflow that uploads
 * it, or classifiers, which nobody writes for another purpose. `null` means it must not be said.
 */
export function publication(project: Project, manifest: Manifest): Source | null {
  const name = manifest.name && normalised(manifest.name.value)
  if (!name || !manifest.distributable) return null
  for (const path of project.inFolder('.')) {
    if (!README.test(path)) continue
    const text = project.text(path) ?? ''
    for (const pattern of [INSTALLED_BY, INDEX_PAGE])
      for (const match of text.matchAll(pattern))
        if (normalised(match[1]!.replace(/\.(?:svg|png)$/, '')) === name)
          return { path, line: lineAt(text, match.index) }
  }
  const workflows = project.inFolder('.github/workflows').filter((path) => /\.ya?ml$/.test(path))
  const uploaded = calledIn(project, workflows, UPLOAD)
  if (uploaded) return uploaded.source
  return manifest.classifiers.length >= 2 && manifest.classifiers.some((one) => !SAMPLE.test(one))
    ? project.find(manifest.path, /classifiers?\b/)
    : null
}
