import { label, text } from '../escape'

/** Labels that say nothing of where they lead: those of markdownlint's MD059. */
const EMPTY = /^[\W_]*(?:click here|here|link|more)[\W_]*$/i
const LONGEST = 80

/** A target as a path; as it stands where it is none. */
export function decoded(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}

export const saysNothing = (words: string): boolean => EMPTY.test(words)

/** What a target is, for a link whose words do not say it: a path as code, host and path of an address. */
export function targetWords(target: string): string {
  const [, mail] = target.match(/^mailto:([^?]+)/i) ?? []
  if (mail !== undefined) return text(decoded(mail))
  const [, host, path = ''] = target.match(/^(?:https?:)?\/\/(?:www\.)?([^/?#]+)([^?#]*)/i) ?? []
  if (host === undefined) return label(decoded(target.replace(/[?#].*$/, '')).replace(/^\.\/(?=.)|\/$/g, '') || target)
  const whole = text(`${host}${decoded(path).replace(/\/$/, '')}`)
  return whole.length > LONGEST ? text(host) : whole
}
