import type { ArticleReference } from '#app/convention/article-reference.ts'

export type QuestionOption = {
  html: string
  correct: boolean
  /** Shown after marking, to those who chose the option and in the review. */
  feedbackHtml: string
}

export const difficulties = ['easy', 'medium', 'hard'] as const
export type Difficulty = (typeof difficulties)[number]

/** What every question has. A field that was left out by the author is not there: it must not change the wording's hash. */
type Common = {
  id: string
  stemHtml: string
  /** Shown after marking, whatever was answered; empty when the author gave none. */
  explanationHtml: string
  articles: readonly ArticleReference[]
  /** Objective id of the course; null when the author named none. */
  objective: string | null
  difficulty?: Difficulty
  /** False where the order that the author wrote has a meaning, as with "all of the above". */
  shuffle?: false
}

/** One or several of some options. An option is identified by its index here, within this wording of the question. */
export type ChoiceQuestion = Common & { kind: 'single' | 'multiple' | 'missing'; options: readonly QuestionOption[] }

/** A rectangle in a picture: its sides' distances from the left and the top, in per cent of the picture's width and height. */
export type Region = readonly [left: number, top: number, right: number, bottom: number]

/** The least width and height of such a rectangle, in per cent: on a phone it must still be touched. */
export const LEAST_SIDE = 5

/** One of some places in a picture; each is an option that says in words what is there. They stand in the authored order. */
export type HotspotQuestion = Common & {
  kind: 'hotspot'
  pictureHtml: string
  options: readonly (QuestionOption & { region: Region })[]
}

/** Things to be put in order; here they stand in the right one. */
export type OrderQuestion = Common & { kind: 'order'; items: readonly { html: string }[] }

/** A target for each row: each its own (`match`), or groups that several rows belong to (`classify`). */
export type MatchQuestion = Common & {
  kind: 'match' | 'classify'
  /** What rows and targets are, as the table's head calls them. */
  heads: readonly [rows: string, targets: string]
  /** `target`: index of the right one. */
  rows: readonly { html: string; target: number }[]
  targets: readonly string[]
}

/** A piece of a text with gaps: finished HTML within a sentence, or the index of a gap. */
export type ClozeRun = { html: string } | { gap: number }

/** A text in which each gap is filled by one of its choices. Choices stand in alphabetical order: it tells nothing. */
export type ClozeQuestion = Common & {
  kind: 'cloze'
  paragraphs: readonly (readonly ClozeRun[])[]
  gaps: readonly { choices: readonly string[]; right: number }[]
}

/** A word or a few, typed. Answers that the author foresaw, right ones and wrong ones. */
export type ShortQuestion = Common & {
  kind: 'short'
  answers: readonly { text: string; correct: boolean; feedbackHtml: string }[]
  /** Whether capitals, or accents, must be as the author wrote them. */
  exact?: readonly ('case' | 'accents')[]
}

/** A number, typed. Values that the author foresaw, right ones and wrong ones. */
export type NumericQuestion = Common & {
  kind: 'numeric'
  answers: readonly { value: number; correct: boolean; feedbackHtml: string }[]
  /** How far from a value still counts as it, in the same unit. */
  tolerance: number
  /** Empty for a plain number. */
  unit: string
}

export type TypedQuestion = ShortQuestion | NumericQuestion

/** A question as authored, right answers included. */
export type Question = ChoiceQuestion | HotspotQuestion | OrderQuestion | MatchQuestion | ClozeQuestion | TypedQuestion

export type QuestionKind = Question['kind']

/** The kinds by the names that authors write. */
export const questionKinds = [
  'single',
  'multiple',
  'missing',
  'hotspot',
  'order',
  'match',
  'classify',
  'cloze',
  'short',
  'numeric',
] as const satisfies readonly QuestionKind[]

/** Whether a question is answered by choosing among options. */
export function isChoice<Asked extends { kind: QuestionKind }>(
  question: Asked,
): question is Extract<Asked, { kind: ChoiceQuestion['kind'] | 'hotspot' }> {
  return takesOne(question) || question.kind === 'multiple' || question.kind === 'missing'
}

/** Whether one option is chosen, and no more. */
export function takesOne({ kind }: { kind: QuestionKind }): boolean {
  return kind === 'single' || kind === 'hotspot'
}

type PosedBody =
  | { kind: ChoiceQuestion['kind']; options: readonly { html: string }[] }
  | { kind: 'hotspot'; pictureHtml: string; options: readonly { html: string; region: Region }[] }
  | { kind: 'order'; items: readonly { html: string }[] }
  | {
      kind: MatchQuestion['kind']
      heads: readonly [rows: string, targets: string]
      rows: readonly { html: string }[]
      targets: readonly string[]
    }
  | { kind: 'cloze'; paragraphs: ClozeQuestion['paragraphs']; gaps: readonly (readonly string[])[] }
  | { kind: 'short' }
  | { kind: 'numeric'; unit: string }

/** What may be seen before marking: no right answer, no feedback. Everything in the order to display. */
export type PosedQuestion = { id: string; stemHtml: string } & PosedBody

/** How many things of a question are displayed in a drawn order; 0 where nothing is. */
export function countShuffled(question: Question): number {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing':
    case 'hotspot':
      return question.options.length
    case 'order':
      return question.items.length
    case 'match':
    case 'classify':
      return question.targets.length
    case 'cloze':
    case 'short':
    case 'numeric':
      return 0
  }
}

/** The question without anything that tells the answer, its parts in `order` (displayed place -> authored index). */
export function poseQuestion(question: Question, order: readonly number[]): PosedQuestion {
  const { id, stemHtml } = question
  return { id, stemHtml, ...poseBody(question, order) }
}

function poseBody(question: Question, order: readonly number[]): PosedBody {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing': {
      const { kind, options } = question
      return { kind, options: order.map((index) => ({ html: options[index]?.html ?? '' })) }
    }
    case 'hotspot': {
      const { kind, pictureHtml } = question
      const options = order.flatMap((index) => question.options[index] ?? [])
      return { kind, pictureHtml, options: options.map(({ html, region }) => ({ html, region })) }
    }
    case 'order':
      return { kind: 'order', items: order.map((index) => ({ html: question.items[index]?.html ?? '' })) }
    case 'match':
    case 'classify': {
      const { kind, heads, rows, targets } = question
      return { kind, heads, rows: rows.map(({ html }) => ({ html })), targets: order.map((one) => targets[one] ?? '') }
    }
    case 'cloze':
      return {
        kind: 'cloze',
        paragraphs: question.paragraphs,
        gaps: question.gaps.map(({ choices }) => choices),
      }
    case 'short':
      return { kind: 'short' }
    case 'numeric':
      return { kind: 'numeric', unit: question.unit }
  }
}
