import { expect, test } from 'vitest'
import { isMessageKey } from '#app/i18n/catalogue.ts'
import { cardSchema, newPersonSchema, ownEmailForms, registrationForms } from './way-in-forms.ts'

const PASSWORD = { password: 'three quiet rivers', passwordAgain: 'three quiet rivers' }

type Schema = {
  safeParse: (form: unknown) => { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }
}

function problems(schema: Schema, form: unknown): Record<string, string> {
  const { issues } = schema.safeParse(form).error ?? { issues: [] }
  for (const { message } of issues) expect(isMessageKey(message), message).toBe(true)
  return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]))
}

test('a card asks for a name, a code, and a password twice', () => {
  expect(problems(cardSchema, { name: 'amina', code: 'x', ...PASSWORD })).toEqual({})
  expect(problems(cardSchema, { name: '', code: ' ', password: 'short', passwordAgain: 'short' })).toEqual({
    name: 'identity.error.usernameMissing',
    code: 'waysIn.error.code',
    password: 'identity.error.passwordLength',
  })
  expect(problems(cardSchema, { name: 'amina', code: 'x', ...PASSWORD, passwordAgain: 'other' })).toEqual({
    passwordAgain: 'identity.error.passwordsDiffer',
  })
})

test('registration posts an account or an address, and each tells of its own mistakes', () => {
  const person = { username: 'amina', displayName: 'Amina', ...PASSWORD }
  expect(problems(registrationForms, { intent: 'register', ...person })).toEqual({})
  expect(registrationForms.parse({ intent: 'register', key: ' k7rm-2qxd ', ...person })).toMatchObject({
    key: 'k7rm-2qxd',
    agencyId: null,
  })
  expect(problems(registrationForms, { intent: 'mail', email: 'amina' })).toEqual({ email: 'identity.error.email' })
  expect(problems(registrationForms, { intent: 'mail', email: '' })).toEqual({ email: 'waysIn.error.emailMissing' })
  expect(problems(registrationForms, { intent: 'register', ...person, username: '' })).toEqual({
    username: 'identity.error.username',
  })
})

test('one’s own address is changed to one, or removed', () => {
  expect(problems(ownEmailForms, { intent: 'change', email: '  ' })).toEqual({ email: 'waysIn.error.emailMissing' })
  expect(problems(ownEmailForms, { intent: 'remove' })).toEqual({})
})

test('an invitation by mail needs an address, a card does not', () => {
  const person = { username: 'amina', displayName: 'Amina', email: '', agencyId: '' }
  expect(problems(newPersonSchema, { ...person, invite: 'card' })).toEqual({})
  expect(problems(newPersonSchema, { ...person, invite: 'mail' })).toEqual({ email: 'waysIn.error.emailNeeded' })
  expect(problems(newPersonSchema, person)).toEqual({ invite: 'waysIn.error.invite' })
})
