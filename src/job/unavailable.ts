/** What a request needs beside its own Worker. */
const PARTS = { index: 'The index of jobs', storage: 'The storage of results', object: 'The job object' } as const

/** A part of the platform did not answer. What it said itself, which may carry a person's data, stays in `cause`. */
export class Unavailable extends Error {
  override name = 'Unavailable'
  constructor(part: keyof typeof PARTS, cause: unknown) {
    super(`${PARTS[part]} did not answer.`, { cause })
  }
}

/** @throws Unavailable when the call fails */
export async function asked<T>(part: keyof typeof PARTS, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    throw new Unavailable(part, cause)
  }
}
