import type { Detector } from './detector'
import type { Facts } from './facts'
import { anyOf } from './paths'
import { array, baseOf, type Project, record, string } from './project'

/** Continuous-integration services by the files that configure them, under the names that they call themselves. */
const PROVIDERS: readonly (readonly [provider: string, path: RegExp])[] = [
  ['GitHub Actions', /^\.github\/workflows\/[^/]+\.ya?ml$/],
  ['GitLab CI', /^\.gitlab-ci\.ya?ml$/],
  ['CircleCI', /^\.circleci\/config\.ya?ml$/],
  ['Travis CI', /^\.travis\.ya?ml$/],
  [
    'Azure Pipelines',
    /^(?:\.?azure-pipelines?[^/]*|\.azure-pipelines\/[^/]+|\.azure\/pipelines\/[^/]+|\.vsts-ci|\.ado\/[^/]+)\.ya?ml$/i,
  ],
  ['Jenkins', /^(?:(?:\.?ci|\.?jenkins|build)\/)?Jenkinsfile(?:[._-][^/]*)?$/],
  ['AppVeyor', /^\.?appveyor\.ya?ml$/],
  ['Buildkite', /^\.buildkite\/(?:[^/]*pipeline[^/]*)\.(?:ya?ml|json|sh)$/],
  ['Drone', /^\.drone\.(?:ya?ml|star|jsonnet)$/],
  ['Woodpecker CI', /^\.woodpecker(?:\/[^/]+)?\.ya?ml$/],
  ['Bitbucket Pipelines', /^bitbucket-pipelines\.ya?ml$/],
  ['Cirrus CI', /^\.cirrus\.(?:ya?ml|star)$/],
  ['TeamCity', /^\.teamcity\/settings\.kts$/],
  ['SourceHut', /^(?:\.build\.ya?ml|\.builds\/[^/]+\.ya?ml)$/],
  ['Semaphore', /^\.semaphore\/[^/]+\.ya?ml$/],
  ['Google Cloud Build', /^(?:(?:[^/]+\/)?cloudbuild[^/]*|cloudbuild\/(?:[^/]+\/)?[^/]+)\.(?:ya?ml|json)$/],
  ['AWS CodeBuild', /^buildspec[^/]*\.ya?ml$/],
  ['Codemagic', /^codemagic\.ya?ml$/],
  ['Bitrise', /^bitrise\.ya?ml$/],
  ['Codefresh', /^(?:\.?codefresh\.ya?ml|\.codefresh\/[^/]+\.ya?ml)$/],
  ['Forgejo Actions', /^\.forgejo\/workflows\/[^/]+\.ya?ml$/],
  ['Gitea Actions', /^\.gitea\/workflows\/[^/]+\.ya?ml$/],
  ['Wercker', /^wercker\.ya?ml$/],
  ['Zuul', /^(?:\.?zuul\.ya?ml|\.?zuul\.d\/[^/]+\.ya?ml)$/],
  ['Tekton', /^\.tekton\/[^/]+\.ya?ml$/],
  ['Concourse', /^(?:ci\/)?pipelines?\.concourse\.ya?ml$/],
  ['Evergreen', /^\.?evergreen(?:\/config)?\.ya?ml$/],
  ['Screwdriver', /^screwdriver\.ya?ml$/],
  ['StyleCI', /^\.styleci\.ya?ml$/],
  ['Xcode Cloud', /^ci_scripts\/ci_(?:post_clone|pre_xcodebuild|post_xcodebuild)\.sh$/],
]
/** One question for what most files are none of. */
const ANY = anyOf(PROVIDERS.map(([, path]) => path))
const providerOf = (path: string) =>
  path.length < 300 && ANY.test(path) ? PROVIDERS.find(([, pattern]) => pattern.test(path))?.[0] : undefined
/** Providers whose files hold `name` and `on`. */
const ACTIONS = new Set(['GitHub Actions', 'Forgejo Actions', 'Gitea Actions'])

/** Events of a workflow's `on`: a word, a list, or a map (YAML 1.1 readers take `on` for `true`). */
function triggersOf(value: unknown): string[] {
  const given = record(value)
  const on = given.on ?? given.true
  if (typeof on === 'string') return [on]
  return Array.isArray(on) ? array(on).flatMap((event) => string(event) ?? []) : Object.keys(record(on))
}

function workflow(project: Project, provider: string, path: string): Facts['ci'][number]['workflows'][number] {
  const bare = baseOf(path)
  if (!ACTIONS.has(provider)) return { path, name: bare, triggers: [] }
  const value = project.yaml(path)?.value
  return { path, name: string(record(value).name) ?? bare.replace(/\.ya?ml$/, ''), triggers: triggersOf(value) }
}

/** The services that build and test the project, each with its workflow files. */
export const ci: Detector = {
  name: 'ci',
  extensions: ['yml', 'yaml'],
  wants(path) {
    const provider = path.startsWith('.') ? providerOf(path) : undefined
    return provider && ACTIONS.has(provider) ? 131_072 : 0
  },
  detect(project) {
    const found = new Map<string, Facts['ci'][number]>()
    for (const path of project.paths) {
      const provider = providerOf(path)
      if (!provider) continue
      const entry = found.get(provider) ?? { provider, workflows: [], sources: [] }
      entry.workflows.push(workflow(project, provider, path))
      entry.sources.push({ path })
      found.set(provider, entry)
    }
    return { ci: [...found.values()] }
  },
}
