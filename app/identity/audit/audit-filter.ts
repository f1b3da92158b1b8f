import { type MessageKey, messageKey } from '#app/i18n/catalogue.ts'
import { type AuditAction, type SubjectKind, subjectKinds } from './audit.ts'
import { auditActions } from './audit-words.ts'

/** What is looked for in the audit log, as it stands in the address of the page; '' and null ask for everything. */
export type AuditFilter = {
  /** A user name, e-mail address or account id, of who did it or to whom it was done. */
  person: string
  action: AuditAction | null
  kind: SubjectKind | null
  /** Days in UTC as `YYYY-MM-DD`, both included. */
  from: string
  to: string
  /** A network address, or how it begins. */
  address: string
}

export type AuditAddress = AuditFilter & {
  /** Entries before this one; null for the newest. */
  before: number | null
}

export const everyEntry: AuditAddress = {
  person: '',
  action: null,
  kind: null,
  from: '',
  to: '',
  address: '',
  before: null,
}

export const AUDIT_PATH = '/admin/audit'

/** More of what was typed is not looked at. */
const MOST = 100

/** The filter in an address. What cannot be one is nothing asked, but a day or network address typed wrongly is told. */
export function readAuditAddress(asked: URLSearchParams): {
  address: AuditAddress
  errors: Record<string, MessageKey[]>
} {
  const typed = (name: string) => (asked.get(name) ?? '').trim().slice(0, MOST)
  const before = Number(asked.get('before') ?? '')
  const address: AuditAddress = {
    person: typed('person'),
    action: auditActions.find((action) => action === asked.get('action')) ?? null,
    kind: subjectKinds.find((kind) => kind === asked.get('kind')) ?? null,
    from: typed('from'),
    to: typed('to'),
    address: typed('address').toLowerCase(),
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  }
  const errors: Record<string, MessageKey[]> = {}
  for (const day of ['from', 'to'] as const) {
    if (address[day] !== '' && dayBegins(address[day]) === null) errors[day] = [messageKey('audit.error.day')]
  }
  if (!/^[0-9a-f.:%]*$/.test(address.address)) errors.address = [messageKey('audit.error.address')]
  return { address, errors }
}

/** The address of the page, or file, that shows `address` with what `change` replaces. */
export function writeAuditAddress(
  address: AuditAddress,
  change: Partial<AuditAddress> = {},
  path = AUDIT_PATH,
): string {
  const asked = Object.entries({ ...address, ...change }).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)]],
  )
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`
}

/** Whether anything is asked for but the newest entries. */
export function isNarrowed(address: AuditAddress): boolean {
  return writeAuditAddress(address, { before: null }) !== AUDIT_PATH
}

const DAY = 24 * 60 * 60 * 1000

/** The first millisecond of a day in UTC; null for what is no day. */
export function dayBegins(day: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const time = Date.parse(`${day}T00:00:00Z`)
  // "2026-02-30" is read as a day of March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : time
}

/** The first millisecond after a day in UTC; null for what is no day. */
export function dayEnds(day: string): number | null {
  const begins = dayBegins(day)
  return begins === null ? null : begins + DAY
}
