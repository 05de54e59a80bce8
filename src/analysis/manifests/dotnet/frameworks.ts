import type { Facts, Source } from '../../facts'
import type { Project } from '../../project'
import { isAppHost, isBlazorWasm, isLegacyWeb, isWeb } from './kinds'
import { type DotnetProject, hasSdk, isOn } from './project-file'
import { isClassicOnly } from './toolchain'

type Framework = Facts['frameworks'][number]

const references = (one: DotnetProject, name: string): boolean =>
  one.evaluated.items('FrameworkReference').some(({ include }) => include.toLowerCase() === name.toLowerCase())

/** What a project's SDK, properties and framework references prove, where no package does. */
const PROVEN: readonly { name: string; category: string; holds: (one: DotnetProject, project: Project) => boolean }[] =
  [
    {
      name: 'ASP.NET Core',
      category: 'web-framework',
      holds: (one) =>
        (isWeb(one) && !one.legacy) ||
        references(one, 'Microsoft.AspNetCore.App') ||
        hasSdk(one, /^Microsoft\.NET\.Sdk\.Razor$/),
    },
    { name: 'ASP.NET', category: 'web-framework', holds: (one) => isLegacyWeb(one) },
    {
      name: 'Blazor',
      category: 'web-framework',
      holds: (one, project) =>
        isBlazorWasm(one) ||
        ((isWeb(one) || hasSdk(one, /^Microsoft\.NET\.Sdk\.Razor$/)) &&
          (one.directory === '.' ? project.paths : project.below(one.directory)).some(
            (path) => path.endsWith('.razor') && project.role(path) === 'own',
          )),
    },
    { name: 'Aspire', category: 'cloud', holds: (one) => isAppHost(one) },
    { name: '.NET MAUI', category: 'mobile', holds: (one) => isOn(one, 'UseMaui') },
    { name: 'WPF', category: 'desktop', holds: (one) => isOn(one, 'UseWPF') },
    {
      name: 'Windows Forms',
      category: 'desktop',
      holds: (one) => isOn(one, 'UseWindowsForms') && !isOn(one, 'UseWPF'),
    },
    { name: 'WinUI', category: 'desktop', holds: (one) => isOn(one, 'UseWinUI') },
  ]

/** The platform itself, and frameworks that the product's projects are made with by their own settings. */
export function dotnetFrameworks(
  project: Project,
  projects: readonly DotnetProject[],
  main: DotnetProject | null,
): Framework[] {
  const products = projects.filter(({ part }) => part === 'product')
  const first = main ?? products[0] ?? projects[0]
  if (!first) return []
  const platform = isClassicOnly(products.length ? products : projects) ? '.NET Framework' : '.NET'
  const version = first.targets.join('; ')
  const source: Source = first.targetSource
  const found: Framework[] = [
    { name: platform, category: 'platform', ...(version && { version }), cwd: first.directory, sources: [source] },
  ]
  for (const { name, category, holds } of PROVEN) {
    const proof = products.filter((one) => holds(one, project))
    if (proof.length)
      found.push({ name, category, cwd: proof[0]!.directory, sources: proof.slice(0, 5).map(({ path }) => ({ path })) })
  }
  return found
}
