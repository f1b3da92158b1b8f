import type { OfficialLanguage } from '../official-language.ts'
import type { Remark } from '../official-text.ts'
import { type Heading, endsSentence, isAnnex, isContentsLine, readHeading } from './headings.ts'
import { joinLines, wordsOnLines } from './join-lines.ts'
import { LabelTracker } from './label-tracker.ts'
import { type Label, readLabel } from './labels.ts'
import type { Draft, Section, SourceLine } from './source-line.ts'

/** More lines than these after "Chapter I" are no title. */
const LONGEST_TITLE = 4

/** What comes next in a text that is read line by line. */
type State = 'before' | 'chapter-title' | 'article-title' | 'body' | 'after'

/** Takes the lines of a text apart into chapters, articles and their paragraphs. */
export function outlineText(lines: readonly SourceLine[], language: OfficialLanguage): Draft {
  const outline = new Outline(lines, language)
  for (const line of lines) outline.take(line)
  return outline.finish()
}

class Outline {
  readonly #language: OfficialLanguage
  readonly #words: string
  readonly #known: ReadonlySet<string>
  readonly #wrapped: boolean
  readonly #bodyFont: string | null
  readonly #sections: Section[] = []
  readonly #unplaced: Remark[] = []
  readonly #remarks: Remark[] = []
  #state: State = 'before'
  #tracker = new LabelTracker()
  #titleLines = 0
  #headingFont: string | null = null
  #before = 0
  #contents = 0
  /** The line before, whatever became of it. */
  #last = ''

  constructor(lines: readonly SourceLine[], language: OfficialLanguage) {
    this.#language = language
    this.#words = lines.map(({ text }) => text).join('\n')
    this.#known = wordsOnLines(lines)
    this.#wrapped = isWrapped(lines, language)
    this.#bodyFont = mostUsedFont(lines)
  }

  take(line: SourceLine): void {
    const heading = isContentsLine(line.text) ? null : this.#headingAt(line)
    if (isContentsLine(line.text)) this.#contents += 1
    else if (heading) this.#begin(heading, line)
    else if (this.#state === 'body' && this.#isLastArticle() && isAnnex(line.text)) {
      this.#state = 'after'
      this.#unplaced.push({ at: line.at, message: `"${line.text}" and all that follows it` })
    } else this.#add(line)
    this.#last = line.text
  }

  finish(): Draft {
    const front = this.#before > 0 ? [`${this.#before} lines before the first heading (title page, preamble)`] : []
    const contents = this.#contents > 0 ? [`${this.#contents} lines of a table of contents`] : []
    const unplaced = [...front, ...contents].map((message) => ({ at: 'the beginning', message }))
    return {
      sections: this.#sections,
      words: this.#words,
      unplaced: [...unplaced, ...this.#unplaced],
      remarks: this.#remarks,
    }
  }

  /** The heading that a line is, unless it only goes on with a sentence: "… in accordance with / Article 25 of". */
  #headingAt(line: SourceLine): Heading | null {
    if (this.#state === 'after') return null
    const heading = readHeading(line.text, this.#language)
    if (!heading) return null
    const parted = !this.#wrapped || line.gap || this.#state !== 'body' || endsSentence(this.#last)
    if (!parted) return null
    if (heading.rest === '') return heading
    // With words on the same line it is a heading only in its place, or when a sign parts the two.
    const isNext = heading.number === this.#lastNumber(heading.kind) + 1
    const goesOn = /^(?:[,،，;)]|of |de |du |del |من |настоящ|第|的|款|paragraph|para)/iu.test(heading.rest)
    return !goesOn && (heading.parted || (isNext && !/[.;؛。；]$/u.test(heading.rest))) ? heading : null
  }

  #begin({ kind, number, rest }: Heading, line: SourceLine): void {
    const place = { number, title: rest, at: line.at }
    this.#sections.push(kind === 'chapter' ? { kind, ...place } : { kind, ...place, blocks: [] })
    this.#state = kind === 'chapter' ? 'chapter-title' : 'article-title'
    this.#titleLines = rest ? 1 : 0
    this.#headingFont = line.font
    this.#tracker = new LabelTracker()
  }

  #add(line: SourceLine): void {
    const section = this.#sections.at(-1)
    if (!section || this.#state === 'before') this.#before += 1
    else if (this.#state === 'after') return
    else if (section.kind === 'chapter') {
      if (this.#titleLines < LONGEST_TITLE && !endsLikeText(line.text)) this.#addToTitle(section, line)
      else this.#unplaced.push({ at: line.at, message: `Between a chapter and its first article: "${line.text}"` })
    } else if (this.#state === 'article-title' && this.#isTitle(line)) this.#addToTitle(section, line)
    else {
      this.#state = 'body'
      this.#addToBody(section, line)
    }
  }

  #addToTitle(section: Section, line: SourceLine): void {
    section.title = section.title ? joinLines(section.title, line.text, (word) => this.#knows(word)).text : line.text
    this.#titleLines += 1
  }

  #isTitle(line: SourceLine): boolean {
    const label = readLabel(line.text)
    if (label?.readings.some(({ depth, ordinal }) => depth < 2 && ordinal === 1)) return false
    if (this.#titleLines === 0) return !endsLikeText(line.text)
    if (this.#titleLines >= LONGEST_TITLE || line.gap || !this.#wrapped) return false
    if (line.font && this.#headingFont !== this.#bodyFont) return line.font === this.#headingFont
    return /^\p{Ll}/u.test(line.text) && !endsLikeText(line.text)
  }

  #addToBody(section: Extract<Section, { kind: 'article' }>, line: SourceLine): void {
    const last = section.blocks.at(-1)
    const label = readLabel(line.text)
    if (last && !this.#beginsBlock(line, label)) {
      const { text, hyphen } = joinLines(last.text, line.text, (word) => this.#knows(word))
      last.text = text
      if (hyphen)
        this.#remarks.push({ at: line.at, message: `A word parted at the end of a line was read as "${hyphen}".` })
      return
    }
    if (label) this.#tracker.accept(label)
    section.blocks.push({ text: line.text, at: line.at })
  }

  #beginsBlock(line: SourceLine, label: Label | null): boolean {
    if (!this.#wrapped) return true
    const ended = endsSentence(this.#last)
    // A sentence may go on over the end of a page.
    if (line.gap) return ended || !line.newPage
    return ended && label !== null && this.#tracker.expects(label)
  }

  #knows(word: string): boolean {
    return this.#known.has(word.toLowerCase())
  }

  #isLastArticle(): boolean {
    return this.#lastNumber('article') === 68
  }

  #lastNumber(kind: Section['kind']): number {
    return this.#sections.filter((section) => section.kind === kind).at(-1)?.number ?? 0
  }
}

/** Whether a line reads like running text and not like a title. */
function endsLikeText(text: string): boolean {
  return /[.:;؛。：；]$/u.test(text)
}

/** Whether paragraphs are broken into lines, and not one on each line. */
function isWrapped(lines: readonly SourceLine[], language: OfficialLanguage): boolean {
  const body = lines.filter((line, index) => {
    const before = lines[index - 1]
    return !readHeading(line.text, language) && !(before && readHeading(before.text, language))
  })
  const open = body.filter(({ text }) => !endsSentence(text)).length
  return open > body.length / 4
}

function mostUsedFont(lines: readonly SourceLine[]): string | null {
  const signs = new Map<string, number>()
  for (const { font, text } of lines) if (font) signs.set(font, (signs.get(font) ?? 0) + text.length)
  return [...signs].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
