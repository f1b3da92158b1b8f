import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { FlagKind, QuestionFlag } from './question-flags.ts'

/** What may be wrong, and why it matters with what to do about it. */
const words = {
  inverse: { label: 'statistics.flag.inverse', why: 'statistics.why.inverse' },
  lure: { label: 'statistics.flag.lure', why: 'statistics.why.lure' },
  belowChance: { label: 'statistics.flag.belowChance', why: 'statistics.why.belowChance' },
  weak: { label: 'statistics.flag.weak', why: 'statistics.why.weak' },
  leftOut: { label: 'statistics.flag.leftOut', why: 'statistics.why.leftOut' },
  easy: { label: 'statistics.flag.easy', why: 'statistics.why.easy' },
  unused: { label: 'statistics.flag.unused', why: 'statistics.why.unused' },
} as const satisfies Record<FlagKind, { label: MessageKey; why: MessageKey }>

/** A flag in a few words, with the numbers of the options it is about. */
export function flagLabel({ kind, options }: QuestionFlag, t: Translate): string {
  return t(words[kind].label, { count: options.length, options: options.join(', ') })
}

/** The reason for a flag, and what an author can do. */
export function flagReason({ kind }: QuestionFlag, t: Translate): string {
  return t(words[kind].why)
}
