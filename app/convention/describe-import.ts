import { ARTICLE_COUNT } from './article-reference.ts'
import { chapters } from './articles.ts'
import type { ImportChanges } from './import-official-text.server.ts'
import { languageNames, type OfficialLanguage } from './official-language.ts'
import { articlesBut, type ImportReport, rangesOf, type Remark } from './official-text.ts'

/** What was found in a file, for the person who imports it. */
export function describeReport({
  file,
  language,
  report,
  refusals,
}: {
  file: string
  language: OfficialLanguage
  report: ImportReport
  refusals: readonly Remark[]
}): string {
  const { missing, unplaced, remarks } = report
  const there = articlesBut(missing)
  const headings = report.chapters.length
  return [
    `${file}, in ${languageNames[language]} (${language})`,
    `  ${there.length} of ${ARTICLE_COUNT} articles, ${headings} of ${chapters().length} headings of chapters`,
    ...(missing.length > 0
      ? [
          `  PARTIAL: ${there.length > 0 ? `articles ${rangesOf(there)}` : 'no articles'} of ${ARTICLE_COUNT}. Missing: ${rangesOf(missing)}.`,
        ]
      : []),
    ...list('Refused:', refusals),
    ...list('Not taken in:', unplaced),
    ...list('Look at:', remarks),
    '',
  ].join('\n')
}

function list(title: string, remarks: readonly Remark[]): string[] {
  return remarks.length === 0 ? [] : [`  ${title}`, ...remarks.map(({ at, message }) => `    ${at}: ${message}`)]
}

/** Whether somebody has to look at it: something is missing, was left out by more than its form, or is not certain. */
export function isWhole({ missing, chapters: found }: ImportReport): boolean {
  return missing.length === 0 && found.length === chapters().length
}

/** What an import changed, in a sentence or two. */
export function describeChanges({ replaced, added, removed, reworded }: ImportChanges): string {
  if (!replaced) return 'Imported for the first time.'
  const parts = [
    ...(reworded.length > 0 ? [`other words in articles ${rangesOf(reworded)}`] : []),
    ...(added.length > 0 ? [`new: articles ${rangesOf(added)}`] : []),
    ...(removed.length > 0 ? [`gone: articles ${rangesOf(removed)}`] : []),
  ]
  return parts.length === 0
    ? 'Replaced what was there; no word is different.'
    : `Replaced what was there: ${parts.join('; ')}.`
}
