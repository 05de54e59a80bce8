import { describe, expect, it } from 'vitest'
import { hclObject, hclString, hclText, readHcl } from '../../../../src/analysis/manifests/hcl'

const first = (text: string) => readHcl(text).blocks[0]!

describe('HCL as text', () => {
  it('is not led astray by braces in strings, templates, comments and heredocs', () => {
    const { blocks } = readHcl(`
# locals {
locals { /* } */
  a = "}" // {
  b = "\${join("}", ["{"])} \\" {"
  c = <<-EOT
    variable "no" {
  EOT
}
variable "yes" {}
`)
    expect(blocks.map(({ type, labels, line }) => [type, ...labels, line])).toEqual([
      ['locals', 3],
      ['variable', 'yes', 10],
    ])
    expect([...blocks[0]!.body.attributes.keys()]).toEqual(['a', 'b', 'c'])
  })

  it('keeps expressions over several lines whole, and lines of what follows right', () => {
    const { body } = first('a "b" {\n  x = [\n    1, # one\n    2,\n  ]\n  y = "z" # end\n  in { k = 1 }\n}\n')
    expect(body.attributes.get('x')?.expression.replace(/\s/g, '')).toBe('[1,#one2,]')
    expect(body.attributes.get('y')).toEqual({ expression: '"z"', line: 6 })
    expect(body.blocks.map(({ type, line }) => [type, line])).toEqual([['in', 7]])
  })

  it('reads objects on one line and on several', () => {
    const { body } = first('a {\n  x = { source = "o/n", version = ">= 1" }\n  y = {\n    "source" : "p/q"\n  }\n}')
    const inner = (name: string) => hclObject(body.attributes.get(name)!).attributes
    expect(hclString(inner('x').get('version'))).toBe('>= 1')
    expect(hclString(inner('y').get('source'))).toBe('p/q')
  })

  it('gives texts of strings and heredocs, and none of what is computed', () => {
    const { attributes } = readHcl('a = "one \\"two\\""\nb = <<EOT\none\n  two\nEOT\nc = "x ${y}"\nd = local.z\n')
    expect(['a', 'b', 'c', 'd'].map((name) => hclText(attributes.get(name)))).toEqual([
      'one "two"',
      'one two',
      null,
      null,
    ])
  })

  it.each([
    ['{'.repeat(100_000)],
    ['a {'.repeat(50_000)],
    ['"${'.repeat(50_000)],
    ['a = <<X\n'.repeat(20_000)],
    [`a = "${' '.repeat(200_000)}`],
    ['/*'.repeat(100_000)],
    ['a "b" '.repeat(50_000)],
    ['=}'.repeat(100_000)],
    ['a = ('.repeat(50_000)],
  ])('ends soon on hostile text %#', (text) => {
    readHcl(text)
  })
})
