import { foldersAbove } from '../../paths'
import { join, type Project } from '../../project'
import { within } from '../within'

/** Extensions of the languages that these builds compile, and of those in which a project may be written besides. */
const COMPILED = /^\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|m|mm|cu|cuh|ino|f90|f95|f03|f08|f|for|s|asm|d|v|sv|vala)$/i
const OTHERS: readonly RegExp[] = [
  /^\.(?:py|pyx)$/,
  /^\.rs$/,
  /^\.go$/,
  /^\.zig$/,
  /^\.swift$/,
  /^\.(?:java|kt|scala)$/,
  /^\.(?:[cm]?[jt]sx?|vue|svelte)$/,
  /^\.(?:cs|fs)$/,
  /^\.dart$/,
  /^\.rb$/,
  /^\.php$/,
  /^\.(?:jl|R|r)$/,
  /^\.(?:hs|ml|ex|erl|lua|nim|cr)$/,
]

const count = (project: Project, extension: RegExp) =>
  project.ending(extension).filter((path) => project.role(path) === 'own').length

/** A share of another language above which C's family is an extension of it, or something beside it. */
const LEAST = 0.5
/** So much more of C's family than of the language of a package that has it built, and the package is its binding. */
const BINDING = 3

/** What tells that a package of another language calls this build itself when it is installed. */
const CALLERS: readonly { manifest: string; calls: RegExp; language: RegExp }[] = [
  {
    manifest: 'pyproject.toml',
    calls: /scikit[-_]build|meson-?python|mesonpy|py-build-cmake|maturin|setuptools/i,
    language: /^\.(?:py|pyx)$/,
  },
  { manifest: 'setup.py', calls: /cmake|\bExtension\(|skbuild|cffi_modules/i, language: /^\.(?:py|pyx)$/ },
  { manifest: 'package.json', calls: /cmake-js|node-gyp|prebuild|node-addon-api/, language: /^\.[cm]?[jt]sx?$/ },
  { manifest: 'DESCRIPTION', calls: /^Package:/m, language: /^\.[Rr]$/ },
  { manifest: 'Cargo.toml', calls: /^\[package\]/m, language: /^\.rs$/ },
  { manifest: 'build.zig', calls: /\bbuild\b/, language: /^\.zig$/ },
  { manifest: 'pubspec.yaml', calls: /^name:/m, language: /^\.dart$/ },
]

/** Is the build in `folder` only a step of another language's package there or right above? R packages carry a `configure` of their own. */
function isCalled(project: Project, folder: string, compiled: number): boolean {
  const folders = [folder, folder === '.' ? (foldersAbove(project)[0] ?? folder) : (join(folder, '..') ?? '.')]
  return CALLERS.some(({ manifest, calls, language }) =>
    folders.some((at) => {
      const path = within(at, manifest)
      if (!project.has(path) || !calls.test(project.text(path) ?? '')) return false
      return manifest === 'DESCRIPTION' || compiled < count(project, language) * BINDING
    }),
  )
}

/** Is a project with a build in `folder` one of C, C++ and their kin, and not one of another language that carries some? */
export function isNative(project: Project, folder: string): boolean {
  const compiled = count(project, COMPILED)
  if (compiled === 0) return false
  const most = Math.max(...OTHERS.map((one) => count(project, one)))
  return compiled >= most * LEAST && !isCalled(project, folder, compiled)
}
