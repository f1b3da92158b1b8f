import { type HotspotQuestion, type Question, questionKinds } from '../question.ts'
import type { Note } from './exchange-note.ts'

/** The formats that questions are taken from and given in. */
export const exchangeFormats = ['gift', 'moodle', 'qti'] as const
export type ExchangeFormat = (typeof exchangeFormats)[number]

/** What files are read: QTI is only written. */
export type ImportFormat = Exclude<ExchangeFormat, 'qti'>

/** What is read from other programs, and written for them (`placesInWords`). */
export type ExchangedQuestion = Exclude<Question, HotspotQuestion>

export const exchangedKinds = questionKinds.filter((kind) => kind !== 'hotspot')

/**
 * A question between two formats: ours, and what others know of it beside. Of a file that was read, the HTML is a
 * stranger's: it is shown to nobody before `mdx/` made text of our dialect of it and the compiler that text HTML.
 */
export type ExchangeItem = {
  /** What its authors call it. */
  name: string
  /** Where it is kept, outermost first. */
  category: readonly string[]
  question: ExchangedQuestion
}

/** One question of a file, whether it can be taken or not. */
export type ReadItem = {
  /** 1-based, as the file has them. */
  number: number
  /** Where it begins, 1-based. */
  line: number
  name: string
  /** What it is in the words of its format, such as "multichoice". */
  type: string
  /** Null where it has no meaning here; the notes say why. */
  item: ExchangeItem | null
  notes: readonly Note[]
}

/** Bounds of a file: far beyond what people write, near enough that reading one costs little. */
export const LARGEST_FILE = 2_000_000
export const MOST_ITEMS = 500

/** Characters of one question. Readers of HTML and Markdown take more than their share of time for more. */
export const LONGEST_ITEM = 20_000
