import { findSettings } from '../settings/settings-queries.server.ts'
import { monthsBefore } from '../settings/months-before.ts'
import { blotAudit } from './blot-audit.server.ts'

/** Takes addresses and facts from entries that are older than the setting allows; none where it keeps them without end. */
export async function blotOldAudit({ now }: { now: number }): Promise<{ blotted: number }> {
  const { auditMonths } = await findSettings()
  if (auditMonths === 0) return { blotted: 0 }
  return await blotAudit({ before: monthsBefore(now, auditMonths), now })
}
