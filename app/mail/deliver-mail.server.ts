import { createTransport } from 'nodemailer'
import { type MailMessage, readSender } from './message.ts'
import { type DeliveryError, describeRefusal, type Failure, failureOf } from './refusal.ts'
import type { MailServer } from './smtp-url.ts'

/** How long a mail server may take, in milliseconds: for one step, and for one message whatever it does. */
export type Patience = { step: number; message: number }

export const usualPatience: Patience = { step: 15_000, message: 60_000 }

export type Delivery = { status: 'sent' } | { status: 'failed'; failure: Failure; words: string }

/** A connection to a mail server over which messages are handed in, one after the other. Close it in the end. */
export type Post = {
  /** Hands in one message. `id` stays the same at each try, so that a mailbox that gets it twice can tell. */
  deliver: (given: { id: string; message: MailMessage; signal?: AbortSignal }) => Promise<Delivery>
  close: () => void
}

/** Prepares to hand in mail at `server`; connects with the first message. */
export function openPost({
  server: { host, port, tls, credentials, from },
  patience = usualPatience,
}: {
  server: MailServer & { from: string }
  patience?: Patience
}): Post {
  const sender = readSender(from)
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    // A message whose fate is unknown is tried again by the queue, which waits; not by the connection, which does not.
    maxRequeues: 0,
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
    connectionTimeout: patience.step,
    greetingTimeout: patience.step,
    socketTimeout: patience.step,
    dnsTimeout: patience.step,
    // Nothing in a message may make the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const hidden = credentials ? [credentials.user, credentials.password] : []
  return {
    async deliver({ id, message: { to, subject, text }, signal }) {
      const deadline = AbortSignal.timeout(patience.message)
      try {
        await transport.sendMail({
          from: sender,
          // As an object it is one address, whatever is in it.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${sender.address.split('@')[1]}>`,
          // No holiday answer wanted (RFC 3834, 5).
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
        })
        return { status: 'sent' }
      } catch (error) {
        const told = error as DeliveryError
        return { status: 'failed', failure: failureOf(told), words: describeRefusal(told, [to, ...hidden]) }
      }
    },
    close: () => transport.close(),
  }
}
