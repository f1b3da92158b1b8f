import { english, type MessageKey } from '#app/i18n/catalogue.ts'
import { type PasswordContext, weaknessOf } from './weak-password.ts'

let list: Promise<ReadonlySet<string>> | undefined

/** Some 49,000 passwords from leaks, in lower case. Read at the first need: 50 ms once, and 20 MB that most processes spare. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return list
}

/**
 * What is wrong with a password that may not be chosen for this account, although its length is right; null when
 * nothing is. Every place that sets a password asks here.
 */
export async function findPasswordProblem({
  password,
  ...context
}: { password: string } & Omit<PasswordContext, 'site'>): Promise<MessageKey | null> {
  const common = await commonPasswords()
  const weakness = weaknessOf(password, { ...context, site: english['ui.brand'] }, (word) => common.has(word))
  return weakness && `waysIn.password.${weakness}`
}
