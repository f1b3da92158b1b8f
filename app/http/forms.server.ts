import { data } from '@remix-run/node'
import type { z } from 'zod'
import { BrokenRule } from '#app/errors.ts'
import { isMessageKey, type MessageKey, messageKey } from '#app/i18n/catalogue.ts'

/** By field name; '' stands for the form as a whole. */
export type FormErrors = Record<string, MessageKey[]>

/** What a form held when it was sent, for the page to show again: texts, and the values of fields named in `lists`. */
export type Typed = { typed: Record<string, string>; ticked: Record<string, string[]> }

export type FormResult<Value> = ({ status: 'ok'; value: Value } | { status: 'invalid'; errors: FormErrors }) & Typed

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
  return parseForm(await readFields(request), schema, { lists })
}

/** As `readForm`, of fields that were read already. */
export function parseForm<Schema extends z.ZodType>(
  form: FormData,
  schema: Schema,
  { lists = [] }: { lists?: readonly string[] } = {},
): FormResult<z.infer<Schema>> {
  const raw: Record<string, string> = {}
  const ticked = Object.fromEntries(lists.map((name): [string, string[]] => [name, []]))
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : ''
    if (Object.hasOwn(ticked, name)) ticked[name]?.push(text)
    else raw[name] = text
  }
  const typed = Object.fromEntries(Object.entries(raw).filter(([name]) => !SECRET.test(name)))
  const result = schema.safeParse({ ...raw, ...ticked })
  if (result.success) return { status: 'ok', value: result.data, typed, ticked }
  const errors: FormErrors = {}
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '')
    const message = isMessageKey(issue.message) ? issue.message : messageKey('http.form.unusable')
    const list = (errors[field] ??= [])
    if (!list.includes(message)) list.push(message)
  }
  return { status: 'invalid', errors, typed, ticked }
}

/** The answer to a form that the domain refused: what is wrong by field, '' for the form as a whole, and what was typed. */
export function refuse({ typed, ticked }: Typed, wrong: Record<string, MessageKey>) {
  const errors: FormErrors = Object.fromEntries(Object.entries(wrong).map(([field, message]) => [field, [message]]))
  return data({ status: 'invalid' as const, errors, typed, ticked }, { status: 422 })
}
