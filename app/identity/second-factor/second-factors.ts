/** What a person can show beside a password. `recoveryCodes` are those left. */
export type SecondFactors = { totp: boolean; passkeys: number; recoveryCodes: number }

/** Whether a password alone does not let this person in. Recovery codes stand in for another factor and are none themselves. */
export function needsSecondFactor({ totp, passkeys }: SecondFactors): boolean {
  return totp || passkeys > 0
}
