import { describe, expect, it } from 'vitest'
import { zig } from '../../../../src/analysis/manifests/zig'
import { parseZon } from '../../../../src/analysis/manifests/zig/zon'
import { contributionOf, said } from './contribution'

describe('a Zig build', () => {
  const build = (text: string, more: Record<string, string> = {}) =>
    contributionOf(zig, { 'build.zig': text, 'src/main.zig': '', ...more })

  it('takes only the steps that it declares', () => {
    expect(said(build('const run = b.step("run", "Run");\n'), 'run')).toEqual(['zig build run'])
    expect(said(build('// const t = b.step("test", "Test");\n'), 'test')).toEqual([])
  })

  it('names a program by its own name, not by that of a module it imports', () => {
    const found = build(
      'const e = b.addExecutable(.{ .name = name, .imports = &.{.{ .name = "lib", .module = m }} });\n',
    )
    expect(found.binaries).toEqual([])
  })

  it('a broken or endless notation gives nothing', () => {
    expect(parseZon('')).toBeNull()
    expect(parseZon('.{'.repeat(100_000))).toBeNull()
    expect(contributionOf(zig, { 'build.zig': '', 'build.zig.zon': '.{ .name = ' }).packages?.[0]?.name).toBeNull()
  })
})
