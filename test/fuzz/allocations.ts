/**
 * Notes the largest array of bytes that anybody makes by its length from now on.
 * @returns that number, and how to begin anew
 */
export function watchAllocations(): { bytes(): number; reset(): void } {
  let largest = 0
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, given: unknown[], made) {
      const [length] = given
      if (typeof length === 'number' && length > largest) largest = length
      return Reflect.construct(target, given, made)
    },
  })
  return {
    bytes: () => largest,
    reset: () => {
      largest = 0
    },
  }
}
