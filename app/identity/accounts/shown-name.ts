import type { Translate } from '#app/i18n/translator.ts'

/**
 * The name of somebody whose data was erased, as it is stored. No person can have it: a name holds a letter or a digit.
 */
export const NAME_ERASED = '—'

/** A person's name as pages and files show it: in words where it was erased. */
export function nameShown(displayName: string, t: Translate): string {
  return displayName === NAME_ERASED ? t('privacy.formerTrainee') : displayName
}
