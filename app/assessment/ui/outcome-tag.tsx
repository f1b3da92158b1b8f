import type { Outcome } from '#app/content/scenario/scenario.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'

const tones: Record<Outcome, TagTone> = { good: 'success', mixed: 'warning', bad: 'danger' }

/** How an ending is to be judged. */
export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const t = useT()
  return <Tag tone={tones[outcome]}>{t(`scenario.outcome.${outcome}`)}</Tag>
}
