import type { Limits } from './limits'
import { invalidPack } from './pack-faults'
import { HEADER_BYTES, ID_BYTES, idAt, KIND_NAMES, readEntry, readHeader } from './pack-format'
import { PackObjects } from './pack-objects'
import { SourceFault, stopped } from './result'

const text = new TextEncoder()

/** An object's id: SHA-1 of its kind, its size, NUL and its content. Source: git-hash-object(1). */
async function objectId(kind: number, content: Uint8Array): Promise<string> {
  const head = text.encode(`${KIND_NAMES.get(kind)} ${content.length}\0`)
  const whole = new Uint8Array(head.length + content.length)
  whole.set(head)
  whole.set(content, head.length)
  return idAt(new Uint8Array(await crypto.subtle.digest('SHA-1', whole)), 0)
}

/** Deltas whose base has no content yet, by the base's id or number. */
class WaitingDeltas {
  private readonly byBase = new Map<string | number, number[]>()

  add(base: string | number, delta: number): void {
    const others = this.byBase.get(base)
    if (others) others.push(delta)
    else this.byBase.set(base, [delta])
  }

  /** Gives the deltas that waited for an object, which wait no longer. */
  take(id: string, index: number): number[] {
    if (this.byBase.size === 0) return []
    const deltas = [id, index].flatMap((base) => this.byBase.get(base) ?? [])
    this.byBase.delete(id)
    this.byBase.delete(index)
    return deltas
  }

  get none(): boolean {
    return this.byBase.size === 0
  }
}

/** Gives an object its id, then each that waited for it, and so on. */
async function identify(objects: PackObjects, waiting: WaitingDeltas, first: number, inflated: Uint8Array) {
  const ready = [first]
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const content = objects.content(index, index === first ? inflated : undefined)
    const id = await objectId(objects.kind(index), content)
    objects.identify(index, id, content.length)
    for (const delta of waiting.take(id, index)) {
      objects.join(delta, index)
      ready.push(delta)
    }
  }
}

/** Takes the object at an offset and gives the offset of what follows it. */
async function enter(objects: PackObjects, waiting: WaitingDeltas, offset: number): Promise<number> {
  const entry = readEntry(objects.pack, offset)
  const { content, length } = objects.inflate(entry)
  const { base } = entry
  const known = typeof base === 'string' ? objects.find(base) : base === null ? null : objects.at(base)
  const index = objects.enter(offset, entry.kind)
  if (base !== null && (known == null || objects.kind(known) === 0)) waiting.add(known ?? base, index)
  else {
    if (known != null) objects.join(index, known)
    await identify(objects, waiting, index, content)
  }
  return entry.at + length
}

/**
 * Reads a pack that has all bases of its deltas, as a clone's has. Each object is inflated to exactly the size that it
 * says and has its id made; nothing but the pack, its index and a few objects is held. Source: gitformat-pack(5).
 * @throws SourceFault `archive_invalid`, `archive_too_large`, `too_many_files`, or as the signal says
 */
export async function openPack(
  pack: Uint8Array<ArrayBuffer>,
  limits: Limits,
  signal: AbortSignal,
): Promise<PackObjects> {
  const count = readHeader(pack)
  if (count > limits.packObjects.most)
    throw new SourceFault('too_many_files', `The repository has more than ${limits.packObjects.most} files.`)
  const end = pack.length - ID_BYTES
  const checksum = new Uint8Array(await crypto.subtle.digest('SHA-1', pack.subarray(0, end)))
  if (idAt(checksum, 0) !== idAt(pack, end)) throw invalidPack('its checksum is wrong')
  const objects = new PackObjects(pack, count, limits)
  const waiting = new WaitingDeltas()
  let offset = HEADER_BYTES
  for (let i = 0; i < count; i++) {
    if (signal.aborted) throw stopped(signal)
    offset = await enter(objects, waiting, offset)
  }
  if (offset !== end) throw invalidPack('it has other objects than it says')
  if (!waiting.none) throw invalidPack('a delta has no base')
  return objects
}
