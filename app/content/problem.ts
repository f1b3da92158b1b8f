/** Something wrong in a source file, told so that its author can mend it. */
export type Problem = {
  severity: 'error' | 'warning'
  /** Relative to the parent of the courses folder, with `/`: `courses/x/course.yaml`. */
  file: string
  /** 1-based. */
  line: number
  column: number
  /** Short stable name of the rule that was broken. */
  rule: string
  message: string
  /** How to mend it. */
  hint?: string
}

/** Where in a file something stands, 1-based. */
export type Place = { line: number; column: number }

export const START: Place = { line: 1, column: 1 }

/** A problem whose file is known to the caller. */
export type LocalProblem = Omit<Problem, 'file'>

/** Told of what is wrong in a file, where several are looked at together. */
export type Report = (file: { file: string }, problem: LocalProblem) => void

export function isError(problem: { severity: Problem['severity'] }): boolean {
  return problem.severity === 'error'
}

export function errorAt(place: Place, rule: string, message: string, hint?: string): LocalProblem {
  return { severity: 'error', line: place.line, column: place.column, rule, message, ...(hint && { hint }) }
}

export function warningAt(place: Place, rule: string, message: string, hint?: string): LocalProblem {
  return { ...errorAt(place, rule, message, hint), severity: 'warning' }
}

/** By file, then by place. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  )
}

/** One problem as text: `file:line:column severity message (rule)`, and the hint below. */
export function formatProblem({ file, line, column, severity, message, rule, hint }: Problem): string {
  const first = `${file}:${line}:${column} ${severity} ${message} (${rule})`
  return hint ? `${first}\n  ${hint}` : first
}
