import type { AuditContent } from './audit.ts'

/** What an entry says beyond ids; null once it was blotted out, and for what is no content of ours. */
export function readContent(json: string | null): AuditContent | null {
  if (json === null) return null
  try {
    const { address, facts } = JSON.parse(json) as Partial<Record<keyof AuditContent, unknown>>
    return {
      address: typeof address === 'string' ? address : null,
      facts: typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {},
    }
  } catch {
    return null
  }
}
