import { stringify } from 'yaml'

/** The fields of a quiz that its instructor completes. */
export type QuizHead = { id: string; title: string; summary: string; minutes: number }

/** A quiz file: fields, then questions as `writeQuestion` made them. */
export function writeQuizFile({ id, title, summary, minutes }: QuizHead, questions: readonly string[]): string {
  const fields = stringify({ id, title, summary, kind: 'module', passMark: 70, minutes }, { lineWidth: 0 })
  return `---\n${fields}---\n\n${questions.join('\n')}`
}
