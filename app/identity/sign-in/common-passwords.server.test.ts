import { expect, test } from 'vitest'
import { isMessageKey } from '#app/i18n/catalogue.ts'
import { findPasswordProblem } from './common-passwords.server.ts'

const person = { username: 'amina.odhiambo', displayName: 'Amina Odhiambo Kamau', email: 'wk77@police.example' }

test.each([
  // On the list, as it stands, in capitals, spaced, or dressed up.
  ['qwertyuiop', 'common'],
  ['Password123', 'common'],
  ['MANCHESTER', 'common'],
  ['manchester2026!', 'common'],
  ['!!manchester', 'common'],
  ['123dragon123', 'common'],
  ['pass word 1234', 'common'],
  ['ｐａｓｓｗｏｒｄ１２', 'common'],
  // Repeated.
  ['zzzzzzzzzzzz', 'pattern'],
  ['xkjxkjxkjxkj', 'pattern'],
  ['xkjqxkjqxkj', 'pattern'],
  ['quiet quiet quiet', 'pattern'],
  ['🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐', 'pattern'],
  ['аааааааааа', 'pattern'],
  // Counted, or along the keyboard.
  ['abcdefghijk', 'pattern'],
  ['zyxwvutsrqp', 'pattern'],
  ['13243546576', null],
  ['hjkl2345uiop', 'pattern'],
  ['aaaabbbbcccc', 'pattern'],
  ['9876543210987', 'pattern'],
  ['йцукенгшщз', 'pattern'],
  ['абвгдежзий', 'pattern'],
  // The person and the site.
  ['amina.odhiambo', 'personal'],
  ['AMINA.Odhiambo', 'personal'],
  ['Odhiambo2026', 'personal'],
  ['kamau-kamau-1', 'personal'],
  ['aminapassword1', 'personal'],
  ['wk77-wk77-99', 'personal'],
  ['Article 54 !!', 'personal'],
  ['article-article', 'personal'],
  // Fit.
  ['three quiet rivers', null],
  ['four loud mountains', null],
  ['odhiambo sails north', null],
  ['пароль слова', null],
  ['0712849365', null],
  ['k7mw-3xpd-hq9a', null],
  ['王小明喜欢安静的河流', null],
])('the password %j is %s', async (password, weakness) => {
  const problem = await findPasswordProblem({ ...person, password })
  expect(problem).toBe(weakness && `waysIn.password.${weakness}`)
  if (problem) expect(isMessageKey(problem)).toBe(true)
})

test('a name in another script counts, too', async () => {
  expect(await findPasswordProblem({ username: 'أمينة.عودة', password: 'أمينة.عودة12' })).toBe(
    'waysIn.password.personal',
  )
})

test('a long password costs no more than a moment to look at', async () => {
  const began = performance.now()
  await findPasswordProblem({ ...person, password: 'ab1'.repeat(66) })
  await findPasswordProblem({ ...person, password: `${'a'.repeat(199)}b` })
  expect(performance.now() - began).toBeLessThan(500)
})
