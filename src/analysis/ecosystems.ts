import type { Ecosystem } from './ecosystem'
import { go } from './manifests/go'
import { java } from './manifests/java'
import { javascript } from './manifests/javascript'
import { python } from './manifests/python'
import { rust } from './manifests/rust'

/** Every ecosystem. Adding one is adding its file in `manifests`, a row here, its technologies and a fixture: see `manifests/README.md`. */
export const ECOSYSTEMS: readonly Ecosystem[] = [javascript, python, go, rust, java]
