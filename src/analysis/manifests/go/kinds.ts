import { isDockerfile, parseDockerfile } from '../../dockerfile'
import type { Kind } from '../../facts'
import type { Project } from '../../project'
import { type Module, moduleName } from './module'
import { rootPackage } from './package-doc'
import { binaryName, type Program } from './programs'

const DESKTOP = /^(?:github\.com\/wailsapp\/wails|fyne\.io\/fyne|gioui\.org)/
const SERVING =
  /^(?:github\.com\/(?:gin-gonic\/gin|labstack\/echo|gofiber\/fiber|go-chi\/chi|gorilla\/mux|julienschmidt\/httprouter|valyala\/fasthttp|beego\/beego|kataras\/iris|gobuffalo\/buffalo|go-kratos\/kratos|zeromicro\/go-zero|danielgtaylor\/huma|grpc-ecosystem\/grpc-gateway|99designs\/gqlgen|uptrace\/bunrouter|go-fuego\/fuego|go-kit\/kit|hertz-contrib|cloudwego\/(?:hertz|kitex)|pocketbase\/pocketbase|gogf\/gf|revel\/revel|encoredev\/encore|nats-io\/nats-server)|connectrpc\.com\/connect|goa\.design\/goa|goji\.io|encore\.dev)(?:\/|$)/
const INTERACTIVE =
  /^github\.com\/(?:charmbracelet\/bubbletea|rivo\/tview|jroimartin\/gocui|jesseduffield\/gocui|gdamore\/tcell|awesome-gocui)(?:\/|$)/

/** Frameworks of command lines: what has one is a tool, which may serve besides. */
const COMMANDS =
  /^(?:github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/(?:kong|kingpin)|mitchellh\/cli|hashicorp\/cli|peterbourgon\/ff|jessevdk\/go-flags|alexflint\/go-arg|google\/subcommands)|gopkg\.in\/alecthomas\/kingpin)/
/** What answers by the standard library alone. */
const LISTENS = /\bhttp\.(?:ListenAndServe|Serve)(?:TLS)?\(|\bhttp\.Server\{/

/** Does the project's own code answer HTTP, in an image that opens a port for it? */
const answers = (project: Project): boolean =>
  project.own(isDockerfile).some((path) => parseDockerfile(project.text(path) ?? '').ports.length > 0) &&
  project.ending('.go').some((path) => project.role(path) === 'own' && LISTENS.test(project.text(path) ?? ''))

/** What a module is: its programs by what they depend on, and the library that others import. */
export function kindsOf(project: Project, module: Module, programs: readonly Program[], description: string): Kind[] {
  const uses = (pattern: RegExp) => module.requirements.some(({ path, indirect }) => !indirect && pattern.test(path))
  const isLibrary = (rootPackage(project, module)?.name ?? 'main') !== 'main'
  if (!programs.length) return ['library', ...(/\bframework\b/i.test(description) ? (['framework'] as const) : [])]
  const serves = uses(SERVING) || (!uses(COMMANDS) && answers(project))
  const program: Kind = uses(DESKTOP) ? 'desktop-app' : !uses(INTERACTIVE) && serves ? 'service' : 'cli'
  if (!isLibrary) return [program]
  // A program with the module's name is what people come for; under another name it accompanies the library.
  const name = moduleName(module.path)
  return programs.some((one) => one.name === name || binaryName(project, module, one).name === name)
    ? [program, 'library']
    : ['library', program]
}
