import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Asked, type Fault, type GitHost, startGitHost } from '../git-host/git-host.ts'
import { type MadeRepository, makeRepository, type RepositoryPlan } from '../git-host/repository.ts'

/** A Git host on loopback with repositories that tests make, and faults that tests switch on. */
export interface Repositories {
  host: GitHost
  /** Answers wrongly as long as it is set. */
  fault: { current: ((asked: Asked) => Fault | undefined) | null }
  make(owner: string, name: string, plan: RepositoryPlan): Promise<MadeRepository>
  /** Bare repository that was made. */
  find(owner: string, name: string): string
  close(): Promise<void>
}

export async function startRepositories(): Promise<Repositories> {
  const folder = await mkdtemp(join(tmpdir(), 'git-host-'))
  const made = new Map<string, string>()
  const fault: Repositories['fault'] = { current: null }
  const host = await startGitHost({
    find: (owner, name) => made.get(`${owner}/${name}`) ?? null,
    fault: (asked) => fault.current?.(asked),
  })
  return {
    host,
    fault,
    async make(owner, name, plan) {
      const repository = await makeRepository(join(folder, `${owner.replaceAll('/', '+')}+${name}.git`), plan)
      made.set(`${owner}/${name}`, repository.gitDir)
      return repository
    },
    find(owner, name) {
      const found = made.get(`${owner}/${name}`)
      if (!found) throw new Error(`${owner}/${name} was not made`)
      return found
    },
    async close() {
      await host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
