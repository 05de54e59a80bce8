import type { Facts } from './facts'
import { array, type Project, record, string } from './project'

type Contact = NonNullable<Facts['contacts']>[number]

const CHOOSER = /^\.github\/ISSUE_TEMPLATE\/config\.ya?ml$/i
const MOST_BYTES = 32_768
const MOST = 20
const LONGEST_NAME = 120
const LONGEST_ADDRESS = 500
/** What a reader can open: pages, and an address to write to. */
const ADDRESS = /^(?:https?:\/\/[^\s<>"]+\.[^\s<>"]+|mailto:[^\s<>"@]+@[^\s<>"@]+)$/i

/** Bytes of a file that are read for its contacts. */
export const contactBytes = (path: string): number => (CHOOSER.test(path) ? MOST_BYTES : 0)

/**
 * Where the maintainers send people instead of to a new issue, at most 20, in their order: `contact_links` of the form that GitHub shows before one.
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository#configuring-the-template-chooser
 */
export function contactsOf(project: Project): Contact[] {
  const path = project
    .inFolder((folder) => folder.toLowerCase() === '.github/issue_template')
    .find((one) => CHOOSER.test(one))
  const document = path ? project.yaml(path) : null
  if (!document) return []
  return array(record(document.value).contact_links)
    .slice(0, MOST)
    .flatMap((given, index) => {
      const link = record(given)
      const name = string(link.name)
      const url = string(link.url)
      const about = string(link.about)
      if (!name || !url || name.length > LONGEST_NAME || url.length > LONGEST_ADDRESS || !ADDRESS.test(url)) return []
      return [{ name, url, ...(about && { about }), sources: [document.at('contact_links', index, 'url')] }]
    })
}
