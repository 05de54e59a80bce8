import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { mention } from '../mention'
import { within } from '../within'
import { chosenFlavors, type Flavor, productFlavors, variantName } from './flavors'
import { type Build, type Module, pluginSource } from './gradle'

const APPLICATION = 'com.android.application'

/** The module that the application is: the one called so, or the first. */
export const androidApplication = (modules: readonly Module[]): Module | undefined => {
  const all = modules.filter(({ plugins }) => plugins.has(APPLICATION))
  return all.find(({ path }) => /^:(?:\w*[aA]pp|mobile)$/.test(path)) ?? all[0]
}

/** What a task's name has for flavours, and where they are declared. */
interface Variant {
  name: string
  source: Source
}

/** Does a guide or CI call a task of this flavour? */
const isCalled = (project: Project, flavor: Flavor): boolean =>
  mention(project, new RegExp(`\\b(?:assemble|install|test|bundle)${variantName([flavor])}Debug`)) !== null

/** The variant of the flavours that a script declares: of one dimension, the one that the maintainers build themselves. */
function declaredVariant(project: Project, path: string, text: string): Variant | null {
  const all = productFlavors(text)
  const chosen = chosenFlavors(text)
  const single = new Set(all.map(({ dimension }) => dimension)).size === 1
  const called = single && !chosen[0]?.isDefault ? all.find((flavor) => isCalled(project, flavor)) : undefined
  const flavors = called ? [called] : chosen
  return flavors.length ? { name: variantName(flavors), source: { path, line: flavors[0]!.line } } : null
}

/** The flavours of a variant as tasks name them, `''` without any; `null` where code adds some that nothing names. */
function variantOf(project: Project, build: Build, module: Module): Variant | null {
  const { script } = module
  const source = pluginSource(module, APPLICATION)
  const scripts = [script, ...(script?.applied ?? []), build.root.script]
  const declaring = scripts.find((one) => one && /\bproductFlavors\b/.test(one.text))
  if (declaring) return declaredVariant(project, declaring.path, declaring.text)
  if (script?.plugins.some(({ id }) => id === APPLICATION)) return { name: '', source }
  // A convention plugin may add flavours unseen: what the guides and CI build tells.
  const said = mention(project, /\b(?:assemble|install|bundle|test)([A-Z]\w{0,60}?)Debug(?:UnitTest)?\b/)
  if (said) return { name: said.match[1]!, source: said.source }
  return mention(project, /\binstallDebug\b/) ? { name: '', source } : null
}

/** Tasks of an Android application, by what exists for its variants. https://developer.android.com/build/build-variants */
export function androidTasks(
  project: Project,
  build: Build,
  module: Module,
  modules: readonly Module[],
  say: (group: CommandGroup, task: string, sources: Source[], extra?: number) => void,
): void {
  const variant = variantOf(project, build, module)
  const proof = pluginSource(module, APPLICATION)
  const sources = variant && variant.name !== '' ? [variant.source] : [proof]
  say('build', `assemble${variant?.name ?? ''}Debug`, sources)
  if (variant) say('run', `install${variant.name}Debug`, sources)
  const tested = modules.some(({ directory }) => project.hasFolder(within(directory, 'src/test')))
  const named = variant?.name
  if (named) {
    const shown = mention(project, new RegExp(`\\btest${named}Debug(?:UnitTest)?\\b`))
    if (shown) say('test', shown.match[0], [shown.source])
    else if (tested) say('test', `test${named}DebugUnitTest`, sources)
  } else {
    say('test', 'test', [proof])
    if (variant && tested) say('test', 'testDebugUnitTest', [proof], 1)
  }
  const devices = modules.find(({ directory }) => project.hasFolder(within(directory, 'src/androidTest')))
  if (devices) say('test', named ? `connected${named}DebugAndroidTest` : 'connectedAndroidTest', [proof], 2)
}
