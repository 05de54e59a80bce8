import { describe, expect, it } from 'vitest'
import { nix } from '../../../../src/analysis/manifests/nix'
import { contributionOf, said } from './contribution'

const FLAKE = '{ outputs = _: { packages.${system}.default = x; devShells.${system}.default = y; }; }\n'

describe('a flake', () => {
  it('is a further way beside the tools of another ecosystem, the first where it is all there is', () => {
    const rank = (files: Record<string, string>) => contributionOf(nix, files).commands?.[0]?.rank ?? 0
    expect(rank({ 'flake.nix': FLAKE, 'Cargo.toml': '' })).toBeGreaterThan(rank({ 'flake.nix': FLAKE }))
  })

  it('is called only for what it gives', () => {
    const found = contributionOf(nix, { 'flake.nix': FLAKE })
    expect([said(found, 'build'), said(found, 'run'), said(found, 'setup')]).toEqual([
      ['nix build'],
      [],
      ['nix develop'],
    ])
    expect(contributionOf(nix, { 'flake.nix': '{ # packages.default\n outputs = _: { }; }\n' }).commands).toEqual([])
  })
})

describe('a flake with a shell alone', () => {
  it('is not built, though its shell lists packages and is the default', () => {
    const shell =
      '{\n  outputs = { self, ... }: {\n    devShells = each ({ pkgs }:\n      {\n        default = pkgs.mkShellNoCC {\n          packages = with pkgs; [ cargo ];\n        };\n      }\n    );\n  };\n}\n'
    const found = contributionOf(nix, { 'flake.nix': shell })
    expect([said(found, 'build'), said(found, 'run'), said(found, 'setup')]).toEqual([[], [], ['nix develop']])
    const both = shell.replace(
      'devShells',
      'packages = each ({ pkgs }: {\n      default = pkgs.kettle;\n    });\n    devShells',
    )
    expect(contributionOf(nix, { 'flake.nix': both }).commands?.find(({ group }) => group === 'build')).toMatchObject({
      command: 'nix build',
      sources: [{ path: 'flake.nix', line: 4 }],
    })
  })
})
