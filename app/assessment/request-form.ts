import type { MessageKey } from '#app/i18n/catalogue.ts'
import { LEGAL_BASIS } from '#app/content/request/request-kinds.ts'
import { LONGEST_ELEMENT, type RequestTask } from '#app/content/request/request-task.ts'
import type { DraftFields } from './mark-request.ts'

/** A posted draft. With errors nothing of it is to be saved, and all of it is to be shown again. */
export type PostedRequest = {
  intent: 'save' | 'mark'
  /** When the draft that the page showed was saved (milliseconds UTC); 0 for none, and for what is no time. */
  seen: number
  fields: DraftFields
  /** By part; '' for the form as a whole. Empty when all is well. */
  errors: Record<string, MessageKey[]>
}

const ours = new Set(['intent', 'seen'])

/**
 * Reads the posted form of a drafting task. What a browser sends as line ends becomes one character, so that the limit
 * of length counts what the person sees. A part that the form does not have keeps what was saved; one that the task does
 * not have, after a change of the exercise, is told and nothing is saved. Null when it is no form of ours.
 */
export function readRequestForm(form: FormData, task: Pick<RequestTask, 'rubrics' | 'basis'>): PostedRequest | null {
  const intent = form.get('intent')
  if (intent !== 'save' && intent !== 'mark') return null
  const known = new Set([LEGAL_BASIS, ...task.rubrics.map(({ element }) => element)])
  const typed = new Map<string, string>()
  const errors: Record<string, MessageKey[]> = {}
  for (const [name, value] of form) {
    if (ours.has(name)) continue
    if (!known.has(name) || typeof value !== 'string') {
      errors[''] = ['request.error.unknown']
      continue
    }
    const text = value.replace(/\r\n?/g, '\n').replaceAll('\0', '')
    typed.set(name, text)
    if (name !== LEGAL_BASIS && text.length > LONGEST_ELEMENT) errors[name] = ['request.error.tooLong']
  }
  const basis = typed.get(LEGAL_BASIS) ?? ''
  if (basis !== '' && !task.basis.options.some(({ key }) => key === basis)) {
    errors[LEGAL_BASIS] = ['request.error.choose']
    typed.delete(LEGAL_BASIS)
  }
  const seen = Number(form.get('seen'))
  return {
    intent,
    seen: Number.isSafeInteger(seen) && seen > 0 ? seen : 0,
    fields: Object.fromEntries(typed),
    errors,
  }
}
