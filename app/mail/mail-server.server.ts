import { env } from '#app/env.server.ts'
import type { MailServer } from './smtp-url.ts'

/** The mail server of this installation and who its mail is from; null when it was told of none. */
export function mailServer(): (MailServer & { from: string }) | null {
  const { SMTP_URL, MAIL_FROM } = env()
  return SMTP_URL && MAIL_FROM ? { ...SMTP_URL, from: MAIL_FROM } : null
}
