import type { LegacyEncoding } from '#app/csv/decode-file.ts'
import type { Viewer } from '../viewer.ts'
import { findUpload, type KeptUpload } from './kept-upload.server.ts'
import type { PeopleColumn } from './people-file.ts'
import type { PlannedRow } from './planned-row.ts'
import { type ReadUpload, readUpload } from './read-upload.ts'
import { rehearseImport } from './rehearse-import.server.ts'

type Rows = Extract<ReadUpload, { status: 'rows' }>

/** Where the import of a file that was sent in stands. */
export type ImportStep =
  /** It is not kept any more, or was never this person's. */
  | { step: 'gone' }
  | { step: 'letters'; upload: KeptUpload }
  /** `planned` is what would happen, or after 'done' what did, for each row of the file in its order. */
  | { step: 'rehearsal' | 'done'; upload: KeptUpload; file: Rows; planned: PlannedRow[] }

/** The next step of importing a file that the person sent in. `letters` is the encoding they chose, if they had to. */
export async function findImportStep({
  viewer,
  token,
  letters,
  heading,
  locale,
  now,
}: {
  viewer: Viewer
  token: string
  letters: LegacyEncoding | null
  heading: (column: PeopleColumn) => string
  locale: string
  now: number
}): Promise<ImportStep> {
  const upload = await findUpload({ viewer, token, now })
  if (!upload) return { step: 'gone' }
  const file = readUpload({ bytes: upload.bytes, letters, heading })
  if (file.status === 'unknown-encoding') return { step: 'letters', upload }
  // What cannot be read was refused when it was sent in.
  if (file.status === 'unusable') return { step: 'gone' }
  if (upload.result) return { step: 'done', upload, file, planned: upload.result }
  return { step: 'rehearsal', upload, file, planned: await rehearseImport({ viewer, rows: file.rows, locale, now }) }
}
