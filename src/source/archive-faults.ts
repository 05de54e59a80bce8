import { SourceFault } from './result'

/** The archive contradicts itself or is none; `what` completes the sentence. */
export const invalid = (what: string) => new SourceFault('archive_invalid', `The archive is broken: ${what}.`)

/** The archive ends, or the connection breaks, before its end record. */
export const truncated = () => new SourceFault('archive_truncated', 'The archive breaks off before its end.')

/** @param most bytes that an archive may have */
export const tooLarge = (most: number) =>
  new SourceFault('archive_too_large', `The repository's archive is larger than ${Math.floor(most / 2 ** 20)} MB.`)
