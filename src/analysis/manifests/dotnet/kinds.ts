import type { Kind } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import { type DotnetProject, hasPackage, hasSdk, isOn, property } from './project-file'

const PAGES = /\.(?:razor|cshtml|aspx|vbhtml)$/
/** https://learn.microsoft.com/visualstudio/extensibility/internals: the type of web applications in the old format. */
const WEB_TYPE = /349c5851-65df-11da-9384-00065b846f21/i

export const isWeb = (one: DotnetProject): boolean =>
  hasSdk(one, /^Microsoft\.NET\.Sdk\.Web$/) || WEB_TYPE.test(property(one, 'ProjectTypeGuids')?.value ?? '')
export const isLegacyWeb = (one: DotnetProject): boolean => one.legacy && isWeb(one)
export const isBlazorWasm = (one: DotnetProject): boolean => hasSdk(one, /^Microsoft\.NET\.Sdk\.BlazorWebAssembly$/)
export const isAppHost = (one: DotnetProject): boolean =>
  hasSdk(one, /^Aspire\.AppHost\.Sdk/) || isOn(one, 'IsAspireHost') || hasPackage(one, /^Aspire\.Hosting\.AppHost$/i)
export const isTool = (one: DotnetProject): boolean => isOn(one, 'PackAsTool')
export const isTemplate = (one: DotnetProject): boolean => /^template$/i.test(property(one, 'PackageType')?.value ?? '')

const DESKTOP =
  /^(?:Avalonia(?:\.Desktop)?|Microsoft\.WindowsAppSDK|Photino\.NET|Photino\.Blazor|Eto\.Forms|Eto\.Platform\..+|GtkSharp|GirCore\..+|ElectronNET\.API|MonoGame\.Framework\..+|Raylib-cs|Stride\.Engine|ppy\.osu\.Framework|Uno\.WinUI|Lib\.Harmony)$/i
const MOBILE = /^net\d+\.\d+-(?:android|ios)|^(?:monoandroid|xamarin)/i

/** Does its folder hold pages that it serves? */
const hasPages = (project: Project, { directory }: DotnetProject): boolean =>
  (directory === '.' ? project.paths : project.below(directory)).some((path) => PAGES.test(path)) ||
  ['wwwroot/index.html', 'ClientApp/package.json', 'clientapp/package.json', 'index.html'].some((name) =>
    project.has(within(directory, name)),
  )

/** Is it started by somebody, rather than used by other projects? */
export const isProgram = (one: DotnetProject): boolean =>
  one.output !== 'library' ||
  isLegacyWeb(one) ||
  (one.targets.some((target) => MOBILE.test(target)) && isOn(one, 'UseMaui') && isOn(one, 'SingleProject'))

/** What a project of the product is, most telling first. */
export function projectKinds(project: Project, one: DotnetProject): Kind[] {
  if (isTemplate(one)) return ['template']
  if (hasSdk(one, /^Godot\.NET\.Sdk/)) return ['desktop-app']
  if (!isProgram(one)) return ['library']
  if (isAppHost(one)) return []
  if (isTool(one)) return ['cli']
  if (isOn(one, 'UseMaui') || one.targets.some((target) => MOBILE.test(target)))
    return one.targets.some((target) => /-(?:windows|maccatalyst)/.test(target))
      ? ['mobile-app', 'desktop-app']
      : ['mobile-app']
  if (isWeb(one)) return [hasPages(project, one) ? 'web-app' : 'service']
  if (isBlazorWasm(one)) return ['web-app']
  if (
    hasSdk(one, /^Microsoft\.NET\.Sdk\.Worker$/) ||
    hasPackage(one, /^(?:Microsoft\.Azure\.Functions\.Worker|Microsoft\.NET\.Sdk\.Functions)$/i)
  )
    return ['service']
  if (one.output === 'winexe' || isOn(one, 'UseWPF') || isOn(one, 'UseWindowsForms') || hasPackage(one, DESKTOP))
    return ['desktop-app']
  if (one.evaluated.items('FrameworkReference').some(({ include }) => include === 'Microsoft.AspNetCore.App'))
    return [hasPages(project, one) ? 'web-app' : 'service']
  return ['cli']
}
