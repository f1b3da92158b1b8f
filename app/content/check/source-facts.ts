import type { CourseFields, LessonFields, ModuleFields } from '../files/frontmatter.ts'
import type { QuizFields } from '../files/quiz-fields.ts'
import type { GlossaryEntry } from '../glossary/glossary.ts'
import type { DrawnFrom } from '../draw-questions.ts'
import type { LocalProblem, Place } from '../problem.ts'

/** `glossary` is glossary.yaml; `partial` a text under `_shared/` that lessons include. */
export type SourceKind = 'course' | 'module' | 'lesson' | 'quiz' | 'glossary' | 'partial'

export type IdKind =
  | 'course'
  | 'module'
  | 'lesson'
  | 'quiz'
  | 'question'
  | 'objective'
  | 'retired'
  | 'scenario'
  | 'scene'
  | 'request'
  | 'reflection'

export type IdUse = {
  id: string
  what: IdKind
  place: Place
}

/** What a file is needed for. */
export type FileUse = 'image' | 'video' | 'captions' | 'transcript' | 'poster' | 'download' | 'partial'

/** What one file says that must agree with other files. */
export type SourceFacts = {
  ids: readonly IdUse[]
  /** Objectives named by the lesson or by its questions. */
  objectives: readonly { id: string; byQuestion: boolean; place: Place }[]
  /** Links into the site: addresses, paths of other files, and places (`#…`) in the file itself. */
  links: readonly { target: string; kind: 'site' | 'file' | 'place'; place: Place }[]
  /** What links may lead to inside the page: its headings, as their words make them. */
  anchors: readonly string[]
  /** What each question asks and offers, as plain text; what rules of drawing look at. */
  questions: readonly ({ id: string; text: string; place: Place } & DrawnFrom)[]
  /** Files that the text shows or offers, as written: relative to the file itself. */
  files: readonly { target: string; use: FileUse; place: Place }[]
  /** Partials that the text includes, with whether in a component; `files` has them too. */
  includes: readonly { target: string; inside: boolean; place: Place }[]
  /** Every heading, in order. */
  headings: readonly { depth: number; place: Place }[]
  /** Words of running text. */
  words: number
  /** Terms of the glossary that the text uses. */
  terms: readonly { id: string; place: Place }[]
  /** Words given as the official text of a paragraph (null: of the whole article). */
  quotes: readonly { article: number; paragraph: number | null; text: string; place: Place }[]
  /** Numbered paragraphs of articles that are named, in the text or in the frontmatter. */
  paragraphs: readonly { article: number; paragraph: number; place: Place }[]
  /** Where each article of the frontmatter (course: of the course) is named. */
  articles: readonly { article: number; place: Place }[]
  /** Where `kind` of a quiz, `id` of anything stands, for problems found later. */
  places: Readonly<Record<string, Place>>
}

/** A file after its own check. `fields` is null when they could not be read. */
export type CheckedSource = { problems: readonly LocalProblem[]; facts: SourceFacts } & (
  | { kind: 'course'; fields: CourseFields | null }
  | { kind: 'module'; fields: ModuleFields | null }
  | { kind: 'lesson'; fields: LessonFields | null }
  | { kind: 'quiz'; fields: QuizFields | null }
  | { kind: 'glossary'; fields: readonly GlossaryEntry[] | null }
  /** A partial has no fields; null when its text cannot be read. */
  | { kind: 'partial'; fields: Readonly<Record<string, never>> | null }
)

export const noFacts: SourceFacts = {
  ids: [],
  objectives: [],
  links: [],
  anchors: [],
  questions: [],
  files: [],
  includes: [],
  headings: [],
  words: 0,
  terms: [],
  quotes: [],
  paragraphs: [],
  articles: [],
  places: {},
}
