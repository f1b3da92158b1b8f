import { describe, expect, test } from 'vitest'
import { isMessageKey } from '#app/i18n/catalogue.ts'
import { changeAccountSchema, createAccountSchema, nameKey, registerSchema, signInSchema } from './account.ts'

const good = {
  username: 'amina.odhiambo',
  displayName: 'Amina Odhiambo',
  agencyId: '',
  password: 'three quiet rivers',
  passwordAgain: 'three quiet rivers',
}

function problems(form: Record<string, unknown>): Record<string, string> {
  const result = registerSchema.safeParse({ ...good, ...form })
  if (result.success) return {}
  for (const issue of result.error.issues) expect(isMessageKey(issue.message), issue.message).toBe(true)
  return Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
}

test('a registration gives back what will be stored', () => {
  expect(registerSchema.parse({ ...good, username: ' ａｍｉｎａ ', displayName: '  Amina   Odhiambo ' })).toEqual({
    ...good,
    username: 'amina',
    displayName: 'Amina Odhiambo',
    agencyId: null,
    shared: false,
  })
})

test('an empty form names each field once', () => {
  const empty = { username: '', displayName: '', password: '', passwordAgain: '' }
  const { issues } = registerSchema.safeParse({ ...good, ...empty }).error ?? { issues: [] }
  expect(issues.map(({ path }) => path.join('.'))).toEqual(['username', 'displayName', 'password'])
})

describe('a user name', () => {
  test.each(['abc', 'a'.repeat(40), 'j.o_e-1', 'Søren', 'أمينة', 'अमीना', '王小明', '7th-unit'])(
    'may be %j',
    (username) => {
      expect(problems({ username })).toEqual({})
    },
  )
  test.each([
    '',
    'ab',
    'a'.repeat(41),
    'two words',
    'a@b.example',
    '.abc',
    '-abc',
    'ab\u0000c',
    'ab\u202ec',
    'ab\u200dc',
    'abc\u3164',
    'abc\ufe0f',
    '<b>abc',
    'abc/def',
    '👮👮👮',
  ])('may not be %j', (username) => {
    expect(problems({ username })).toEqual({ username: 'identity.error.username' })
  })
})

describe('a name', () => {
  test.each(['A', 'x'.repeat(100), 'Ngũgĩ wa Thiong’o', 'د. أمينة عودة', 'می\u200cخواهم', "O'Brien <Jr.>"])(
    'may be %j',
    (displayName) => {
      expect(problems({ displayName })).toEqual({})
    },
  )
  test.each([
    '',
    '   ',
    'x'.repeat(101),
    'a\nb',
    'a\tb',
    'a\u0000b',
    'abc\u202etxt',
    '\u2066abc',
    'a\u200fb',
    'a\u2028b',
    'a\u200bb',
    'a\u3164',
    '\u200d\u200d',
    '...',
    '\ud800',
  ])('may not be %j', (displayName) => {
    expect(problems({ displayName })).toEqual({ displayName: 'identity.error.displayName' })
  })
})

describe('a password', () => {
  test.each(['0123456789', 'x'.repeat(200), 'пароль слова', '🔐'.repeat(10)])('may be %j', (password) => {
    expect(problems({ password, passwordAgain: password })).toEqual({})
  })
  test.each(['', '012345678', 'x'.repeat(201), '🔐'.repeat(9)])('may not be %j', (password) => {
    expect(problems({ password, passwordAgain: password })).toEqual({ password: 'identity.error.passwordLength' })
  })
  test('must be typed twice alike', () => {
    expect(problems({ passwordAgain: 'three quiet river' })).toEqual({
      passwordAgain: 'identity.error.passwordsDiffer',
    })
  })
})

test('several mistakes are told at once', () => {
  expect(Object.keys(problems({ username: '', displayName: '', password: '', passwordAgain: '' }))).toEqual([
    'username',
    'displayName',
    'password',
  ])
})

test.each([
  ['Amina', 'amina'],
  [' AMINA ', 'amina'],
  ['ＡＭＩＮＡ', 'amina'],
  ['ﬁre', 'fire'],
  ['ΑΜΗΝΑ', 'αμηνα'],
  ['Cafe\u0301', 'caf\u00e9'],
])('%j is compared as %j', (name, key) => {
  expect(nameKey(name)).toBe(key)
  expect(nameKey(key)).toBe(key)
})

test('an e-mail address given by an administrator may be left out, but not be something else', () => {
  const parse = (email: string) => createAccountSchema.safeParse({ ...good, email })
  expect(parse('  ').data?.email).toBeNull()
  expect(parse(' Amina@police.example ').data?.email).toBe('Amina@police.example')
  expect(parse('amina').error?.issues[0]?.message).toBe('identity.error.email')
})

test('signing in asks for both, and looks at no endless text', () => {
  const messages = (form: unknown) => signInSchema.safeParse(form).error?.issues.map(({ message }) => message)
  expect(messages({ name: ' ', password: '' })).toEqual([
    'identity.error.usernameMissing',
    'identity.error.passwordMissing',
  ])
  expect(messages({ name: 'x'.repeat(1001), password: 'x'.repeat(1001) })).toEqual([
    'identity.error.usernameTooLong',
    'identity.error.passwordTooLong',
  ])
})

test('an intent that no button has is refused', () => {
  expect(changeAccountSchema.safeParse({ intent: 'administrator' }).success).toBe(false)
  expect(changeAccountSchema.safeParse({ intent: 'name', displayName: ' New ' }).data).toEqual({
    intent: 'name',
    displayName: 'New',
  })
})
