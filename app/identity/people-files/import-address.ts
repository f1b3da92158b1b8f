import { isLegacyEncoding, type LegacyEncoding } from '#app/csv/decode-file.ts'
import { type Outcome, outcomes } from './planned-row.ts'

/** What the address of an import says: which file, how its letters are read, and which rows are shown. */
export type ImportAddress = { token: string; letters: LegacyEncoding | null; show: Outcome | null; page: number }

export function readImportAddress(asked: URLSearchParams): ImportAddress {
  const letters = asked.get('letters')
  return {
    token: (asked.get('file') ?? '').slice(0, 100),
    letters: isLegacyEncoding(letters) ? letters : null,
    show: outcomes.find((outcome) => outcome === asked.get('show')) ?? null,
    page: Number(asked.get('page') ?? 1),
  }
}

/** The part of an address that says the same. */
export function writeImportAddress({ token, letters, show, page }: Partial<ImportAddress> & { token: string }): string {
  const said = { file: token, letters, show, page: page && page > 1 ? String(page) : null }
  return new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  ).toString()
}
