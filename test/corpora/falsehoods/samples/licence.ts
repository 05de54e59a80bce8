import spdx from 'spdx-license-list/full'

/** The text of a licence; where it names a holder, with this one. */
export function licence(id: string, holder = ''): string {
  return `${spdx[id]!.licenseText.replace(/<year>/g, '2024').replace(/<(?:copyright holders|owner)>/g, holder)}\n`
}
