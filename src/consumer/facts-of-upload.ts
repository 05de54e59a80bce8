import { interestIn } from '../analysis/analyse'
import type { Selection } from '../analysis/selection'
import type { JobRepository, JobSpec, Upload } from '../job/job'
import type { Address } from '../source/address'
import { readUpload, type UploadedArchive } from '../source/fetch-repository'
import { LIMITS } from '../source/limits'
import { parseRequest } from '../source/request'
import type { SourceFailure } from '../source/result'
import { factsIn, failed, type Outcome, type Surroundings } from './facts-in'
import { failureOf, UPLOAD_EXPIRED } from './failures'
import { withinMemory } from './within-memory'

/** What a job is about. */
export interface Asked {
  spec: JobSpec
  repository: JobRepository
}

/** Branch and folder of an address, by its looks: there is no host to ask which of a path's segments name the branch. */
function placeIn({ ref, refPath, subdirectory }: Address): { ref: string | null; folder: string | null } {
  const [branch = null, ...rest] = refPath?.split('/') ?? []
  return { ref: ref ?? branch, folder: subdirectory ?? (rest.join('/') || null) }
}

/** Thrown inside a reader when the archive is gone from R2. */
class Expired extends Error {}

async function stream(bucket: R2Bucket, key: string, range?: R2Range): Promise<ReadableStream<Uint8Array>> {
  const object = await bucket.get(key, range ? { range } : {})
  if (!object) throw new Expired()
  return object.body
}

/** From the archive that came with the request. @throws LeaseLost */
export async function factsOfUpload(
  { spec, repository }: Asked,
  upload: Upload,
  selection: Selection,
  surroundings: Surroundings,
): Promise<Outcome> {
  const { hosts, bucket, signal, stages } = surroundings
  const { key, bytes: size, format } = upload
  const { url, subdirectory } = spec

  stages.enter('resolve')
  const address = url === null ? null : parseRequest({ ...spec, url }, hosts)
  if (address && !address.ok) return failureOf(address)
  const place = address ? placeIn(address.value) : { ref: spec.ref, folder: null }
  const folder = subdirectory === null ? place.folder : subdirectory
  stages.end({ upload_bytes: size })

  const archive: UploadedArchive = {
    size,
    format,
    open: () => stream(bucket, key),
    openRange: (offset, length) => stream(bucket, key, { offset, length }),
  }
  try {
    const made = await withinMemory(surroundings, async (memory) => {
      stages.enter('download')
      const onBytes = (received: number) => stages.received(received)
      const access = { signal, limits: LIMITS }
      const read = await readUpload(archive, folder, interestIn(folder), access, { onBytes, memory })
      if (!read.ok) return failed(asSent(read), signal)
      const clone_url = address?.value.cloneUrl ?? null
      return factsIn(read.value, { ...repository, clone_url, ref: place.ref }, selection, surroundings)
    })
    return made.ok ? { ok: true, value: { ...made.value, address: address?.value ?? null } } : made
  } catch (error) {
    if (error instanceof Expired) return UPLOAD_EXPIRED
    throw error
  }
}

/** An archive that breaks off breaks off however often it is read again. */
const asSent = (failure: SourceFailure): SourceFailure =>
  failure.code === 'archive_truncated' ? { ...failure, code: 'archive_invalid' } : failure
