import type { Kind } from '../../facts'
import { sameName } from '../../names'
import type { Requirement } from '../manifest-facts'
import type { Target } from './build'

/** Libraries that draw windows: a program that needs one is no command of a terminal. */
const WINDOWS =
  /^(?:Qt\d?(?:Widgets|Gui|Quick|Qml|OpenGL\w*)?|KF\d\w*|gtk(?:\+|mm)?-?[2-4][\w.+-]*|GTK\d?|gtkmm|libadwaita-1|libhandy-1|wxWidgets|FLTK|SDL\d?|sdl\d|glfw3?|GLFW|GLUT|raylib|SFML|sfml-\w+|imgui|Allegro|allegro-5|webkit2gtk-4.\d|JUCE|wlroots(?:-[\d.]+)?|wayland-server|Ogre|OGRE|Irrlicht|libobs|nanogui|x11|X11)$/
const SERVER = /(?:^|[-_])(?:server|daemon|httpd)$|^[a-z]{4,}(?:httpd|mqttd|sshd|ftpd)$/i
const isLibraryOf = (target: Target, name: string): boolean => {
  const bare = (text: string) => sameName(text).replace(/^lib|(?:static|shared|lib|a|so|pp)$/g, '')
  return target.kind === 'library' && (bare(target.name) === bare(name) || sameName(target.name) === sameName(name))
}

/** The programs that the project is for: those it installs, else, where it puts nothing else into place, those it builds. */
export function programsOf(targets: readonly Target[], name: string): Target[] {
  const programs = targets.filter(({ kind, product }) => kind === 'program' && product)
  const installed = programs.filter((one) => one.installed)
  if (installed.length) return installed
  const shipsLibrary = targets.some(
    (one) => one.product && (isLibraryOf(one, name) || (one.kind === 'library' && one.installed)),
  )
  return shipsLibrary ? [] : programs
}

/** What a build makes, most telling first: a program by the windows and sockets it opens, a library where one is meant for others. */
export function nativeKinds(targets: readonly Target[], requirements: readonly Requirement[], name: string): Kind[] {
  const programs = programsOf(targets, name)
  const libraries = targets.filter(
    (one) =>
      one.kind === 'library' && one.product && (one.installed || (programs.length === 0 && isLibraryOf(one, name))),
  )
  const isNamed = (one: Target) => sameName(one.name) === sameName(name)
  const windows = requirements.some((one) => one.scope === 'runtime' && WINDOWS.test(one.name))
  const program: Kind[] = programs.length
    ? [windows ? 'desktop-app' : programs.some((one) => SERVER.test(one.name)) ? 'service' : 'cli']
    : []
  const library: Kind[] = libraries.length ? ['library'] : []
  // A tool with a library of the same name is known as the tool; tools beside a library are extras of it.
  if (program.length && library.length)
    return programs.some(isNamed) ? [...program, ...library] : [...library, ...program]
  if (program.length || library.length) return [...program, ...library]
  return targets.some((one) => one.kind === 'library' && one.product) ? ['library'] : []
}
