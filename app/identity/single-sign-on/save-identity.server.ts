import type { Transaction } from '#db/client.server.ts'
import { externalIdentity } from '#db/schema/credentials.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import type { ProvenIdentity } from './finish-single-sign-on.server.ts'

/** Links an identity that is linked to nobody yet. `actorId`: the holder, or null when a verified address decided. */
export async function saveIdentity(
  {
    accountId,
    identity: { issuer, subject },
    actorId,
    now,
  }: { accountId: string; identity: ProvenIdentity; actorId: string | null; now: number },
  tx: Transaction,
): Promise<void> {
  await tx.insert(externalIdentity).values({ issuer, subject, accountId, createdAt: now, lastUsedAt: now })
  const act = {
    action: 'identity-linked',
    actorId,
    subject: { kind: 'account', id: accountId },
    facts: { issuer },
  } as const
  await recordAudit({ acts: [act], now }, tx)
}
