import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type ReceivedMail = { from: string; to: string[]; raw: string; user: string | undefined }

/** A real mail server on this machine. `received` fills as mail comes; other options are those of the smtp-server package. */
export async function startMailServer({
  port = 0,
  onMail,
  ...options
}: SMTPServerOptions & { port?: number; onMail?: (mail: ReceivedMail) => void } = {}) {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const mail: ReceivedMail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('latin1'),
          user: session.user as string | undefined,
        }
        received.push(mail)
        onMail?.(mail)
        done()
      })
    },
    ...options,
  })
  // A client that hangs up is no fault of the test.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const listening = (server.server.address() as AddressInfo).port
  return {
    received,
    port: listening,
    server: {
      host: '127.0.0.1',
      port: listening,
      tls: 'none',
      credentials: null,
      from: 'Article 54 <learn@example.org>',
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  } as const
}

/** One header of a message, unfolded; encoded words are left as they are. */
export function headerOf(raw: string, name: string): string | undefined {
  const head = (raw.split('\r\n\r\n', 1)[0] ?? '').replace(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim()
}

/** The text of a message in plain text, whatever its encoding. */
export function textOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  const encoding = headerOf(raw, 'Content-Transfer-Encoding')
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1')
  return bytes.toString('utf8').replace(/\r\n/g, '\n')
}

/** A header with encoded words (RFC 2047) as people read it. Neighbours are joined before their bytes are read. */
export function decodeWords(header: string): string {
  return header.replace(/=\?utf-8\?[bq]\?[^?]*\?=(\s+=\?utf-8\?[bq]\?[^?]*\?=)*/gi, (run) => {
    const words = run.split(/\s+/).map((word) => {
      const [, , kind = '', text = ''] = word.split('?')
      return kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : Buffer.from(unquoted(text.replaceAll('_', ' ')), 'latin1')
    })
    return Buffer.concat(words).toString('utf8')
  })
}

/** Quoted-printable (RFC 2045, 6.7) as bytes in a latin-1 string. */
function unquoted(text: string): string {
  return text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
