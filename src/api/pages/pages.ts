import type { Api } from '../environment'
import { editPages } from './edit'
import { homePage, swappedAddress } from './home'
import { jobPages } from './job'

/** The pages that people see. The last of all routes: any first segment with a dot may be a host. */
export function pages(api: Api): void {
  homePage(api)
  jobPages(api)
  editPages(api)
  swappedAddress(api)
}
