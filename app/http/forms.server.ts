import type { z } from 'zod'
import { BrokenRule } from '#app/errors.ts'
import { isMessageKey, type MessageKey, messageKey } from '#app/i18n/catalogue.ts'

/** By field name; '' stands for the form as a whole. */
export type FormErrors = Record<string, MessageKey[]>

export type FormResult<Value> =
  { status: 'ok'; value: Value } | { status: 'invalid'; errors: FormErrors; typed: Record<string, string> }

/** Fields whose content is never sent back to the page. */
const SECRET = /password|secret/i

/** The fields of a posted form. Throws BrokenRule for a body that is no form: no page of ours sends one. */
export async function readFields(request: Request): Promise<FormData> {
  return await request.formData().catch(() => {
    throw new BrokenRule('What was posted is not a form')
  })
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
  for (const name of new Set(form.keys())) {
    const texts = form.getAll(name).filter((value) => typeof value === 'string')
    raw[name] = lists.includes(name) ? texts : (texts.at(-1) ?? '')
    if (!SECRET.test(name)) typed[name] = texts.at(-1) ?? ''
  }
  for (const name of lists) raw[name] ??= []
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
