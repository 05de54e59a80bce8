import { sameName } from './names'
import { saysWhatItIs } from './sentences'

/** Beginnings of sentences that speak to the reader, of the people behind it or of how it came about, not of what it is. */
const ASIDE =
  /^(?:[("'“]|there(?:['’]s)? |here(?:['’]s)? |it['’]?s (?:time|possible|recommended)|built (?:with|by|on|using)\b|(?:made|powered|created|written|maintained|developed|brought to you) (?:with|by)\b|(?:inspired|based) (?:by|on)\b|(?:special )?thanks\b|(?:install|download|clone) (?:the|this|these|it|with|via|from|using|by|latest|dependencies|a |and )|visit\b|head (?:over )?to\b|refer to\b|consult\b|this is (?:only )?for (?:\S+ ){1,3}v?\d|for \w+ing\b(?![^.]*,)|make sure\b|ensure\b|get started\b|learn (?:more|how)\b|start (?:by|with|the)\b|run (?:the|this|these|it|your|npm|pnpm|yarn|make|cargo|go|docker|python)\b|use (?:the|this|it|these)\b|try (?:it|the|out|this)\b|watch (?:the|this)\b|feel free\b|help us\b|welcome\b|hi\b|hello\b|i\b|i['’]m\b|my\b|ever \w+|want\b|have (?:you|a)\b|looking\b|is |are |do |does |did |can |has |after\b|before\b|when\b|while\b|once\b|unless\b|since\b|because\b|although\b|currently\b|unfortunately\b|due to\b|in order\b|first,|now,|today\b|requires?\b|requirements?\b|prerequisites?\b|tested (?:on|with)\b|live demo\b|english\b|coming soon\b|work in progress\b)/i
/** "This is especially useful for …": a remark on what was said before. */
const REMARK =
  /^(?:this|that|it|these)(?: (?:is|are|can be|may be|will be)|['’]s) (?:(?:especially|particularly|very|also|most|mostly|really|quite|often|extremely|not) )*(?:useful|helpful|handy|needed|required|necessary|recommended|important|done|because|why|how|where|when|what)\b/i
/** What a text says of its project's making rather than of the project. */
const ORIGIN =
  /^th(?:is|e) (?:[\w-]+ ){0,2}(?:project|repository|repo|package|library|code|codebase|app|application|tool|module|plugin|template)(?: (?:is|was|has been|were))? (?:uses?|requires?|needs|supports?|follows|(?:(?:currently|actively|initially|originally|automatically|being) )?(?:developed|maintained|generated|bootstrapped|scaffolded|initiali[sz]ed|made (?:possible|by)|inspired|based|hosted|sponsored|funded|licen[cs]ed|tested|under|still|part of|in (?:an? )?(?:early|alpha|beta|maintenance|active)|distributed|available|forked|compatible|not (?:affiliated|an official)))\b/i
/** A verb that makes a sentence of the words before it. */
const FINITE =
  /^(?:is|are|was|were|isn['’]t|aren['’]t|has|have|had|can|could|should|will|would|must|may|might|needs?|requires?|does|do|did|exists?|wants?|comes?|allows?|lets|makes?|provides?|offers?|helps?|works|handles|runs|gives|contains|implements|enables|supports|produces|enforces|sets|ships|brings|takes|uses|includes?)$/i
/** What opens a clause of its own: the verb after it is not the sentence's. */
const RELATIVE = /^(?:that|which|who|whose|where|when|to|for|so|because|as|if|while)$/i
const THING =
  /^(?:it|this|these)$|^(?:this|the|our|these) (?:[\w-]+ ){0,3}(?:project|repositor(?:y|ies)|repo|packages?|librar(?:y|ies)|tools?|app|application|framework|module|plugin|extension|code|codebase|crates?|gem|template|starter|boilerplate|action|service|server|client|program|software|site|website|toolkit|sdk|cli|branch|sample|example|demo|collection|set|course|implementation)$/i

/** "This application mirrors …": what it does, by a verb in its third person. */
const ACTS =
  /^th(?:is|e) (?:application|app|tool|library|package|plugin|module|program|framework|extension|service|server|client|crate|gem|action|script) (?!is |was |has |does )[a-z]{2,20}s /i

/** Words up to the verb, and whether there is one, in the sentence's first clause. */
function subjectOf(sentence: string): string | null {
  const words = sentence
    .replace(/\([^()]{0,120}\)/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
  for (const [index, word] of words.slice(0, 14).entries()) {
    const bare = word.replace(/^["'“`]|["'”`,.;:!]+$/g, '')
    if (index > 0 && FINITE.test(bare)) return words.slice(0, index).join(' ')
    if (RELATIVE.test(bare) || /[:–—]$/.test(word)) return null
  }
  return null
}

/** Is this subject one of the names, whole, shortened or with a word around it? */
function isNamed(subject: string, names: readonly string[]): boolean {
  const said = sameName(subject)
  return names.some((name) => {
    const own = sameName(name)
    return own.length > 1 && said.length > 1 && (said.includes(own) || (said.length > 2 && own.includes(said)))
  })
}

/** A list of people's or companies' names: nearly every word has a capital, and commas stand between them. */
function isRoll(sentence: string): boolean {
  const words = sentence.split(/\s+/)
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
  return words.length > 5 && capitals / words.length > 0.8 && (sentence.match(/,/g)?.length ?? 0) >= 3
}

/**
 * May this sentence stand for what the project is? One whose subject is the project, or a phrase without subject
 * ("A terminal for …", "Stream logs to …"); not one about something else, to the reader, or about the project's making.
 */
export function tellsWhatItIs(sentence: string, names: string[]): boolean {
  // "… for the following features." only leads over to them.
  if (/\b(?:the|these) following(?:\s\S+){0,4}$/i.test(sentence)) return false
  if (saysWhatItIs(sentence, names)) return true
  if (
    REMARK.test(sentence) ||
    ASIDE.test(sentence) ||
    /\bplease\b/i.test(sentence) ||
    ORIGIN.test(sentence) ||
    /[?？]$/.test(sentence)
  )
    return false
  if (isRoll(sentence)) return false
  if (ACTS.test(sentence)) return true
  const subject = subjectOf(sentence)
  // A phrase of a few words without a full stop is a label.
  if (subject === null)
    return /[.!。]$/.test(sentence) || sentence.split(' ').length > 4 || /[\u3040-\u30ff\u4e00-\u9fff]/.test(sentence)
  return THING.test(subject) || isNamed(subject, names) || /\b(?:you|we|it)$/i.test(subject)
}

/** "This is a starter for …", "The library provides …": says it without the name, so anywhere in an introduction. */
export const presents = (sentence: string): boolean =>
  /^(?:this|(?:this|the) (?:[\w-]+ )?(?:project|repository|repo|package|library|tool|app|application|framework|module|plugin|template)) (?:is (?:an?|the)|provides|contains|implements|offers) /i.test(
    sentence,
  ) &&
  !ORIGIN.test(sentence) &&
  !/^this is (?:an?|the) (?:work in progress|early|beta|alpha|list of|(?:full|complete|short|quick) |first|only|same|best way|default|recommended)/i.test(
    sentence,
  )
