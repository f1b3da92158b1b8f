import { ARTICLE_COUNT } from '../article-reference.ts'
import { chapters, findArticle } from '../articles.ts'
import { languageNames, type OfficialLanguage } from '../official-language.ts'
import { articlesBut, type ImportReport, type OfficialArticle, type Remark } from '../official-text.ts'
import { BUDAPEST, languagesByName, otherTreatyIn, speaksOfCybercrime } from './language-signs.ts'
import { placeParagraphs } from './place-paragraphs.ts'
import { readLabel } from './labels.ts'
import type { Draft, Section } from './source-line.ts'

type ArticleSection = Extract<Section, { kind: 'article' }>
type ChapterSection = Extract<Section, { kind: 'chapter' }>

export type Review = {
  articles: readonly OfficialArticle[]
  report: ImportReport
  /** Why the text cannot be imported; empty when it can. */
  refusals: readonly Remark[]
}

const WHOLE = 'the text'

/** Judges a text: whether it is this Convention's, in this language, in order; and what it lacks. */
export function reviewDraft(draft: Draft, language: OfficialLanguage): Review {
  const { sections, contents } = withoutContents(draft.sections)
  const unplaced = [...draft.unplaced, ...contents]
  const remarks = [...draft.remarks]
  const refusals = identify(draft, sections, language)
  const kept = inOrder(sections, { remarks, refusals })
  remarks.push(...checkChapters(kept, refusals))
  const articles = kept.flatMap((section) =>
    section.kind === 'article' ? [articleOf(section, language, remarks)] : [],
  )
  const report: ImportReport = {
    chapters: kept.flatMap((one) => (one.kind === 'chapter' ? [{ number: one.number, title: one.title }] : [])),
    missing: articlesBut(articles.map(({ article }) => article)),
    unplaced,
    remarks,
  }
  return { articles, report, refusals }
}

function identify({ words }: Draft, sections: readonly Section[], language: OfficialLanguage): Remark[] {
  const refuse = (message: string) => [{ at: WHOLE, message }]
  const found = languagesByName(words)
  if (!found.includes(language)) {
    const names = found.map((one) => languageNames[one]).join(' or ')
    return refuse(
      names
        ? `The text is not in ${languageNames[language]} (${language}): it looks like ${names}.`
        : `The text is not in ${languageNames[language]} (${language}), nor in another official language.`,
    )
  }
  const numbers = sections.flatMap((one) => (one.kind === 'article' ? [one.number] : []))
  if (numbers.length === 0) return refuse('No heading of an article was found.')
  const beyond = Math.max(...numbers)
  const other = otherTreatyIn(words)
  const known = language === 'en' && matchesTitles(sections, language)
  const isBudapest = other === BUDAPEST && !words.includes('79/243') && !known
  if (isBudapest || !speaksOfCybercrime(words, language)) {
    return refuse(
      other
        ? `The text looks like ${other}, whose articles have other numbers. It is not the United Nations Convention against Cybercrime.`
        : 'The text does not speak of cybercrime or of information and communications technology: it is not this Convention.',
    )
  }
  if (beyond > ARTICLE_COUNT) {
    return refuse(
      `The text has an article ${beyond}; this Convention has ${ARTICLE_COUNT}. It looks like another treaty.`,
    )
  }
  if (!matchesTitles(sections, language)) {
    return refuse(
      'Most titles of articles are others than in this Convention. It looks like another treaty, or a draft.',
    )
  }
  return []
}

/** English titles are known. In other languages nothing can be compared. */
function matchesTitles(sections: readonly Section[], language: OfficialLanguage): boolean {
  if (language !== 'en') return true
  const titled = sections.flatMap((one) => (one.kind === 'article' && one.title ? [one] : []))
  const right = titled.filter(({ number, title }) => sameWords(title, findArticle(number)?.title ?? ''))
  return titled.length === 0 || right.length >= titled.length / 2
}

const sameWords = (a: string, b: string) => lettersOf(a) === lettersOf(b)
const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A table of contents repeats all headings without their text: everything before the second article 1. */
function withoutContents(sections: readonly Section[]): { sections: readonly Section[]; contents: Remark[] } {
  const isFirst = (one: Section) => one.kind === 'article' && one.number === 1
  const from = sections.findIndex(isFirst)
  const again = sections.findIndex((one, index) => index > from && isFirst(one))
  if (from < 0 || again < 0) return { sections, contents: [] }
  const listed = sections.slice(0, again).filter((one) => one.kind === 'article')
  const empty = listed.filter(({ blocks }) => blocks.length === 0)
  if (empty.length < listed.length * 0.8) return { sections, contents: [] }
  // The heading of chapter I stands before its first article.
  const before = sections[again - 1]
  const start = before?.kind === 'chapter' && before.number === 1 ? again - 1 : again
  return {
    sections: sections.slice(start),
    contents: [{ at: listed[0]?.at ?? WHOLE, message: `a table of contents (${listed.length} articles)` }],
  }
}

