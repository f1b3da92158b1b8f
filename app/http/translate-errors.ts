import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { Translate } from '#app/i18n/translator.ts'

/** The errors of a form as texts, for the components that show them. */
export function translateErrors(
  errors: Record<string, readonly MessageKey[]> | undefined,
  t: Translate,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(errors ?? {}).map(([field, messages]) => [field, messages.map((message) => t(message))]),
  )
}
