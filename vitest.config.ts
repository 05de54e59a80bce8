import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        plugins: [
          cloudflareTest(async () => ({
            main: './test/workers/entry.ts',
            wrangler: { configPath: './wrangler.toml' },
            remoteBindings: false,
            miniflare: {
              bindings: {
                MIGRATIONS: await readD1Migrations('migrations'),
                ACCESS: 'open',
                TOKEN_SECRET: 'a secret for tests',
                SESSION_SECRET: 'another secret for tests',
                OPERATOR_TOKEN: 'operator-token-of-the-tests',
              },
            },
          })),
        ],
        test: { name: 'workers', include: ['test/workers/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        test: {
          name: 'walls',
          include: ['test/walls/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
