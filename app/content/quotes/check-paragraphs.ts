import { officialLanguageOf } from '#app/convention/official-language.ts'
import { type CourseOfFiles, documentsOf, type SourceFile } from '../files/course-files.ts'
import type { Inclusions } from '../partials/include-partials.ts'
import { type LocalProblem, warningAt } from '../problem.ts'
import type { OfficialWords } from './official-words.server.ts'
import { languageOf } from './verify-quotes.ts'

/**
 * Reports paragraphs that are named and that the official text does not have, where that text was imported. A warning:
 * without it, nobody could tell.
 */
export function checkParagraphs(
  course: CourseOfFiles,
  inclusions: Inclusions,
  words: OfficialWords | null,
  report: (file: Pick<SourceFile, 'file'>, problem: LocalProblem) => void,
): void {
  const language = officialLanguageOf(languageOf(course) ?? '')
  const ofLanguage = language && words?.get(language)
  if (!ofLanguage) return
  for (const document of documentsOf(course)) {
    for (const file of [document, ...(inclusions.get(document.file) ?? []).map(({ partial }) => partial)]) {
      for (const { article, paragraph, place } of file.checked.facts.paragraphs) {
        const known = [...new Set((ofLanguage.get(article) ?? []).map((one) => one.paragraph))].filter(Boolean)
        if (!ofLanguage.has(article) || known.includes(paragraph)) continue
        const message = `The official text of article ${article} has no paragraph ${paragraph}.`
        const hint =
          known.length === 0 ? 'It has no numbered paragraphs.' : `It has paragraphs ${known[0]} to ${known.at(-1)}.`
        report(file, warningAt(place, 'unknown-paragraph', message, hint))
      }
    }
  }
}
