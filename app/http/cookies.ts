import type { MessageKey } from '#app/i18n/catalogue.ts'

/** A cookie of this site as the privacy page tells it. `name` without `__Host-`; `*` stands for what differs. */
export type ToldCookie = { name: string; what: MessageKey; howLong: MessageKey }

/** Every cookie that this site sets. A test compares them with those that are really set. */
export const toldCookies: readonly ToldCookie[] = [
  { name: 'session', what: 'privacy.page.cookies.session', howLong: 'privacy.page.cookies.sessionLong' },
  { name: 'known-*', what: 'privacy.page.cookies.known', howLong: 'privacy.page.cookies.knownLong' },
  { name: 'step-*', what: 'privacy.page.cookies.step', howLong: 'privacy.page.cookies.stepLong' },
  { name: 'totp-setup', what: 'privacy.page.cookies.totp', howLong: 'privacy.page.cookies.totpLong' },
  { name: 'flash', what: 'privacy.page.cookies.flash', howLong: 'privacy.page.cookies.flashLong' },
]
