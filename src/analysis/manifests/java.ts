import type { Detector } from '../detector'

export const java: Detector = { name: 'java', wants: () => 0, detect: () => ({}) }
