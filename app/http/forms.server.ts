import type { z } from 'zod'
import { BrokenRule } from '#app/errors.ts'
import { isMessageKey, type MessageKey, messageKey } from '#app/i18n/catalogue.ts'

/** By field name; '' stands for the form as a whole. */
export type FormErrors = Record<string, MessageKey[]>

export type FormResult<Value> =
  { status: 'ok'; value: Value } | { status: 'invalid'; errors: FormErrors; typed: Record<string, string> }

/** Fields whose content is never sent back to the page. */
const SECRET = /password|secret/i

/** More fields than any page of ours has: what a stranger sends must not cost more than reading it. */
const MOST_FIELDS = 3000

/** The fields of a posted form. Throws BrokenRule for a body that is no form of ours, or has thousands of fields. */
export async function readFields(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => {
    throw new BrokenRule('What was posted is not a form')
  })
  let fields = 0
  for (const _field of form.keys()) {
    fields += 1
    if (fields > MOST_FIELDS) throw new BrokenRule('A form with more fields than any page has')
  }
  return form
}

/**
 * Reads a posted form with `schema`. Its messages are keys of the catalogue; anything else becomes a general message
 * at the field. What was typed comes back, secrets excepted, so that nothing is lost.
 * Fields named in `lists` may be repeated and arrive as arrays.
 */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  { lists = [] }: { lists?: readonly string[] } = {},
): Promise<FormResult<z.infer<Schema>>> {
  const form = await readFields(request)
  const raw: Record<string, string | string[]> = {}
  const typed: Record<string, string> = {}
  for (const name of lists) raw[name] = []
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : ''
    const list = raw[name]
    if (Array.isArray(list)) list.push(text)
    else raw[name] = text
    if (!SECRET.test(name)) typed[name] = text
  }
  const result = schema.safeParse(raw)
  if (result.success) return { status: 'ok', value: result.data }
  const errors: FormErrors = {}
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '')
    const message = isMessageKey(issue.message) ? issue.message : messageKey('http.form.unusable')
    const list = (errors[field] ??= [])
    if (!list.includes(message)) list.push(message)
  }
  return { status: 'invalid', errors, typed }
}

/** Errors found by the domain, at their fields. */
export function formErrors(errors: Partial<Record<string, MessageKey>>): FormErrors {
  return Object.fromEntries(Object.entries(errors).flatMap(([field, message]) => (message ? [[field, [message]]] : [])))
}
