import type { Parents } from 'mdast'
import type { LocalProblem } from '../problem.ts'
import type { ComponentElement } from './element.ts'
import type { SourceFacts } from '../check/source-facts.ts'

/** What the value of an attribute must be. A list: one of its words. */
export type AttributeKind =
  | 'text'
  | 'id'
  | 'article'
  | 'paragraph'
  | 'articles'
  /** A whole number, 0 or more. */
  | 'number'
  /** A number, 0 or more, perhaps with a fraction after a point. */
  | 'decimal'
  /** A length of time such as "30 minutes", "2 hours" or "90 days". */
  | 'duration'
  /** The path of a file beside the course's other files, relative to the one it is written in. */
  | 'file'
  | readonly string[]

export type ComponentRule = {
  /**
   * `inline` stands in a sentence, `block` on lines of its own, `apart` on lines of its own at the left margin (the page
   * shows it with what the server knows), `part` directly inside one of the components named in `inside`.
   */
  place: 'inline' | 'block' | 'apart' | 'part'
  attributes: ReadonlyMap<string, { kind: AttributeKind; required: boolean }>
  inside?: readonly string[]
  /** Whether it may, must, or must not have content. `must`; of what stands in a sentence, `none`. */
  content?: 'must' | 'may' | 'none'
  /** Without it, in lessons and quizzes. */
  only?: 'lesson' | 'quiz'
}

export const required = (kind: AttributeKind) => ({ kind, required: true })
export const optional = (kind: AttributeKind) => ({ kind, required: false })

/** Components that belong together: their rules, and what is checked of them beyond the rules. */
export type Family = {
  components: readonly (readonly [name: string, rule: ComponentRule])[]
  /** What is wrong with the content of one. Part of the guard: it also runs before every compilation. */
  check?: (element: ComponentElement, ancestors: readonly Parents[]) => LocalProblem[]
  /** What one says that must agree with other files. */
  facts?: (element: ComponentElement) => Partial<Pick<SourceFacts, 'files' | 'terms' | 'quotes' | 'paragraphs'>>
}
