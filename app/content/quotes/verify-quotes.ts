import { compareQuote, type QuoteOutcome } from '#app/convention/quoted-words.ts'
import {
  languageNames,
  type OfficialLanguage,
  officialLanguageOf,
  officialLanguages,
} from '#app/convention/official-language.ts'
import type { SourceFacts } from '../check/source-facts.ts'
import {
  type Checked,
  type CourseOfFiles,
  documentsOf,
  type SharedFiles,
  type SourceFile,
} from '../files/course-files.ts'
import type { Inclusions } from '../partials/include-partials.ts'
import { errorAt, type LocalProblem, type Report } from '../problem.ts'
import type { OfficialWords, WordsNeeded } from './official-words.server.ts'
import { quoteKey, type VerifiedQuote } from './quote.ts'

type QuoteFact = SourceFacts['quotes'][number]

/** The quotations of each document that were found in the official text, by the document's file and `quoteKey`. */
export type QuotesByFile = ReadonlyMap<string, Readonly<Record<string, VerifiedQuote>>>

/** Compares each quotation of a course with the official text in the course's language. Reports what is not in it. */
export function verifyQuotes(
  course: CourseOfFiles,
  inclusions: Inclusions,
  words: OfficialWords | null,
  report: Report,
): QuotesByFile {
  const tag = languageOf(course)
  const verified = new Map<string, Record<string, VerifiedQuote>>()
  // With a course.yaml that cannot be read, the language is not known.
  if (tag === undefined) return verified
  for (const document of documentsOf(course)) {
    const found: Record<string, VerifiedQuote> = {}
    for (const file of [document, ...(inclusions.get(document.file) ?? []).map(({ partial }) => partial)]) {
      for (const quote of file.checked.facts.quotes) {
        const result = verify(quote, tag, words)
        if ('problem' in result) report(file, result.problem)
        else found[quoteKey(quote)] = result
      }
    }
    verified.set(document.file, found)
  }
  return verified
}

function verify(quote: QuoteFact, tag: string, words: OfficialWords | null): VerifiedQuote | { problem: LocalProblem } {
  const { article, paragraph, text, place } = quote
  const problem = (message: string, hint: string) => ({ problem: errorAt(place, 'quote', message, hint) })
  const language = officialLanguageOf(tag)
  if (!language) {
    const names = officialLanguages.map((one) => languageNames[one]).join(', ')
    return problem(
      `The Convention has no official text in "${tag}".`,
      `Say it in your own words. The official languages are ${names}.`,
    )
  }
  if (!words) {
    return problem(
      'This quotation cannot be compared: there is no database with the official text here.',
      'Set DATA_DIR to the folder of the platform’s database, or start the platform once and import the text.',
    )
  }
  const ofLanguage = words.get(language)
  if (!ofLanguage) {
    return problem(
      `The official text was not imported in ${languageNames[language]}, so this quotation cannot be compared.`,
      `Import it first: ${importCommand(language)}`,
    )
  }
  const paragraphs = ofLanguage.get(article)
  if (!paragraphs) {
    return problem(
      `The imported text in ${languageNames[language]} is partial and does not have article ${article}.`,
      `Import a text that has it: ${importCommand(language)}`,
    )
  }
  const outcome = compareQuote({ quote: text, paragraph, paragraphs })
  if (outcome.status !== 'same') return problem(...difference(outcome, quote))
  const asked = paragraphs.filter((one) => paragraph === null || one.paragraph === paragraph)
  return { language, official: asked.map(({ label, text: official }) => `${label} ${official}`).join('\n') }
}

const importCommand = (language: OfficialLanguage) => `npm run convention:import -- --language ${language} <file>`

function difference(
  outcome: Exclude<QuoteOutcome, { status: 'same' }>,
  { article, paragraph }: QuoteFact,
): [string, string] {
  if (outcome.status === 'no-paragraph') {
    const { known } = outcome
    return [
      `Article ${article} has no paragraph ${paragraph}.`,
      known.length === 0
        ? 'It has no numbered paragraphs: leave out para.'
        : `It has paragraphs ${known[0]} to ${known.at(-1)}.`,
    ]
  }
  const where = paragraph === null ? `article ${article}` : `article ${article}, paragraph ${paragraph}`
  const { quoted, official } = outcome
  const message = official
    ? `Not the words of ${where}: here stands “${quoted}”, there “${official}”.`
    : `Not the words of ${where}: “${quoted}” does not follow there.`
  return [message, 'Copy the words from the page of the article. For words left out between others, write […].']
}

/** Which articles have to be known in which languages to verify the quotations of courses and their partials. */
export function wordsNeeded(courses: readonly CourseOfFiles[], shared: SharedFiles<Checked<SourceFile>>): WordsNeeded {
  const needed = new Map<OfficialLanguage, number[]>()
  for (const course of courses) {
    const language = officialLanguageOf(languageOf(course) ?? '')
    const files = [...documentsOf(course), ...course.partials, ...shared.partials]
    const articles = files.flatMap(({ checked: { facts } }) =>
      [...facts.quotes, ...facts.paragraphs].map(({ article }) => article),
    )
    if (language && articles.length > 0) needed.set(language, [...(needed.get(language) ?? []), ...articles])
  }
  return needed
}

/** The language of a course; undefined when its course.yaml cannot be read. */
export function languageOf({ yaml }: CourseOfFiles): string | undefined {
  return yaml?.checked.kind === 'course' ? yaml.checked.fields?.language : undefined
}