/** What stands in the order of the Convention. What repeats or turns back is told. */
function inOrder(sections: readonly Section[], told: { remarks: Remark[]; refusals: Remark[] }): Section[] {
  const kept: Section[] = []
  for (const section of sections) {
    const same = kept.find((one) => one.kind === section.kind && one.number === section.number)
    const name = `${section.kind === 'article' ? 'Article' : 'Chapter'} ${section.number}`
    const last = kept.filter((one) => one.kind === section.kind).at(-1)
    if (same && wordsOf(same) === wordsOf(section)) {
      told.remarks.push({ at: section.at, message: `${name} stands twice, in the same words; it was taken once.` })
    } else if (same) {
      told.refusals.push({
        at: section.at,
        message: `${name} stands twice, in other words: the first is at ${same.at}.`,
      })
    } else if (last && section.number < last.number) {
      told.refusals.push({
        at: section.at,
        message: `${name} stands after ${last.kind} ${last.number}, which is at ${last.at}.`,
      })
    } else kept.push(section)
  }
  return kept
}

const wordsOf = (section: Section) =>
  [section.title, ...(section.kind === 'article' ? section.blocks.map(({ text }) => text) : [])]
    .join(' ')
    .replace(/\s+/g, ' ')

function checkChapters(sections: readonly Section[], refusals: Remark[]): Remark[] {
  const remarks: Remark[] = []
  let current: ChapterSection | null = null
  for (const section of sections) {
    if (section.kind === 'chapter') {
      current = section
      if (section.number > chapters().length) {
        refusals.push({
          at: section.at,
          message: `There is a chapter ${section.number}; this Convention has ${chapters().length}.`,
        })
      } else if (!section.title) remarks.push({ at: section.at, message: `Chapter ${section.number} has no title.` })
      continue
    }
    const right = findArticle(section.number)?.chapter.number ?? 0
    if (current && current.number > right) {
      refusals.push({
        at: section.at,
        message: `Article ${section.number} stands in chapter ${current.number}; it belongs to chapter ${right}.`,
      })
    }
  }
  const found = new Set(sections.filter(({ kind }) => kind === 'chapter').map(({ number }) => number))
  const lacking = chapters()
    .map(({ number }) => number)
    .filter((number) => !found.has(number))
  if (lacking.length > 0) {
    remarks.push({
      at: WHOLE,
      message: `No heading was found for ${lacking.length === 1 ? 'chapter' : 'chapters'} ${lacking.join(', ')}.`,
    })
  }
  return remarks
}

function articleOf(section: ArticleSection, language: OfficialLanguage, remarks: Remark[]): OfficialArticle {
  const { number, at } = section
  const { title, blocks } = withWholeTitle(section)
  const usual = findArticle(number)?.title ?? ''
  if (title && language === 'en' && !sameWords(title, usual)) {
    remarks.push({ at, message: `The title of article ${number} is "${title}"; elsewhere it is "${usual}".` })
  }
  if (!title) remarks.push({ at, message: `Article ${number} has no title.` })
  if (blocks.length === 0) remarks.push({ at, message: `Article ${number} has no text.` })
  const placed = placeParagraphs(blocks)
  remarks.push(...placed.remarks)
  return { article: number, title, chapter: findArticle(number)?.chapter.number ?? 0, paragraphs: placed.paragraphs }
}

/** A title that was broken into two lines: words before paragraph 1 that end without a sign. */
function withWholeTitle({ title, blocks }: ArticleSection): Pick<ArticleSection, 'title' | 'blocks'> {
  const [first, second] = blocks
  const begins = second && readLabel(second.text)?.readings.some(({ depth, ordinal }) => depth === 0 && ordinal === 1)
  if (!first || !begins || readLabel(first.text) || /[.:;؛。：；]$/u.test(first.text)) return { title, blocks }
  const space = /\p{Script=Han}$/u.test(title) ? '' : ' '
  return { title: `${title}${space}${first.text}`.trim(), blocks: blocks.slice(1) }
}
