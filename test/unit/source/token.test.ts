import { describe, expect, test } from 'vitest'
import { fetchFromHost, type SourceAccess } from '../../../src/source/guarded-fetch'
import { LIMITS } from '../../../src/source/limits'
import { configuredHosts } from '../../../src/source/origins'
import { settle } from '../../../src/source/result'

const TOKEN = 'only-for-friends'

/** Follows a host's answers, the n-th to the n-th request, and notes who was told what. */
async function follow(host: string, answers: Response[], token: string | null = TOKEN, origins = '{}') {
  const told: [url: string, authorization: string | null][] = []
  const access: SourceAccess = {
    fetch: async (url, init) => {
      told.push([url, new Headers(init.headers).get('authorization')])
      return answers[told.length - 1] ?? new Response('end')
    },
    hosts: configuredHosts(origins, '{}'),
    token,
    signal: new AbortController().signal,
    limits: LIMITS,
  }
  const url = `${access.hosts.origin(host)}/owner/name`
  const result = await settle(fetchFromHost(access, { host, url, method: 'GET', headers: {} }))
  return { told, result }
}
const to = (location: string) => new Response(null, { status: 302, headers: { location } })
const basic = (user: string) => `Basic ${btoa(`${user}:${TOKEN}`)}`

describe('a token for a private repository', () => {
  test.each([
    ['github.com', 'x-access-token'],
    ['gitlab.com', 'oauth2'],
    ['bitbucket.org', 'x-token-auth'],
  ])('is told to %s as the password of %s', async (host, user) => {
    expect((await follow(host, [])).told).toEqual([[`https://${host}/owner/name`, basic(user)]])
  })

  test('stays with the host when that redirects within itself', async () => {
    const { told } = await follow('github.com', [to('/owner/renamed')])
    expect(told.map(([, authorization]) => authorization)).toEqual([basic('x-access-token'), basic('x-access-token')])
  })

  test('goes to no other place, not even one of the host’s own, and not back to the host’s name behind a mapped origin', async () => {
    const away = await follow('github.com', [to('https://codeload.github.com/owner/name')])
    expect(away.told[1]).toEqual(['https://codeload.github.com/owner/name', null])
    const mapped = await follow(
      'github.com',
      [to('https://github.com/owner/name')],
      TOKEN,
      '{"github.com":"http://127.0.0.1:9"}',
    )
    expect(mapped.told).toEqual([
      ['http://127.0.0.1:9/owner/name', basic('x-access-token')],
      ['https://github.com/owner/name', null],
    ])
    const evil = await follow('github.com', [to('https://evil.example/owner/name')])
    expect(evil.told).toHaveLength(1)
    expect(evil.result).toMatchObject({ ok: false, code: 'redirect_refused' })
  })

  test('none, and nothing is told', async () => {
    expect((await follow('github.com', [], null)).told).toEqual([['https://github.com/owner/name', null]])
  })

  test.each([401, 403, 404])(
    'that does not open the repository (%i) is the same error as no repository, with a hint',
    async (status) => {
      const closed = () => [new Response(null, { status })]
      const [withToken, without] = [await follow('github.com', closed()), await follow('github.com', closed(), null)]
      expect(withToken.result).toMatchObject({
        ok: false,
        code: 'repository_not_found',
        message: expect.stringContaining('token'),
      })
      expect(without.result).toMatchObject({
        ok: false,
        code: 'repository_not_found',
        message: expect.stringContaining('private'),
      })
      expect(JSON.stringify(withToken.result)).not.toContain(TOKEN)
    },
  )
})
