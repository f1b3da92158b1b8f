import { write } from '#db/client.server.ts'
import type { SecondFactor } from '../audit/audit.ts'
import type { SecondFactorState } from '../sign-in/enter.server.ts'
import { endStep, findStep, type WaitingStep } from '../sign-in/sign-in-step.server.ts'
import { tellOwner } from '../sign-in/tell-owner.server.ts'
import { checkPasskey } from './check-passkey.server.ts'
import { checkSecondFactor } from './check-second-factor.server.ts'
import type { RelyingParty } from './relying-party.ts'
import { findSecondFactors } from './second-factor-queries.server.ts'
import type { SecondFactors } from './second-factors.ts'
import type { TypedCode } from './typed-code.ts'

type Browser = { cookieHeader: string | null; secure: boolean; now: number }

/** Somebody who came in by a first way and has now shown a second factor. */
export type Passed = { status: 'passed'; accountId: string; secondFactor: SecondFactor; state: SecondFactorState }

type OwnedStep = WaitingStep & { accountId: string }

async function findWaiting(browser: Browser): Promise<OwnedStep | null> {
  const step = await findStep({ kind: 'second-factor', ...browser })
  return step && step.accountId !== null ? { ...step, accountId: step.accountId } : null
}

const stateOf = (step: OwnedStep) => JSON.parse(step.state) as SecondFactorState

/** What the person who waits at the second step in this browser can show; null when nobody waits, or not any more. */
export async function findWaitingFactors(browser: Browser): Promise<SecondFactors | null> {
  const step = await findWaiting(browser)
  return step && (await findSecondFactors(step))
}

/** Shows a code at the second step of a way in. The step is over when it was right; `expired` when it was over before. */
export async function passWithCode({
  typed,
  ...browser
}: Browser & { typed: TypedCode }): Promise<
  Passed | { status: 'refused' } | { status: 'expired' } | { status: 'too-many'; retryAt: number }
> {
  const step = await findWaiting(browser)
  if (!step) return { status: 'expired' }
  const { accountId } = step
  const { now } = browser
  const state = stateOf(step)
  return await write(async (tx) => {
    const isWaiting = (await findStep({ kind: 'second-factor', ...browser }, tx)) !== null
    if (!isWaiting) return { status: 'expired' }
    const checked = await checkSecondFactor({ accountId, typed, way: state.way, now }, tx)
    if (checked.status !== 'shown') return checked
    await endStep(step, tx)
    const { secondFactor } = checked
    if (secondFactor === 'recovery-code') await tellOwner({ accountId, what: 'recovery-code-used', now }, tx)
    return { status: 'passed', accountId, secondFactor, state }
  })
}

/** Shows a passkey at the second step of a way in. */
export async function passWithPasskey({
  credential,
  relyingParty,
  ...browser
}: Browser & { credential: string; relyingParty: RelyingParty | null }): Promise<
  Passed | { status: 'refused' } | { status: 'expired' }
> {
  const step = await findWaiting(browser)
  if (!step) return { status: 'expired' }
  const { accountId } = step
  const checked = await checkPasskey({ purpose: 'second-factor', credential, relyingParty, ...browser })
  if (checked.status !== 'shown' || checked.accountId !== accountId) return { status: 'refused' }
  if (!(await write((tx) => endStep(step, tx)))) return { status: 'expired' }
  return { status: 'passed', accountId, secondFactor: 'passkey', state: stateOf(step) }
}
