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
