import type { Check, CommandCheck, Judged } from './claim'
import { fileArguments } from './file-arguments'
import { memberCalls } from './members'
import { scriptCalls } from './script-calls'
import { targetCalls } from './target-calls'

const CHECKS: readonly CommandCheck[] = [scriptCalls, targetCalls, fileArguments, memberCalls]

/** Commands whose script, target, service, member or file the repository does not have. */
export const commandClaims: Check = (ground) =>
  ground.typed.flatMap((typed): Judged[] => {
    const verdicts = CHECKS.flatMap((check) => check(ground, typed) ?? [])
    const verdict = verdicts.find((one) => one !== 'holds') ?? verdicts[0]
    // What is not seen may declare it.
    if (verdict !== 'holds' && !ground.whole) return []
    return verdict ? [{ kind: 'command', line: typed.line, claim: typed.text, verdict }] : []
  })
