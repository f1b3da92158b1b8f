import { z } from 'zod'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { MessageValues } from '#app/i18n/translator.ts'
import { CODE_LENGTH, type Conditions, foldCode } from './conditions.ts'
import { readNetworks } from './network-list.server.ts'

export const conditionsForm = z.object({
  accessCode: z.string(),
  networks: z.string(),
  oneDevice: z.string().optional(),
})

type Wrong = { key: MessageKey; values?: MessageValues }

/** What was typed as conditions, or what is wrong by field. */
export function readConditions(
  typed: z.infer<typeof conditionsForm>,
): { status: 'ok'; conditions: Conditions } | { status: 'invalid'; wrong: Record<string, Wrong> } {
  const wrong: Record<string, Wrong> = {}
  const code = typed.accessCode.trim()
  const signs = [...foldCode(code)].length
  if (code !== '' && (signs < CODE_LENGTH.least || [...code].length > CODE_LENGTH.most)) {
    wrong.accessCode = { key: 'conditions.error.codeLength', values: { ...CODE_LENGTH } }
  }
  const read = readNetworks(typed.networks)
  if ('wrong' in read)
    wrong.networks = { key: 'conditions.error.networkWrong', values: { wrong: read.wrong.slice(0, 60) } }
  if ('tooMany' in read) wrong.networks = { key: 'conditions.error.networksMany', values: { most: read.tooMany } }
  if (Object.keys(wrong).length > 0 || !('networks' in read)) return { status: 'invalid', wrong }
  const conditions = {
    accessCode: code === '' ? null : code,
    networks: read.networks,
    oneDevice: typed.oneDevice === 'on',
  }
  return { status: 'ok', conditions }
}
