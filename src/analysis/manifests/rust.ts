import type { Detector } from '../detector'

export const rust: Detector = { name: 'rust', wants: () => 0, detect: () => ({}) }
