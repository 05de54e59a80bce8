// Serves a stand-in for a provider of language models on loopback, which answers every property with an empty text:
//   node test/model-host/serve.ts <port> [model] [key]
import { startModelHost } from './model-host.ts'

const [port, model = 'stand-in', key = null] = process.argv.slice(2)
if (!/^\d{1,5}$/.test(port ?? '')) {
  console.error('usage: node test/model-host/serve.ts <port> [model] [key]')
  process.exit(2)
}

const host = await startModelHost({ model, key, port: Number(port) })
console.log(`${host.origin}/v1 answers as ${model}, ${key === null ? 'to everybody' : 'to who has the key'}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void host.close())
