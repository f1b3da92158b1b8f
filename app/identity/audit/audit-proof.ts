/** The last entry of the log at some time: whoever knows it can tell later whether anything before it was changed. */
export type AuditHead = { sequence: number; hash: string }

/** A head as it was noted: its number may be left out, and of the hash the beginning is enough. */
export type NotedHead = { sequence: number | null; hash: string }

/** Of a hash in base64url, so many characters (96 bits) stand for the whole of it. */
const ENOUGH = 16

const notedForm = new RegExp(`^(?:([1-9]\\d{0,14}):)?([\\w-]{${ENOUGH},43})$`)

/** A head as people note it down, and as `readNotedHead` reads it. */
export function writeHead({ sequence, hash }: AuditHead): string {
  return `${sequence}:${hash}`
}

/** `<sequence>:<hash>` or `<hash>`, of which at least the first 16 characters are given; null for anything else. */
export function readNotedHead(text: string): NotedHead | null {
  const [, sequence, hash] = notedForm.exec(text.trim()) ?? []
  return hash === undefined ? null : { sequence: sequence === undefined ? null : Number(sequence), hash }
}

/** Whether `entry` is the one that was noted. */
export function isNotedHead(noted: NotedHead, entry: AuditHead): boolean {
  return (noted.sequence === null || noted.sequence === entry.sequence) && entry.hash.startsWith(noted.hash)
}

/** Up to when an entry `audit-blotted` says that contents were blotted out; 0 when its content says nothing of it. */
export function blottedBefore(content: string): number {
  try {
    const { facts } = JSON.parse(content) as { facts?: { before?: unknown } }
    return typeof facts?.before === 'number' ? facts.before : 0
  } catch {
    return 0
  }
}
