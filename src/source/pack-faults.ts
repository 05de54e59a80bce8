import { SourceFault } from './result'

/** The clone contradicts itself or is none; `what` completes the sentence. */
export const invalidPack = (what: string) =>
  new SourceFault('archive_invalid', `The clone that the host gives is broken: ${what}.`)

/** @param what what of the repository is too large, completing the sentence */
export const tooLargeToClone = (what: string) =>
  new SourceFault('archive_too_large', `The host has no archive of this repository, and to be cloned ${what}.`)

/** A limit in bytes, in a sentence. */
export const megabytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MB`
