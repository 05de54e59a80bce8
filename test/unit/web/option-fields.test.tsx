/** @jsxImportSource hono/jsx */
import { expect, it } from 'vitest'
import { OptionFields } from '../../../src/web/option-fields'

const written = (hasModel: boolean) =>
  String(<OptionFields values={{}} takesTokens={false} hasOwners={false} hasModel={hasModel} />)

it('whoever has a language model can say whether it may word the README; others are not asked', () => {
  expect(written(true)).toMatch(
    /<select name="options.llm">(?:<option value="(?:auto|off|required)">[^<]+<\/option>){3}/,
  )
  expect(written(false)).not.toContain('options.llm')
})
