import { describe, it } from 'vitest'
import { CORE } from './core'
import { PROMISES } from './promises'

describe.each(Object.entries(PROMISES))('%s', (_, promises) => {
  it.each(Object.entries(promises))('%s', (_, check) => check(CORE))
})
