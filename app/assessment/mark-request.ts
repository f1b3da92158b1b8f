import { z } from 'zod'
import { type ElementStatus, markElement } from '#app/content/request/mark-element.ts'
import { LEGAL_BASIS } from '#app/content/request/request-kinds.ts'
import type { RequestTask } from '#app/content/request/request-task.ts'

/** A draft: text by element, and under `LEGAL_BASIS` the key of the article chosen. What is not there is empty. */
export type DraftFields = Readonly<Record<string, string>>

const elementResult = z.object({
  status: z.enum(['empty', 'copied', 'too-much', 'incomplete', 'right'] satisfies ElementStatus[]),
  missing: z.array(z.number().int()),
  disclosed: z.array(z.number().int()),
})

const requestResult = z.object({
  /** `option` is the key chosen; null when none of the task's articles was. */
  basis: z.object({ status: z.enum(['empty', 'wrong', 'right']), option: z.string().nullable() }),
  elements: z.record(z.string(), elementResult),
  /** Parts without fault, of all: the elements and the legal basis. */
  right: z.number().int(),
  total: z.number().int(),
})

/** What came of a draft, by element; facts are named by their place in the rubric that it was marked against. */
export type RequestResult = z.infer<typeof requestResult>

/** A stored result. Throws when it is none. */
export function parseRequestResult(stored: string): RequestResult {
  return requestResult.parse(JSON.parse(stored))
}

/**
 * Marks a draft element by element; the rule for one is `markElement`. Each element and the legal basis count once:
 * `right` is from 0 to `total`, and no part makes good for another.
 */
export function markRequest({
  task,
  fields,
  language,
}: {
  task: Pick<RequestTask, 'basis' | 'rubrics' | 'caseText'>
  fields: DraftFields
  /** Of the course. */
  language: string
}): RequestResult {
  const chosen = task.basis.options.find(({ key }) => key === textOf(fields, LEGAL_BASIS))
  const basis = {
    status: !chosen ? ('empty' as const) : chosen.correct ? ('right' as const) : ('wrong' as const),
    option: chosen?.key ?? null,
  }
  const marked = task.rubrics.map((rubric): [string, RequestResult['elements'][string]] => {
    const { status, missing, disclosed } = markElement({
      text: textOf(fields, rubric.element),
      rubric,
      caseText: task.caseText,
      language,
    })
    return [rubric.element, { status, missing: [...missing], disclosed: [...disclosed] }]
  })
  const right = marked.filter(([, { status }]) => status === 'right').length + (basis.status === 'right' ? 1 : 0)
  return { basis, elements: Object.fromEntries(marked), right, total: marked.length + 1 }
}

/** What a draft says of one element. */
export function textOf(fields: DraftFields, element: string): string {
  return Object.hasOwn(fields, element) ? (fields[element] ?? '') : ''
}
