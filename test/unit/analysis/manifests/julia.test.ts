import { describe, expect, it } from 'vitest'
import { julia } from '../../../../src/analysis/manifests/julia'
import { contributionOf, dependencies, said } from './contribution'

const PACKAGE = {
  'Project.toml':
    'name = "Tides"\nuuid = "2f1b8f0e-5a5c-4d6e-9a3e-0a1b2c3d4e5f"\nversion = "0.1.0"\n[deps]\nHTTP = "x"\nDates = "y"\n',
  'src/Tides.jl': 'module Tides\nend\n',
}

describe('a Julia package', () => {
  it('is added by its name only where it shows itself registered', () => {
    expect(said(contributionOf(julia, PACKAGE), 'install')).toEqual([])
    const shown = contributionOf(julia, { ...PACKAGE, 'README.md': 'Type `] add Tides`.\n' })
    expect(said(shown, 'install')).toEqual([`julia -e 'using Pkg; Pkg.add("Tides")'`])
    expect(said(contributionOf(julia, { ...PACKAGE, 'README.md': '] add TidesOfOthers\n' }), 'install')).toEqual([])
  })

  it('has tests only where the file that Pkg runs stands', () => {
    expect(said(contributionOf(julia, PACKAGE), 'test')).toEqual([])
    expect(said(contributionOf(julia, { ...PACKAGE, 'test/runtests.jl': '' }), 'test')).toHaveLength(1)
  })

  it('depends on no part of the standard library', () => {
    expect(dependencies(contributionOf(julia, PACKAGE), 'runtime')).toEqual(['HTTP'])
  })

  it('in a workspace is set up at its root, and only the main one is what users add', () => {
    const member = (name: string) => ({
      [`${name}/Project.toml`]: `name = "${name}"\nuuid = "a"\n[deps]\nTides = "b"\nCore = "c"\n`,
      [`${name}/src/${name}.jl`]: `module ${name}\nend\n`,
    })
    const found = contributionOf(
      julia,
      {
        'Project.toml': '[workspace]\nprojects = ["Core", "Tides"]\n',
        ...member('Core'),
        ...member('Tides'),
        '.github/workflows/TagBot.yml': 'name: TagBot\n',
      },
      'Tides.jl',
    )
    expect(said(found, 'setup')).toEqual(["julia --project -e 'using Pkg; Pkg.instantiate()'"])
    expect(said(found, 'install')).toEqual([`julia -e 'using Pkg; Pkg.add("Tides")'`])
    expect(found.dependencies).toEqual([])
  })
})
