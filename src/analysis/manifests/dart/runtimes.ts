import type { Facts } from '../../facts'
import { type Project, record, string } from '../../project'
import { continuousIntegrationVersion } from '../ci-versions'
import { within } from '../within'
import type { Pubspec } from './pubspec'

type Runtime = Facts['runtimes'][number]

/** Files in which fvm pins Flutter, with the key of the version. https://fvm.app/documentation/getting-started/configuration */
const PINS = [
  ['.fvmrc', 'flutter'],
  ['.fvm/fvm_config.json', 'flutterSdkVersion'],
] as const

/** The Flutter that fvm installs here; a channel is no version. */
function pinned(project: Project, directory: string): Runtime | null {
  for (const folder of new Set(['.', directory]))
    for (const [name, key] of PINS) {
      const path = within(folder, name)
      const document = project.has(path) ? project.json(path) : null
      const version = string(record(document?.value)[key])
      if (document && version && /^\d/.test(version))
        return { name: 'flutter', constraint: version, sources: [document.at(key)] }
    }
  return null
}

/** Flutter and Dart as fvm pins them and the manifests ask for them; a workspace's packages agree on one. */
export function pubRuntimes(project: Project, directory: string, pubspecs: readonly Pubspec[]): Runtime[] {
  const runtimes: Runtime[] = []
  const flutter = pubspecs.some((one) => one.flutter)
  const pin = pinned(project, directory)
  if (pin) runtimes.push(pin)
  const asked = pubspecs.find(({ flutterSdk }) => flutterSdk !== null)?.flutterSdk
  if (asked) runtimes.push({ name: 'flutter', constraint: asked.value, sources: asked.sources })
  if (flutter && !runtimes.length) {
    const tested = continuousIntegrationVersion(project, 'flutter', 'flutter-version')
    if (tested) runtimes.push(tested)
  }
  const sdk = pubspecs.find((one) => one.sdk !== null)?.sdk
  return sdk ? [...runtimes, { name: 'dart', constraint: sdk.value, sources: sdk.sources }] : runtimes
}
