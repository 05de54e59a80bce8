import type { Kind, Source } from '../../facts'
import { type Module, pluginSource } from './gradle'

const MULTIPLATFORM = 'org.jetbrains.kotlin.multiplatform'
const COMPOSE = 'org.jetbrains.compose'
/** `compose.desktop { application {`, which starts the program with the task `run`. */
const DESKTOP = /\bcompose\.desktop\s{0,9}\{\s{0,40}application\b/
/** A target for browsers with a program of its own: `wasmJs { browser { … } binaries.executable() }`. */
const BROWSER = /^[ \t]*(?:@\w+(?:\([^\n)]{0,80}\))?[ \t]*)?(wasmJs|js)[ \t]*(?:\([^\n)]{0,60}\)[ \t]*)?\{/m

/** What is published is for programs of others, whatever it makes for its own tests. */
const isCompose = ({ plugins }: Module) =>
  plugins.has(COMPOSE) && plugins.has(MULTIPLATFORM) && ![...plugins].some((id) => /publish/.test(id))

const browserTarget = (module: Module): string | null => {
  const text = module.script?.text ?? ''
  return isCompose(module) && /\bbrowser\b/.test(text) && /\bbinaries\.executable\(\)/.test(text)
    ? (text.match(BROWSER)?.[1] ?? null)
    : null
}

/** Programs that a module of Compose Multiplatform makes beside Android's. https://kotlinlang.org/docs/multiplatform/compose-multiplatform.html */
export function composeKinds(module: Module): Kind[] {
  const desktop = isCompose(module) && DESKTOP.test(module.script?.text ?? '')
  return [...(desktop ? (['desktop-app'] as const) : []), ...(browserTarget(module) ? (['web-app'] as const) : [])]
}

/** Tasks by which these programs are started. */
export function composeTasks(module: Module): { task: string; source: Source }[] {
  const prefix = module.path === ':' ? '' : `${module.path}:`
  const source = pluginSource(module, MULTIPLATFORM)
  const target = browserTarget(module)
  return [
    ...(composeKinds(module).includes('desktop-app') ? [{ task: `${prefix}run`, source }] : []),
    ...(target ? [{ task: `${prefix}${target}BrowserDevelopmentRun`, source }] : []),
  ]
}
