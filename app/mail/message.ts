/** A message in plain text to one person. */
export type MailMessage = { to: string; subject: string; text: string }

/** Longest address there can be, in characters (RFC 5321, 4.5.3.1.3: 256 with its brackets). */
const LONGEST_ADDRESS = 254

/** Longest subject kept, in characters: a reader of mail shows no more. */
const LONGEST_SUBJECT = 200

/** One mailbox and nothing else: no name, no list, no quotes, nothing that could begin a new header. */
const oneAddress = /^[^\s\p{Cc}@,;:<>()[\]"\\]+@[^\s\p{Cc}@,;:<>()[\]"\\]+$/u

const senderWithName = /^([^<>\p{Cc}]*?)\s*<([^<>]+)>$/u

/** Whether a text names a sender: an address, or a name with the address in angle brackets. */
export function isSender(text: string): boolean {
  return isAddress(senderWithName.exec(text)?.[2] ?? text)
}

/** A sender taken apart. The name is empty where there is none. */
export function readSender(text: string): { name: string; address: string } {
  const [, name = '', address = text] = senderWithName.exec(text) ?? []
  return { name: name.replace(/^"(.*)"$/, '$1'), address }
}

const isAddress = (text: string) => text.length <= LONGEST_ADDRESS && oneAddress.test(text)

/**
 * The message as it may be sent. Throws for a `to` that is not one plain address: whoever calls has checked that.
 * In the subject, which may hold what people typed, line breaks and other control characters become spaces: none can
 * end the header and begin another.
 */
export function readyMessage({ to, subject, text }: MailMessage): MailMessage {
  if (!isAddress(to)) throw new TypeError('Mail goes to one plain address')
  const line = subject
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SUBJECT)
  return { to, subject: line, text }
}
