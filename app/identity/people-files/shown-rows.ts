import { pageOf } from '#db/page-of.ts'
import type { PeopleRow } from './people-file.ts'
import type { Outcome, PlannedRow } from './planned-row.ts'

const ROWS_PER_PAGE = 100

/** A row with what the file gives to know the person by. */
export type ShownRow = PlannedRow & { name: string; agency: string }

/** A page of a file's rows, all or those that one thing happens to. */
export function shownRows({
  rows,
  planned,
  show,
  page,
}: {
  rows: readonly PeopleRow[]
  planned: readonly PlannedRow[]
  show: Outcome | null
  page: number
}): { rows: ShownRow[]; total: number; page: number; pages: number } {
  const named = planned.map((row, index): ShownRow => {
    const { name = '', agency = '' } = rows[index]?.cells ?? {}
    return { ...row, name, agency }
  })
  const all = named.filter(({ outcome }) => show === null || outcome === show)
  const { offset, ...place } = pageOf({ asked: page, total: all.length, size: ROWS_PER_PAGE })
  return { rows: all.slice(offset, offset + ROWS_PER_PAGE), total: all.length, ...place }
}
