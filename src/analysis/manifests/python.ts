import type { Detector } from '../detector'

export const python: Detector = { name: 'python', wants: () => 0, detect: () => ({}) }
