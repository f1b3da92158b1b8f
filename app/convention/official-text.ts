import { ARTICLE_COUNT } from './article-reference.ts'

/** A paragraph or lettered item, word for word. */
export type OfficialParagraph = {
  /** The numbered paragraph it belongs to; 0 when the article has none, or for words before the first. */
  paragraph: number
  /** As printed before the words: "1.", "(a)", "(i)"; empty when nothing is. */
  label: string
  /** 0 for a paragraph, 1 for (a), 2 for (i). */
  depth: number
  text: string
}

export type OfficialArticle = {
  article: number
  /** Empty when the file has none. */
  title: string
  chapter: number
  paragraphs: readonly OfficialParagraph[]
}

/** Something to be told about an imported file; `at` is its line, page or place in a JSON file. */
export type Remark = { at: string; message: string }

/** What an import found. Stored with the text. */
export type ImportReport = {
  /** Headings of chapters that the file has. */
  chapters: readonly { number: number; title: string }[]
  /** Articles that the file does not have. */
  missing: readonly number[]
  /** What stands in the file and was not taken in. */
  unplaced: readonly Remark[]
  /** What somebody should look at. */
  remarks: readonly Remark[]
}

/** Numbers as ranges: [1, 2, 3, 7] is "1–3, 7". */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

/** All articles but the known ones. */
export function articlesBut(known: readonly number[]): number[] {
  return Array.from({ length: ARTICLE_COUNT }, (_, index) => index + 1).filter((number) => !known.includes(number))
}

const romanDigits = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv']

/**
 * The anchor of each paragraph on its page, the same in all languages: "p2", "p2-a", "p2-a-i"; "p0-a" where the article
 * has no numbered paragraph. Null for words without a label, except the first of an article or paragraph.
 */
export function anchorsOf(paragraphs: readonly OfficialParagraph[]): (string | null)[] {
  let current = -1
  let items = 0
  let subitems = 0
  return paragraphs.map(({ paragraph, label, depth }) => {
    const begins = paragraph !== current
    if (begins) {
      current = paragraph
      items = 0
      subitems = 0
    }
    if (depth === 0 || label === '') return begins ? `p${paragraph}` : null
    if (depth === 1) {
      items += 1
      subitems = 0
      return `p${paragraph}-${letterOf(items)}`
    }
    subitems += 1
    return [
      'p' + String(paragraph),
      ...(items > 0 ? [letterOf(items)] : []),
      romanDigits[subitems] ?? `${subitems}`,
    ].join('-')
  })
}

const letterOf = (ordinal: number) => (ordinal <= 26 ? String.fromCharCode(96 + ordinal) : `${ordinal}`)
