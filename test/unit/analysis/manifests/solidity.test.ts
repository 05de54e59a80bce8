import { describe, expect, it } from 'vitest'
import { solidity } from '../../../../src/analysis/manifests/solidity'
import { contributionOf, said } from './contribution'

const FOUNDRY = {
  'foundry.toml': '[profile.default]\nsrc = "contracts"\n',
  'contracts/A.sol': '',
  'contracts/B.sol': '',
}

describe('a project of Foundry', () => {
  it('is built and tested by what stands there', () => {
    const found = contributionOf(solidity, FOUNDRY)
    expect([said(found, 'build'), said(found, 'test')]).toEqual([['forge build'], []])
    expect(said(contributionOf(solidity, { ...FOUNDRY, 'test/A.t.sol': '' }), 'test')).toEqual(['forge test'])
    expect(said(found, 'setup')).toEqual([])
  })

  it('is formatted only by what it uses itself', () => {
    expect(said(contributionOf(solidity, FOUNDRY), 'format')).toEqual([])
    const settings = `${FOUNDRY['foundry.toml']}[fmt]\nline_length = 80\n`
    expect(said(contributionOf(solidity, { ...FOUNDRY, 'foundry.toml': settings }), 'lint')).toEqual([
      'forge fmt --check',
    ])
    const scripts = '{"scripts":{"fmt":"forge fmt"}}'
    expect(said(contributionOf(solidity, { ...FOUNDRY, 'package.json': scripts }), 'format')).toEqual(['forge fmt'])
  })

  it('is a library only where it is installed or published as one', () => {
    const kinds = (files: Record<string, string>) =>
      contributionOf(solidity, { ...FOUNDRY, ...files }, 'kelp').packages?.[0]?.kinds
    expect(kinds({})).toEqual(['contracts'])
    expect(kinds({ 'README.md': 'forge install acme/kelp\n' })).toEqual(['contracts', 'library'])
    expect(kinds({ 'README.md': 'forge install acme/kelpie\n' })).toEqual(['contracts'])
  })

  it('takes variables from its settings and its deployment scripts, once each', () => {
    const files = {
      ...FOUNDRY,
      'foundry.toml': `${FOUNDRY['foundry.toml']}[rpc_endpoints]\na = "\${RPC_URL}"\nb = "\${RPC_URL}"\n`,
      'script/Deploy.s.sol': 'vm.envUint("KEY_ID");\nvm.envOr("OWNER", x);\n',
    }
    expect(contributionOf(solidity, files).environment?.map(({ name }) => name)).toEqual(['RPC_URL', 'KEY_ID', 'OWNER'])
  })
})

describe('other tools', () => {
  it('Hardhat is called only where npm brings it and no script does', () => {
    const of = (manifest: string) =>
      said(
        contributionOf(solidity, {
          'hardhat.config.ts': '',
          'contracts/A.sol': '',
          'test/a.ts': '',
          'package.json': manifest,
        }),
        'test',
      )
    expect(of('{}')).toEqual([])
    expect(of('{"devDependencies":{"hardhat":"2"}}')).toEqual(['npx hardhat test'])
    expect(of('{"devDependencies":{"hardhat":"2"},"scripts":{"test":"hardhat test"}}')).toEqual([])
  })

  it('Move is called by the chain that its manifest is for', () => {
    const of = (text: string) => said(contributionOf(solidity, { 'Move.toml': text }), 'build')
    expect(of('[package]\nname = "a"\n[dependencies]\nSui = { git = "x" }\n')).toEqual(['sui move build'])
    expect(of('[package]\nname = "a"\n[dependencies.AptosFramework]\n')).toEqual(['aptos move compile'])
    expect(of('[package]\nname = "a"\n')).toEqual([])
  })

  it('each stands in its own folder', () => {
    const found = contributionOf(solidity, {
      'Anchor.toml': '[toolchain]\nanchor_version = "0.30.1"\n',
      'starknet/Scarb.toml': '[package]\nname = "a"\ncairo-version = "2.8.0"\n',
      'examples/x/foundry.toml': '',
    })
    expect(said(found, 'build')).toEqual(['anchor build', 'starknet: scarb build'])
    expect(found.runtimes?.map(({ name, constraint }) => `${name} ${constraint}`)).toEqual([
      'anchor 0.30.1',
      'cairo 2.8.0',
    ])
  })
})
