import { defaultLocale } from '#app/i18n/locales.ts'
import { type Translator, translatorFor } from '#app/i18n/translator.ts'
import { queueMail } from '#app/mail/queue-mail.server.ts'
import type { Transaction } from '#db/client.server.ts'

const HOUR = 60 * 60 * 1000

/** What people are written about their way in, with what each letter tells. `link` is a whole address. */
export type Letter =
  | { kind: 'invitation'; name: string; username: string; link: string; expiresAt: number }
  | { kind: 'reset'; name: string; username: string; link: string; expiresAt: number }
  | { kind: 'register'; link: string; expiresAt: number }
  | { kind: 'hasAccount'; link: string }
  | { kind: 'verifyEmail'; username: string; link: string; expiresAt: number }
  | { kind: 'emailInUse' }
  | { kind: 'emailChanged'; name: string; username: string }

/**
 * Has a letter sent in the language of whom it is to (`locale`; null where they chose none), as part of a larger change.
 * Ask before whether mail can be sent.
 */
export async function sendLetter(
  { to, letter, locale, now }: { to: string; letter: Letter; locale: string | null; now: number },
  tx: Transaction,
): Promise<void> {
  const translator = translatorFor(locale ?? defaultLocale.tag)
  const { t } = translator
  const site = t('ui.brand')
  const text = [textOf(letter, site, translator), t('waysIn.mail.signature', { site })].join('\n\n')
  await queueMail({ to, subject: t(`waysIn.mail.subject.${letter.kind}`, { site }), text, now }, tx)
}

function textOf(letter: Letter, site: string, { t, dateTime }: Translator): string {
  switch (letter.kind) {
    case 'hasAccount':
    case 'emailInUse':
    case 'emailChanged':
      return t(`waysIn.mail.text.${letter.kind}`, { site, ...letter })
    default:
      return t(`waysIn.mail.text.${letter.kind}`, { site, ...letter, until: dateTime(letter.expiresAt) })
  }
}

/** How long links last that people ask for themselves. */
export const linkTimes = { reset: HOUR, register: 24 * HOUR, verifyEmail: 24 * HOUR }
