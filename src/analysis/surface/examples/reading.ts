import type { Asking } from '../../detector'
import { wantsForComments } from './doc-comments'
import { wantsForPage } from './documents'
import { EXAMPLE_EXTENSIONS, wantsForExample } from './example-files'
import { wantsForModule } from './infrastructure'

/** What asks for the files that show the project in use: by name, the beginnings of a few. */
export const exampleReading: Asking = {
  extensions: [...EXAMPLE_EXTENSIONS, 'md', 'mdx', 'rst', 'adoc', 'tf'],
  wants: (path, bytes) =>
    Math.max(wantsForPage(path), wantsForComments(path), wantsForExample(path, bytes), wantsForModule(path)),
}
