import { describe, expect, test } from 'vitest'
import type { Command, Facts, Kind } from '../../../src/analysis/facts'
import { contextOf } from '../../../src/readme/context'
import { about } from '../../../src/readme/sections/about'
import { oneLiner } from '../../../src/readme/wording/one-line'
import { factsOf } from './fixtures'

const sources = [{ path: 'somewhere' }]
const say = (command: string): Command => ({ command, cwd: '.', sources })
const told = (given: Parameters<typeof factsOf>[2], stack?: Facts['stack']) => {
  const facts = factsOf('acme', 'mole', given)
  const lines = about(contextOf(stack ? { ...facts, stack } : facts)).flat()
  // The one-liner has tests of its own.
  return lines
    .slice(facts.description ? 1 : 0)
    .map(({ text }) => text)
    .join('\n')
}
const stack = (languages: string[], frameworks: string[] = []): Facts['stack'] => ({
  languages: languages.map((name) => ({ name, bytes: 1, sources })),
  frameworks: frameworks.map((name) => ({ name, sources })),
})
const framework = (name: string) => ({ name, category: 'platform', cwd: '.', sources })

describe('a one-liner', () => {
  test.each([
    [
      'ends before a clause that only adds to it',
      'Hill is a digger for gardens and lawns that allows its owners to express how deep each of the many tunnels may become in a year',
      'Hill is a digger for gardens and lawns.',
    ],
    [
      'ends before another statement',
      'Hill shows the files of one folder in a window on the screen and it can be used to upload, delete, preview and edit them',
      'Hill shows the files of one folder in a window on the screen.',
    ],
    [
      'never ends within a list',
      'Digger of hills and holes for moles with tunnels, chambers, larders, nests, stairs, doors, windows, kitchens, cellars and whatever else they need',
      'Digger of hills and holes for moles.',
    ],
    [
      'ends before a phrase where no clause ends',
      'This branch of the hill was initially derived from the older version of it to demonstrate how moles split a hill into little services',
      'This branch of the hill was initially derived from the older version of it to demonstrate how moles split a hill.',
    ],
    [
      'ends at no comma after the subject',
      'This hill, along with the other one that stands beside it, shows an example of what can be built in a garden by one mole in a night',
      'This hill, along with the other one that stands beside it, shows an example of what can be built in a garden.',
    ],
    [
      'keeps no comma or space before its stop',
      'Hill.js is the backbone of the Hill Framework, which provides a quick way of working for whoever develops modern applications',
      'Hill.js is the backbone of the Hill Framework.',
    ],
    [
      'ends at no bracket within a phrase',
      'Sample reference application for hills, demonstrating a single-process (monolithic) architecture and deployment model of moles',
      'Sample reference application for hills.',
    ],
  ])('%s', (_, description, line) => {
    expect(oneLiner(description).line).toBe(line)
  })
  test('a sentence whose only end would leave something open stays whole', () => {
    const whole =
      'This module of the hill makes it easy to set up new tunnels, chambers, larders, nests, stairs, doors, windows, kitchens and cellars.'
    expect(oneLiner(whole).line).toBe(whole)
  })
  test('a sentence that can end nowhere stays whole', () => {
    const whole = `${'Moles '.repeat(25)}dig.`
    expect(oneLiner(whole).line).toBe(whole)
  })
})

describe('what it is', () => {
  test.each<[Kind[], string]>([
    [['template', 'web-app'], 'a template for web applications'],
    [['web-app', 'sample'], 'a sample web application'],
    [['contracts', 'library'], 'a library of smart contracts'],
    [['library', 'framework'], 'a framework'],
    [['cli', 'library'], 'a command-line tool and library'],
  ])('%s is told as people say it', (kinds, words) => {
    expect(told({ kinds }, stack(['Rust']))).toBe(`mole is ${words} written in Rust.`)
  })
  test('a plugin is told by the program that it is for, which is not told again', () => {
    expect(told({ kinds: ['plugin'], frameworks: [framework('Neovim')] }, stack(['Lua'], ['Neovim']))).toBe(
      'mole is a Neovim plugin written in Lua.',
    )
    expect(told({ kinds: ['plugin'] }, stack(['Lua']))).toBe('mole is a plugin written in Lua.')
  })
  test('infrastructure is told by what its users type, or by its tool', () => {
    const infrastructure = [{ tool: 'Terraform', paths: ['.'], sources }]
    const install = [say('module "mole" { source = "acme/mole/hill" }')]
    expect(told({ kinds: ['infrastructure'], infrastructure, commands: { install } })).toBe(
      'mole is a Terraform module.',
    )
    expect(told({ kinds: ['infrastructure'], infrastructure })).toBe('mole is a Terraform configuration.')
  })
  test('a language is not told as a framework as well', () => {
    expect(told({ kinds: ['service'] }, stack(['Go', 'Vue'], ['Vue', 'chi']))).toBe(
      'mole is a service written in Go and Vue with chi.',
    )
  })
  test('a description that names kind and language needs no further sentence', () => {
    const description = { value: 'A digging library for Rust', sources }
    expect(told({ kinds: ['library'], description }, stack(['Rust']))).toBe('')
  })
  test('an app is told with the platforms that its commands and frameworks prove', () => {
    const commands = { build: [say('flutter build apk'), say('flutter build ios'), say('flutter build web')] }
    expect(told({ kinds: ['mobile-app'], commands }, stack(['Dart'], ['Flutter']))).toBe(
      'mole is a mobile app written in Dart with Flutter, built for Android, iOS and the web.',
    )
    expect(told({ kinds: ['service'], commands }, stack(['Dart']))).not.toContain('Android')
  })
  test('the language of the main package comes first, however much lies below it', () => {
    const manager = (name: string, cwd: string) => ({ name, manifest: 'x', cwd, sources })
    const package_managers = [manager('pnpm', 'web'), manager('go', '.')]
    expect(told({ kinds: ['service'], package_managers }, stack(['TypeScript', 'Go']))).toBe(
      'mole is a service written in Go and TypeScript.',
    )
  })
  test('two sentences do not both begin with “It is”', () => {
    const description = { value: 'Digs hills. It is quiet.', sources }
    expect(told({ kinds: ['service'], description }, stack(['Go']))).toContain('mole is a service written in Go.')
  })
  test('the one language of what is installed goes without saying', () => {
    const description = { value: 'A library that digs', sources }
    const commands = { install: [say('pip install mole')] }
    expect(told({ kinds: ['library'], description, commands }, stack(['Python']))).toBe('')
    expect(told({ kinds: ['library'], description }, stack(['Python']))).toBe('It is written in Python.')
  })
})
