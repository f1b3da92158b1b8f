import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, lte } from 'drizzle-orm'
import { type Reader, reader, type Transaction } from '#db/client.server.ts'
import { signInStep } from '#db/schema/credentials.ts'

/** How long the next step may take, in milliseconds. */
const PATIENCE = 10 * 60 * 1000

export type StepKind = (typeof signInStep.$inferSelect)['kind']

/** A way in that waits for its next step. `state` is JSON as it was kept; `idHash` ends it. */
export type WaitingStep = { idHash: string; accountId: string | null; state: string }

const hashOf = (id: string) => createHash('sha256').update(id).digest('hex')

/** One cookie a kind, so that a passkey that was begun does not end a single sign-on in another tab. */
function cookieName(kind: StepKind, secure: boolean): string {
  return `${secure ? '__Host-' : ''}step-${kind}`
}

function cookie(kind: StepKind, value: string, secure: boolean, seconds: number): string {
  return `${cookieName(kind, secure)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/**
 * Keeps what the next step of a way in needs, for this browser alone and for ten minutes. `setCookie` carries the
 * secret; only its hash is stored.
 */
export async function beginStep(
  {
    kind,
    accountId,
    state,
    secure,
    now,
  }: { kind: StepKind; accountId: string | null; state: unknown; secure: boolean; now: number },
  tx: Transaction,
): Promise<{ setCookie: string }> {
  const id = randomBytes(32).toString('base64url')
  await tx.delete(signInStep).where(lte(signInStep.expiresAt, now))
  await tx.insert(signInStep).values({
    idHash: hashOf(id),
    kind,
    accountId,
    state: JSON.stringify(state),
    createdAt: now,
    expiresAt: now + PATIENCE,
  })
  return { setCookie: cookie(kind, id, secure, PATIENCE / 1000) }
}

/** The step of this kind that the browser of these cookies began, if it still waits. */
export async function findStep(
  { kind, cookieHeader, secure, now }: { kind: StepKind; cookieHeader: string | null; secure: boolean; now: number },
  db: Pick<Reader, 'select'> = reader,
): Promise<WaitingStep | null> {
  const name = cookieName(kind, secure)
  const pair = (cookieHeader ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`))
  const id = pair?.trim().slice(name.length + 1)
  if (!id) return null
  const [found] = await db
    .select({ idHash: signInStep.idHash, accountId: signInStep.accountId, state: signInStep.state })
    .from(signInStep)
    .where(and(eq(signInStep.idHash, hashOf(id)), eq(signInStep.kind, kind), gt(signInStep.expiresAt, now)))
  return found ?? null
}

/** Ends a step: what was begun works once. Gives false when it had ended already, so that of two answers one counts. */
export async function endStep({ idHash }: { idHash: string }, tx: Transaction): Promise<boolean> {
  const ended = await tx
    .delete(signInStep)
    .where(eq(signInStep.idHash, idHash))
    .returning({ idHash: signInStep.idHash })
  return ended.length > 0
}

/** A header that takes the browser's half of a step away. */
export function clearStep(kind: StepKind, secure: boolean): string {
  return cookie(kind, '', secure, 0)
}
