import type { Translate } from '#app/i18n/translator.ts'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'
import type { ConditionRefusal } from '../conditions/conditions.ts'

/** What to say at the field of the access code; null where that was not why. `now` in milliseconds UTC. */
export function codeError(refusal: ConditionRefusal, now: number, t: Translate): string | null {
  switch (refusal.reason) {
    case 'network':
      return null
    case 'code-missing':
      return t('conditions.codeMissing')
    case 'code-wrong':
      return t('conditions.codeWrong')
    case 'too-many-codes':
      return t('conditions.retry', { minutes: minutesUntil(refusal.retryAt, now) })
  }
}
