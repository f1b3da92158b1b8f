import type { ElementStatus } from '#app/content/request/mark-element.ts'
import { elementOf, LEGAL_BASIS, type RequestKind } from '#app/content/request/request-kinds.ts'
import { isSameTask, type RequestTask, type Rubric, type RubricFact } from '#app/content/request/request-task.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { type DraftFields, type RequestResult, textOf } from './mark-request.ts'
import type { RequestDraft } from './request-draft-queries.server.ts'

/** A missing fact as it is told: by name from the second marking on; before, the author's hint where to look. */
export type ToldFact = { name: string | null; hintHtml: string }

export type ElementView = {
  id: string
  name: MessageKey
  ask: MessageKey
  text: string
  verdict: {
    status: ElementStatus
    missing: readonly ToldFact[]
    disclosed: readonly { name: string; hintHtml: string }[]
    /** Empty where the authority has nothing to answer to: nothing was written, or the case file was copied. */
    replyHtml: string
    /** Null until it may be seen. */
    modelHtml: string | null
  } | null
}

export type RequestView = {
  id: string
  title: string
  kind: RequestKind
  introHtml: string
  basis: {
    stemHtml: string
    options: readonly { key: string; html: string; chosen: boolean }[]
    verdict: { status: 'empty' | 'wrong' | 'right'; replyHtml: string } | null
  }
  elements: readonly ElementView[]
  /** When the draft shown was saved, milliseconds UTC; 0 before the first time. */
  savedAt: number
  marked: {
    at: number
    submission: number
    right: number
    total: number
    /** The task is worded otherwise by now. */
    olderWording: boolean
    /** The draft was changed since. */
    edited: boolean
  } | null
}

/** From this marking on, missing facts are named and the model answers are shown. */
const TELLING = 2

/**
 * What a person sees of a drafting task. Nothing of a rubric is in it before a draft was marked. After the first marking
 * a missing fact is only hinted at: the way back to the case file teaches more than a name to copy. From the second on
 * it is named, and every part shows its model answer, so that nobody is stuck; so it is once all is right. What was
 * disclosed is named at once: it stands in the person's own text, and why it does harm is what there is to learn.
 */
export function viewRequest({
  task,
  markedTask,
  draft,
  order,
}: {
  task: RequestTask
  /** The wording by which the draft was marked; null when it was not, or that wording no longer has the task. */
  markedTask: RequestTask | null
  draft: RequestDraft | null
  /** Displayed place -> index of the article. */
  order: readonly number[]
}): RequestView {
  const fields = draft?.fields ?? {}
  const marked = markedTask ? (draft?.marked ?? null) : null
  const tells = marked !== null && ((draft?.submissions ?? 0) >= TELLING || marked.result.right === marked.result.total)
  const verdictOf = (element: string): ElementView['verdict'] => {
    const rubric = markedTask?.rubrics.find((one) => one.element === element)
    const result = marked && Object.hasOwn(marked.result.elements, element) ? marked.result.elements[element] : null
    return rubric && result ? tellVerdict(rubric, result, tells) : null
  }
  return {
    id: task.id,
    title: task.title,
    kind: task.kind,
    introHtml: task.introHtml,
    basis: {
      stemHtml: task.basis.stemHtml,
      options: order.flatMap((index) => {
        const option = task.basis.options[index]
        return option
          ? [{ key: option.key, html: option.html, chosen: option.key === textOf(fields, LEGAL_BASIS) }]
          : []
      }),
      verdict: marked && {
        status: marked.result.basis.status,
        replyHtml: markedTask?.basis.options.find(({ key }) => key === marked.result.basis.option)?.feedbackHtml ?? '',
      },
    },
    elements: task.rubrics.flatMap(({ element }): ElementView[] => {
      const known = elementOf(task.kind, element)
      if (!known) return []
      const { id, name, ask } = known
      return [{ id, name, ask, text: textOf(fields, id), verdict: verdictOf(id) }]
    }),
    savedAt: draft?.updatedAt ?? 0,
    marked: marked && {
      at: marked.at,
      submission: draft?.submissions ?? 0,
      right: marked.result.right,
      total: marked.result.total,
      olderWording: markedTask !== null && !isSameTask(markedTask, task),
      edited: !marked.isCurrent,
    },
  }
}

function tellVerdict(
  rubric: Rubric,
  { status, missing, disclosed }: RequestResult['elements'][string],
  tells: boolean,
): NonNullable<ElementView['verdict']> {
  const facts = (list: readonly RubricFact[], indexes: readonly number[]) =>
    indexes.flatMap((index) => list[index] ?? [])
  return {
    status,
    missing:
      status === 'copied' || (status === 'empty' && !tells)
        ? []
        : facts(rubric.must, missing).map(({ name, hintHtml }) => ({ name: tells ? name : null, hintHtml })),
    disclosed: facts(rubric.mustNot, disclosed).map(({ name, hintHtml }) => ({ name, hintHtml })),
    replyHtml: status === 'empty' || status === 'copied' ? '' : rubric.replies[status],
    modelHtml: tells ? rubric.modelHtml : null,
  }
}

/** The same with what a form held that was not saved, in place of the draft. */
export function withTyped(view: RequestView, typed: DraftFields): RequestView {
  const typedOf = (element: string) => (Object.hasOwn(typed, element) ? typed[element] : undefined)
  const basis = typedOf(LEGAL_BASIS)
  const options = view.basis.options.map((option) => ({
    ...option,
    chosen: basis === undefined ? option.chosen : option.key === basis,
  }))
  return {
    ...view,
    basis: { ...view.basis, options },
    elements: view.elements.map((element) => ({ ...element, text: typedOf(element.id) ?? element.text })),
  }
}
