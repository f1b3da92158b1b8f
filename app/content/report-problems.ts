import { formatProblem, isError, type Problem, sortProblems } from './problem.ts'

export const reportFormats = ['text', 'json', 'github'] as const
export type ReportFormat = (typeof reportFormats)[number]

/**
 * Every problem of every file as one report. `text` groups them by file for a person; `json` is a list of `Problem` for a
 * program; `github` is the workflow command that GitHub, Gitea and Forgejo show beside the line
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
export function reportProblems(
  problems: readonly Problem[],
  { format, courses }: { format: ReportFormat; courses: number },
): string {
  const sorted = sortProblems(problems)
  if (format === 'json') return `${JSON.stringify(sorted, null, 2)}\n`
  const errors = sorted.filter(isError).length
  const counts = `${plural(courses, 'course')} checked: ${plural(errors, 'error')}, ${plural(sorted.length - errors, 'warning')}.`
  if (format === 'github') return `${[...sorted.map(annotation), counts].join('\n')}\n`
  const files = [...new Set(sorted.map((problem) => problem.file))]
  const groups = files.map((file) =>
    sorted
      .filter((problem) => problem.file === file)
      .map(formatProblem)
      .join('\n'),
  )
  return `${[...groups, counts].join('\n\n')}\n`
}

function annotation({ severity, file, line, column, rule, message, hint }: Problem): string {
  const place = [`file=${property(file)}`, `line=${line}`, `col=${column}`, `title=${property(rule)}`].join(',')
  return `::${severity} ${place}::${data(hint ? `${message}\n${hint}` : message)}`
}

/** What would end a command or begin another is written as a percent code. */
const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
