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

describe('contracts', () => {
  const manifest = { 'foundry.toml': '[profile.default]\nsrc = "contracts"\nsolc_version = "0.8.35"\n' }
  const exports = (files: Record<string, string>) =>
    contributionOf(solidity, { ...manifest, ...files }).surface?.exports ?? []

  it('ask for the compiler that most of them state, not for the one that builds them', () => {
    const file = (pragma: string, kind = 'contract') => `pragma solidity ${pragma};\n${kind} A {}\n`
    const files = {
      'contracts/A.sol': file('^0.8.20'),
      'contracts/B.sol': file('^0.8.20', 'library'),
      'contracts/C.sol': file('^0.8.24'),
      'contracts/I.sol': file('>=0.4.16', 'interface'),
      'contracts/J.sol': file('>=0.4.16', 'interface'),
      'contracts/K.sol': file('>=0.4.16', 'interface'),
    }
    expect(contributionOf(solidity, { ...manifest, ...files }).runtimes).toEqual([
      { name: 'solidity', constraint: '^0.8.20', sources: [{ path: 'contracts/A.sol', line: 1 }] },
    ])
    expect(contributionOf(solidity, { ...manifest, 'contracts/A.sol': 'contract A {}\n' }).runtimes).toEqual([])
  })

  it('are described by the beginning of their comment or not at all, however long it is', () => {
    const long = (lines: number) =>
      `/**\n * @dev Stores the permissions of a system.\n *\n${' * Modifier on a set of functions that somebody selected.\n'.repeat(lines)} */\ncontract Keeper {}\n`
    const described = (lines: number) => exports({ 'contracts/K.sol': long(lines) })[0]?.description
    expect(described(60)).toBe('Stores the permissions of a system.')
    expect(described(400)).toBeUndefined()
  })

  it('are all told, so that who counts them counts right', () => {
    const many = Object.fromEntries(
      Array.from({ length: 350 }, (_, at): [string, string] => [`contracts/C${at}.sol`, `contract C${at} {}\n`]),
    )
    expect(exports(many)).toHaveLength(350)
  })
})
