import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/job/schema.ts', './src/api/keys/schema.ts'],
  out: './migrations',
})
