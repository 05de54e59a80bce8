import type { Ecosystem } from '../ecosystem'
import { baseOf } from '../project'
import { together, topManifests } from './manifest-facts'
import { mentionBytes } from './mention'
import { PRE_COMMIT, preCommitCommands } from './pre-commit'
import { isReadme, MOST_README } from './readme-mention'
import { compilerOf, contractBytes, contractsOf } from './solidity/contracts'
import { DEPLOYS, foundryProject } from './solidity/foundry'
import { CONTRACT_MANIFESTS, CONTRACT_TOOLS, contractProject } from './solidity/others'

const MOST_MANIFEST = 65_536

/** Smart contracts: Foundry, Hardhat and their kin for Ethereum, Anchor for Solana, Scarb for Starknet, Move for Sui and Aptos. */
export const solidity: Ecosystem = {
  name: 'solidity',
  packages: { foundry: ['Solidity', 'Vyper', 'Yul'], scarb: ['Cairo', 'Cairo Zero'], move: ['Move'] },
  tools: [
    {
      tools: ['forge'],
      manifest: /^foundry\.toml$/,
      verbs: [
        ['install', 'setup'],
        ['soldeer install', 'setup'],
        ['build', 'build'],
        ['test', 'test'],
        ['fmt --check', 'lint'],
        ['fmt', 'format'],
      ],
    },
    {
      tools: ['anchor'],
      manifest: /^Anchor\.toml$/,
      verbs: [
        ['build', 'build'],
        ['test', 'test'],
        ['deploy', 'deploy'],
      ],
    },
    {
      tools: ['scarb'],
      manifest: /^Scarb\.toml$/,
      verbs: [
        ['build', 'build'],
        ['test', 'test'],
        ['fmt --check', 'lint'],
        ['fmt', 'format'],
      ],
    },
    { tools: ['snforge'], manifest: /^Scarb\.toml$/, verbs: [['test', 'test']] },
  ],
  extensions: ['toml', 'sol', 'json', 'js', 'ts', 'cjs', 'mjs', 'cts', 'mts', 'yaml', 'yml', 'md'],
  wants(path, bytes) {
    const base = baseOf(path)
    if (
      base === 'foundry.toml' ||
      base === '.gitmodules' ||
      base === 'package.json' ||
      PRE_COMMIT.includes(path) ||
      CONTRACT_MANIFESTS.test(base)
    )
      return bytes <= MOST_MANIFEST ? bytes : 0
    if (DEPLOYS.test(path)) return bytes <= MOST_MANIFEST ? bytes : 0
    if (path.endsWith('.sol')) return contractBytes(path, bytes)
    return isReadme(path) ? MOST_README : mentionBytes(path)
  },
  detect(project) {
    const foundry = topManifests(project, 'foundry.toml').map((path) => foundryProject(project, path))
    const others = CONTRACT_TOOLS.flatMap((file) => topManifests(project, file)).map((path) =>
      contractProject(project, path),
    )
    if (!foundry.length && !others.length) return {}
    return together([
      ...foundry,
      ...others,
      {
        commands: preCommitCommands(project),
        runtimes: compilerOf(project),
        surface: { exports: contractsOf(project) },
      },
    ])
  },
}
