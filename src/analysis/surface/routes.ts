import { once } from '../contributions'
import type { Project } from '../project'
import { filesFor } from './framework-files'
import { aspNetControllers, jaxRs, micronaut, nest, spring, symfony } from './routes/annotations'
import { axum } from './routes/axum'
import { django } from './routes/django'
import { next, nitro, svelteKit } from './routes/file-routes'
import { goRouters } from './routes/go'
import { javascriptRouters } from './routes/javascript'
import { ktor } from './routes/ktor'
import { laravel } from './routes/laravel'
import { minimalApi } from './routes/minimal-api'
import { describedRoutes } from './routes/openapi'
import { phoenix } from './routes/phoenix'
import { pythonRouters } from './routes/python'
import type { Route, RouteFramework } from './routes/route'
import { rails, sinatra } from './routes/ruby'
import { actix, rocket } from './routes/rust-attributes'
import { settledBase } from './routes/settled-base'
import { vapor } from './routes/vapor'
import type { SourceFile } from './source-file'

/** Every framework whose routes are read. Adding one is adding a row and a test. */
export const ROUTE_FRAMEWORKS: readonly RouteFramework[] = [
  javascriptRouters,
  nest,
  next,
  svelteKit,
  nitro,
  pythonRouters,
  django,
  goRouters,
  axum,
  actix,
  rocket,
  spring,
  jaxRs,
  micronaut,
  minimalApi,
  aspNetControllers,
  rails,
  sinatra,
  phoenix,
  laravel,
  symfony,
  ktor,
  vapor,
]

/** Against a flood: no project has as many, so that who counts them counts all. */
const MOST_ROUTES = 2_000
/**
 * Routes that the project answers, all of them: those that it describes itself, else those that its code draws and whose whole path stands there.
 * @param proofs what proves a framework: types and names of the package URLs of runtime dependencies, and `framework/<name>`
 */
export function routesOf(
  project: Project,
  proofs: readonly string[],
  open: (path: string) => SourceFile | null,
): Route[] {
  const described = describedRoutes(project)
  const found = described.length
    ? described
    : ROUTE_FRAMEWORKS.filter(({ proof }) => proofs.some((one) => proof.test(one))).flatMap((framework) => {
        const base = settledBase(project, framework.name)
        return base === null ? [] : framework.find(filesFor(project, framework, open), base)
      })
  // What every server answers besides says nothing.
  const told = found.filter(({ method }) => method !== 'OPTIONS' && method !== 'HEAD')
  return once(told, ({ method, path }) => `${method} ${path}`).slice(0, MOST_ROUTES)
}
