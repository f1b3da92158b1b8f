import type { Translate } from '#app/i18n/translator.ts'
import { type PlannedRow, refusalReasons } from './planned-row.ts'

/** Why a row was refused, as a sentence. */
export function reasonInWords(
  { reason, firstLine = 0 }: Pick<Extract<PlannedRow, { outcome: 'refused' }>, 'reason' | 'firstLine'>,
  t: Translate,
): string {
  return t(refusalReasons[reason], { line: firstLine })
}
