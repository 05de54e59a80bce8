import type { Detector } from '../detector'

export const javascript: Detector = { name: 'javascript', wants: () => 0, detect: () => ({}) }
