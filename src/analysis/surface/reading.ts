import type { Asking } from '../detector'
import { baseOf, byFolder } from '../paths'
import { roleOf } from '../roles'
import { isDescription, MOST_DESCRIPTION } from './routes/openapi'

/** Bytes of a source that are read: longer ones are written by tools. */
const MOST = 65_536

interface Row {
  extensions: string
  /** Base names without their extension; and folders, with a slash at their end, in which any name will do. */
  base: RegExp
  folder?: RegExp
}
/** Where each language draws routes or declares its command line, by name. Short sources of most are read anyway, for their settings. */
const ROWS: readonly Row[] = [
  {
    extensions: 'java kt',
    base: /(?:Controller|Resource|Endpoint|Api|Router?|Routes|Routing|Application|Command|C(?:li|LI)|Main)$/,
  },
  { extensions: 'cs', base: /^Program$|(?:Controller|Endpoints?|Routes|Api|Command|Options)$/ },
  { extensions: 'swift', base: /^(?:routes|main)$|(?:Controller|Command)$/ },
  {
    extensions: 'py',
    base: /^(?:\w*urls\w*|views|routes?|routers?|endpoints|cli|commands?|__main__|main|arguments|argparser|parser)$/,
  },
  { extensions: 'rb', base: /^(?:routes|cli|options|option_parser)$/ },
  { extensions: 'php', base: /^(?:web|api)$|(?:Controller|Command)$/ },
  { extensions: 'ex', base: /^router$/ },
  { extensions: 'rs', base: /^(?:main|cli|clap_app|args?|app|options|opts?|flags|commands?|routes?|router|server)$/ },
  {
    extensions: 'go',
    base: /^(?:main|root|routes?|router|server|flags|options|cli)$/,
    folder: /(?:^|\/)cmd\/(?:[\w-]+\/)?$/,
  },
  {
    extensions: 'ts js mts mjs cjs',
    base: /^(?:cli|bin|index|main|app|server|routes?|router|commands?|program)$|\.controller$/,
    folder: /(?:^|\/)(?:routes|routers|controllers|server\/api)\/(?:[\w.-]+\/)?$/,
  },
]
const byExtension = new Map(
  ROWS.flatMap(({ extensions, base, folder }) => {
    const inFolder = byFolder((one) => folder?.test(one) ?? false)
    const asked = (path: string, name: string) => base.test(name) || inFolder(path)
    return extensions.split(' ').map((extension) => [extension, asked] as const)
  }),
)

/** What asks for the files that hold the surface: by name, each up to 64 KB. */
export const surfaceReading: Asking = {
  extensions: [...byExtension.keys(), 'json', 'yaml', 'yml'],
  wants(path, bytes) {
    const base = baseOf(path)
    const dot = base.lastIndexOf('.')
    const asked = byExtension.get(base.slice(dot + 1))
    if (asked)
      return bytes > 0 && bytes <= MOST && asked(path, base.slice(0, dot)) && roleOf(path) === 'own' ? bytes : 0
    return bytes <= MOST_DESCRIPTION && isDescription(base) && roleOf(path) === 'own' ? bytes : 0
  },
}
