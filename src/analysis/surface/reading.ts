import type { Asking } from '../detector'
import { baseOf } from '../paths'
import { roleOf } from '../roles'
import { isDescription, MOST_DESCRIPTION } from './routes/openapi'

/** Bytes of a source that are read: longer ones are written by tools. */
const MOST = 65_536
/** Names of the files in which each language draws routes or declares its command line, where they are not read anyway. */
const NAMES: readonly (readonly [extensions: string, path: RegExp])[] = [
  ['java kt', /(?:Controller|Resource|Endpoint|Router?|Routes|Routing|Application|Command|Cli|CLI|Main)\.(?:java|kt)$/],
  ['cs', /(?:Controller|Endpoints?|Routes|Api|Command|Options)\.cs$|(?:^|\/)Program\.cs$/],
  ['swift', /(?:^|\/)(?:routes|\w*Controller|main|\w*Command)\.swift$/],
  ['py', /(?:^|\/)(?:\w*urls\w*|views|routes?|routers?|endpoints|cli|commands?|__main__|main|arguments|argparser|parser)\.py$/],
  ['rb', /(?:^|\/)config\/routes\.rb$|(?:^|\/)(?:cli|options|option_parser)\.rb$/],
  ['php', /(?:^|\/)routes\/(?:web|api)\.php$|Controller\.php$|Command\.php$/],
  ['ex', /(?:^|\/)router\.ex$/],
  ['rs', /(?:^|\/)(?:main|cli|args?|app|options|opts?|flags|commands?|routes?|router|server)\.rs$/],
  ['go', /(?:^|\/)(?:cmd\/(?:[\w-]+\/)?[\w-]+|main|root|routes?|router|server|flags|options|cli)\.go$/],
  ['ts js mts mjs cjs', /(?:^|\/)(?:cli|bin|index|main|app|server|routes?|router|commands?|program)\.[cm]?[jt]s$|(?:^|\/)app\/(?:.+\/)?route\.[jt]s$|(?:^|\/)(?:routes|routers|controllers|server\/api)\/(?:[\w.-]+\/)?[\w.-]+\.[cm]?[jt]s$|\.controller\.ts$/],
]
const byExtension = new Map(NAMES.flatMap(([extensions, path]) => extensions.split(' ').map((one) => [one, path] as const)))

/** What asks for the files that hold the surface: by name, each up to 64 KB. */
export const surfaceReading: Asking = {
  extensions: [...byExtension.keys(), 'json', 'yaml', 'yml'],
  wants(path, bytes) {
    const extension = path.slice(path.lastIndexOf('.') + 1)
    const names = byExtension.get(extension)
    if (!names)
      return bytes <= MOST_DESCRIPTION && /^(?:json|ya?ml)$/.test(extension) && isDescription(baseOf(path)) && roleOf(path) === 'own'
        ? bytes
        : 0
    return bytes > 0 && bytes <= MOST && names.test(path) && roleOf(path) === 'own' ? bytes : 0
  },
}
