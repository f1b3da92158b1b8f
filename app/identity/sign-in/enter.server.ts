import { eq } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import type { SecondFactor, WayIn } from '../audit/audit.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { findSecondFactors } from '../second-factor/second-factor-queries.server.ts'
import { needsSecondFactor } from '../second-factor/second-factors.ts'
import { mustUseProvider } from '../single-sign-on/must-use-provider.server.ts'
import { knownDeviceCookie } from './known-device.server.ts'
import type { SessionKind } from './session-times.ts'
import { startSession } from './sessions.server.ts'
import { beginStep } from './sign-in-step.server.ts'

/** What the step that asks for a second factor needs to know when it is shown. */
export type SecondFactorState = { way: WayIn; kind: SessionKind; next: string | null }

/**
 * Lets a person in who has shown who they are in the way named: every way in ends here. With `secondFactor` null, who
 * has a second factor must show it first (`setCookie` then carries that step); one that was shown already is named.
 * `deviceCookie` makes a browser of one's own known, so that others' guesses do not slow its owner down.
 * Who is suspended, erased or merged into another account is refused, and so is who may come in by a provider only.
 */
export async function enter({
  accountId,
  way,
  secondFactor,
  kind,
  device,
  next,
  secure,
  now,
}: {
  accountId: string
  way: WayIn
  secondFactor: SecondFactor | null
  kind: SessionKind
  device: string
  next: string | null
  secure: boolean
  now: number
}): Promise<
  | { status: 'entered'; setCookie: string; deviceCookie: string | null }
  | { status: 'second-factor'; setCookie: string }
  | { status: 'refused' }
> {
  const [person] = await reader
    .select({ suspendedAt: account.suspendedAt })
    .from(account)
    .where(eq(account.id, accountId))
  if (!person || person.suspendedAt !== null) return { status: 'refused' }
  if (way !== 'single-sign-on' && (await mustUseProvider({ accountId, now }))) return { status: 'refused' }
  if (secondFactor === null && needsSecondFactor(await findSecondFactors({ accountId }))) {
    const state: SecondFactorState = { way, kind, next }
    const { setCookie } = await write((tx) => beginStep({ kind: 'second-factor', accountId, state, secure, now }, tx))
    return { status: 'second-factor', setCookie }
  }
  await write((tx) =>
    recordAudit(
      {
        acts: [
          {
            action: 'signed-in',
            actorId: accountId,
            subject: { kind: 'account', id: accountId },
            facts: { way, secondFactor, device, shared: kind === 'shared' },
          },
        ],
        now,
      },
      tx,
    ),
  )
  const { setCookie } = await startSession({
    accountId,
    secure,
    now,
    kind,
    device,
    secondFactor: secondFactor !== null,
  })
  return {
    status: 'entered',
    setCookie,
    deviceCookie: kind === 'own' ? knownDeviceCookie({ accountId, secure }) : null,
  }
}
