/** What went wrong with a message, as nodemailer and the mail server tell it. */
export type DeliveryError = {
  code?: string
  command?: string
  responseCode?: number
  response?: string
  message: string
}

/**
 * What a failed attempt means. `message`: the server will never take this one. `later`: it may take this one later.
 * `server`: nothing can be sent now.
 */
export type Failure = 'message' | 'later' | 'server'

const LONGEST = 200

/**
 * Sorts a failure. 5xx to the recipient or the text is for good (RFC 5321, 4.2.1), except for reasons of policy (5.7.x
 * of RFC 3463): "relaying denied" is what a mail server says that was not told of us, and that can be mended.
 */
export function failureOf({ code, command, responseCode, response = '' }: DeliveryError): Failure {
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'message' : 'server'
  if (responseCode === 421 || (command !== 'RCPT TO' && command !== 'DATA')) return 'server'
  return responseCode >= 500 && !/^\d{3}[ -]5\.7\./.test(response) ? 'message' : 'later'
}

/**
 * The server's own words in one line, without addresses of people or machines, and without any of `hidden`
 * (the recipient, the name and password we sign in with).
 */
export function describeRefusal(error: DeliveryError, hidden: readonly string[]): string {
  let text = error.response ?? error.message
  const names = hidden.flatMap((one) => [one, one.split('@', 1)[0] ?? '']).filter((one) => one.length > 1)
  for (const name of names.sort((one, other) => other.length - one.length)) {
    text = text.replaceAll(new RegExp(escaped(name), 'giu'), '…')
  }
  return text
    .replace(/[^\s<>()[\],;:"']+@[^\s<>()[\],;:"']+/gu, '…')
    .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, '…')
    .replace(/(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7})[0-9a-f:]{3,39}(?![\w:])/gi, '…')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
