import type { Kind } from '../../facts'
import { isFrameworkByDescription } from '../description'
import type { Crate } from './crate'

/** Crates that tell what a program is by being its direct dependency, most telling first. */
const TELLING: [Kind, RegExp][] = [
  [
    'desktop-app',
    /^(?:tauri|eframe|egui|iced|slint|gtk4?|gtk4|relm4|druid|winit|dioxus-desktop|floem|gpui|libadwaita|fltk|cushy)$/,
  ],
  ['service', /^(?:axum|actix-web|rocket|warp|tonic|poem|salvo|tide|ntex|gotham|pingora)$/],
  ['contracts', /^(?:solana-program|anchor-lang|cosmwasm-std|near-sdk|ink|soroban-sdk|stylus-sdk)$/],
]

/** What a crate is, most telling first. */
export function crateKinds(crate: Crate): Kind[] {
  const runtime = crate.dependencies.filter(({ scope }) => scope === 'runtime' || scope === 'optional')
  const contract = runtime.some(({ name }) => TELLING[2]![1].test(name)) && crate.library
  if (contract) return ['contracts']
  if (crate.macros) return ['library']
  const programs = crate.binaries.filter(({ internal }) => !internal)
  if (!programs.length) {
    if (!crate.library) return []
    return isFrameworkByDescription(crate.description?.value) ? ['library', 'framework'] : ['library']
  }
  const program =
    TELLING.find(([, pattern]) =>
      crate.dependencies.some(({ name, scope }) => scope === 'runtime' && pattern.test(name)),
    )?.[0] ?? 'cli'
  const terminal = crate.dependencies.some(
    ({ name, scope }) => scope === 'runtime' && /^(?:clap|structopt|argh|pico-args|lexopt|gumdrop|bpaf)$/.test(name),
  )
  // A package whose programs are extras of its library is a library; a published program with flags is a tool that may serve.
  const extra = crate.library !== null && programs.every(({ gated }) => gated)
  if (extra) return ['library', 'cli']
  return program === 'service' && terminal && crate.publishable ? ['cli'] : [program]
}
