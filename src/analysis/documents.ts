import type { Detector } from './detector'

export const documents: Detector = { name: 'documents', wants: () => 0, detect: () => ({}) }
