import type { RootContent } from 'mdast'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import type { SourceFacts } from '../check/source-facts.ts'
import type { DocumentPart } from '../document.ts'
import type { LocalProblem } from '../problem.ts'
import type { Question } from '../question.ts'
import type { Reflection } from '../reflection/reflection.ts'
import type { RequestTask } from '../request/request-task.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What a component apart becomes: its place in the page, and the thing itself. */
export type Taken = {
  part: DocumentPart
  question?: Question
  scenario?: Scenario
  request?: RequestTask
  reflection?: Reflection
}

/** A component apart, taken to pieces. */
export type ApartPieces = {
  problems: readonly LocalProblem[]
  /** Its ids and objectives; of a question, what it asks. */
  facts: Partial<Pick<SourceFacts, 'ids' | 'objectives' | 'questions'>>
  /** What of it becomes HTML, by name: small letters, digits and hyphens. */
  pieces: readonly (readonly [name: string, content: readonly RootContent[]])[]
  /** Puts it together again, from the HTML of its pieces. */
  finish: (html: (name: string) => string) => Taken
}

/** `language` is that of the course. */
export type ApartReader = (element: MdxJsxFlowElement, language: string) => ApartPieces
