import type { Detector } from '../detector'

export const go: Detector = { name: 'go', wants: () => 0, detect: () => ({}) }
