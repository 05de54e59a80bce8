import type { Detector } from './detector'
import type { Facts } from './facts'
import { anyOf } from './paths'
import { folderOf, type Project } from './project'

/**
 * Infrastructure as code by the files that nothing else has. `folder` reports the folder that holds the file
 * instead of the file; `text` must stand in the file as well (its first 16 KiB are read).
 */
const TOOLS: readonly { tool: string; path: RegExp; folder?: true; text?: RegExp }[] = [
  { tool: 'Terraform', path: /(?:^|\/)[^/]+\.tf$/, folder: true },
  { tool: 'OpenTofu', path: /(?:^|\/)[^/]+\.tofu$/, folder: true },
  { tool: 'Terragrunt', path: /(?:^|\/)terragrunt\.hcl$/ },
  { tool: 'Packer', path: /(?:^|\/)[^/]+\.pkr\.hcl$/ },
  { tool: 'Nomad', path: /(?:^|\/)[^/]+\.nomad(?:\.hcl)?$/ },
  { tool: 'Vagrant', path: /(?:^|\/)Vagrantfile$/ },
  { tool: 'Helm', path: /(?:^|\/)Chart\.yaml$/, folder: true },
  { tool: 'Helmfile', path: /(?:^|\/)helmfile\.ya?ml$/ },
  { tool: 'Kustomize', path: /(?:^|\/)kustomization\.ya?ml$/, folder: true },
  { tool: 'Skaffold', path: /(?:^|\/)skaffold\.ya?ml$/ },
  { tool: 'Tilt', path: /(?:^|\/)Tiltfile$/ },
  { tool: 'Ansible', path: /(?:^|\/)(?:ansible\.cfg|galaxy\.ya?ml|(?:tasks|handlers)\/main\.ya?ml)$/, folder: true },
  { tool: 'Pulumi', path: /(?:^|\/)Pulumi\.ya?ml$/ },
  { tool: 'AWS CDK', path: /(?:^|\/)cdk\.json$/ },
  { tool: 'AWS SAM', path: /(?:^|\/)(?:template|sam)\.ya?ml$/, text: /AWS::Serverless/ },
  { tool: 'CloudFormation', path: /(?:^|\/)[^/]+\.(?:ya?ml|template)$/, text: /^["']?AWSTemplateFormatVersion/m },
  { tool: 'Serverless Framework', path: /(?:^|\/)serverless\.(?:ya?ml|json|[jt]s)$/ },
  { tool: 'Bicep', path: /(?:^|\/)[^/]+\.bicep$/, folder: true },
  { tool: 'Wrangler', path: /(?:^|\/)wrangler(?:\.[\w-]+)?\.(?:toml|jsonc?)$/ },
  { tool: 'SST', path: /(?:^|\/)sst\.config\.[jt]s$/ },
  { tool: 'Vercel', path: /(?:^|\/)vercel\.json$/ },
  { tool: 'Netlify', path: /(?:^|\/)netlify\.toml$/ },
  { tool: 'Fly.io', path: /(?:^|\/)fly\.toml$/ },
  { tool: 'Render', path: /(?:^|\/)render\.ya?ml$/ },
  { tool: 'Railway', path: /(?:^|\/)railway\.(?:toml|json)$/ },
  { tool: 'Heroku', path: /(?:^|\/)(?:Procfile|heroku\.yml)$/ },
  { tool: 'Google App Engine', path: /(?:^|\/)app\.ya?ml$/, text: /^runtime:\s*\w/m },
  { tool: 'Firebase', path: /(?:^|\/)firebase\.json$/ },
  { tool: 'Supabase', path: /(?:^|\/)supabase\/config\.toml$/ },
  { tool: 'Kamal', path: /^config\/deploy\.yml$/, text: /^service:\s*\S/m },
  { tool: 'Azure Developer CLI', path: /(?:^|\/)azure\.ya?ml$/, text: /^services:/m },
  { tool: 'NixOS', path: /(?:^|\/)configuration\.nix$/ },
  {
    tool: 'Kubernetes',
    path: /(?:^|\/)(?:k8s|kubernetes|kube|manifests|deploy|deployment|deployments)\/(?:[^/]+\/){0,3}[^/]+\.ya?ml$/,
    folder: true,
    text: /^apiVersion:\s*["']?(?:v\d|[\w.-]+\/v\d)/m,
  },
]
/** What workflows are run with deploys nothing. */
const OF_CI = /^\.github\//
/** One question for what most files are none of. */
const ANY = anyOf(TOOLS.map(({ path }) => path))
const HEAD = 16_384
/** Paths that a tool's entry names; more say nothing new. */
const MOST_PATHS = 12

/** Files below a chart's templates are Helm's, not plain Kubernetes. */
const inChart = (project: Project, path: string) =>
  /\/templates\//.test(path) && project.has(`${path.slice(0, path.indexOf('/templates/'))}/Chart.yaml`)

/** Is there next to no code beside the infrastructure? */
const isLittle = (project: Project) =>
  project
    .ending(/^\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|ex|swift|dart|c|cc|cpp)$/)
    .filter((path) => project.role(path) === 'own').length < 5

/** What the project is deployed and provisioned with, from its own files. */
export const infrastructure: Detector = {
  name: 'infrastructure',
  extensions: ['yml', 'yaml', 'template'],
  wants: (path) =>
    /\.(?:ya?ml|template)$/.test(path) &&
    TOOLS.some(
      (one) =>
        one.text &&
        one.path.test(path) &&
        (one.tool !== 'CloudFormation' || /cloudformation|cfn|stack|template/i.test(path)),
    )
      ? HEAD
      : 0,
  detect(project) {
    const found = new Map<string, Facts['infrastructure'][number]>()
    for (const path of project.paths) {
      if (!ANY.test(path) || OF_CI.test(path) || project.role(path) !== 'own' || inChart(project, path)) continue
      for (const { tool, path: pattern, folder, text } of TOOLS) {
        if (!pattern.test(path) || (text && !text.test(project.text(path) ?? ''))) continue
        const entry = found.get(tool) ?? { tool, paths: [], sources: [] }
        const place = folder ? folderOf(path) : path
        if (!entry.paths.includes(place) && entry.paths.length < MOST_PATHS) {
          entry.paths.push(place)
          entry.sources.push(text ? project.find(path, text) : { path })
        }
        found.set(tool, entry)
      }
    }
    if (found.has('AWS SAM')) found.delete('CloudFormation')
    const infrastructure = [...found.values()]
    const telling = infrastructure.some(({ tool }) =>
      /^(?:Terraform|OpenTofu|Terragrunt|Helm|Ansible|Bicep|Kustomize)$/.test(tool),
    )
    return { infrastructure, ...(telling && isLittle(project) && { kinds: ['infrastructure'] }) }
  },
}
