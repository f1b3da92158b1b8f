/** The name of the field that holds an access code. */
export const CODE_FIELD = 'code'

/** More than any code has: the rest is not looked at. */
const LONGEST = 200

/** The access code in a posted form; empty for none. */
export function readCode(form: Pick<FormData, 'get'>): string {
  const value = form.get(CODE_FIELD)
  return typeof value === 'string' ? value.slice(0, LONGEST) : ''
}
