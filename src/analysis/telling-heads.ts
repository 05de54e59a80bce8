import { roleOf } from './roles'

/** What a file's first lines may say of the project whatever its name is: what its folder holds, that it is a program, what it embeds. */
const TELLING: ReadonlyMap<string, RegExp> = new Map([['go', /^(?:\/\/ Package |\/\/go:embed |func main\(\))/m]])

const latin1 = new TextDecoder('latin1')

/** Is the beginning of a file that nobody asked for by its name worth holding for the detectors? */
export function isTelling(path: string, content: Uint8Array): boolean {
  const telling = TELLING.get(path.slice(path.lastIndexOf('.') + 1))
  return telling !== undefined && roleOf(path) === 'own' && telling.test(latin1.decode(content))
}
