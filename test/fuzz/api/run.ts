/*
 * Fuzzes the API with requests made from its own OpenAPI document, and holds every answer against it:
 *
 *   node test/fuzz/api/run.ts --requests 20000 --seed 1
 *     --access owned       the product with jobs that have owners, instead of everybody's (`open`)
 *     --origin URL         a service that runs already, instead of the product as `npm start` runs it
 *     --token key=rforge_  a bearer token that it knows, by the name of its security scheme; as often as there are tokens
 *     --only TEXT          operations whose name contains this: `POST /generate/`
 *     --path 12:0:1        with `--only` and `--seed`: one request, where a run found it
 *
 * What is sent follows from the seed; what a job is like by then does not. Ends with 1 when a promise is broken.
 */
import { parseArgs } from 'node:util'
import { bearer } from './product.ts'
import { textOf } from './report.ts'
import { fuzzApi } from './world.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    access: { type: 'string', default: 'open' },
    origin: { type: 'string' },
    token: { type: 'string', multiple: true, default: [] },
    only: { type: 'string' },
    path: { type: 'string' },
  },
})
const { requests, seed, access, origin, token, only, path } = values
const pairs = token.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const)
const credentials = Object.fromEntries(
  [...Map.groupBy(pairs, ([scheme]) => scheme)].map(([scheme, known]) => [
    scheme,
    known.map(([, text]) => bearer(text)),
  ]),
)
const result = await fuzzApi({
  ...{ requests: Number(requests), seed: Number(seed), access: access === 'owned' ? 'owned' : 'open', only, path },
  running: origin === undefined ? undefined : { origin, credentials },
})
process.stdout.write(textOf(result))
process.exitCode = result.violations.length || result.culprit ? 1 : 0
