import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { roleGrant } from '#db/schema/identity.ts'
import type { AuditAct } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { lastingAdministratorExists } from '../roles/administrators.server.ts'
import { grantKey } from './claims.ts'

/**
 * Ends the roles that an account has from one source, but for those in `except` (as `grantKey` writes them). The role
 * of the last administrator stays; `kept` counts it. `actorId` null when claims end them.
 */
export async function endClaimedGrants(
  {
    accountId,
    source,
    actorId,
    except,
    now,
  }: { accountId: string; source: string; actorId: string | null; except: readonly string[]; now: number },
  tx: Transaction,
): Promise<{ kept: number }> {
  const held = await tx
    .select({
      id: roleGrant.id,
      role: roleGrant.role,
      scopeKind: roleGrant.scopeKind,
      scopeId: roleGrant.scopeId,
    })
    .from(roleGrant)
    .where(and(eq(roleGrant.accountId, accountId), eq(roleGrant.source, source), isNull(roleGrant.endedAt)))
  const acts: AuditAct[] = []
  let kept = 0
  for (const { id, ...grant } of held.filter((other) => !except.includes(grantKey(other)))) {
    const isAdministrators = grant.role === 'administrator' && grant.scopeKind === 'platform'
    if (isAdministrators && !(await lastingAdministratorExists({ exceptGrant: id, now }, tx))) {
      kept += 1
      continue
    }
    await tx.update(roleGrant).set({ endedAt: now, endedBy: actorId }).where(eq(roleGrant.id, id))
    const subject = { kind: 'account', id: accountId } as const
    acts.push({ action: 'role-withdrawn', actorId, subject, facts: { ...grant, source } })
  }
  await recordAudit({ acts, now }, tx)
  return { kept }
}
