import { useT } from '#app/i18n/use-translation.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import { attemptState, type AttemptState } from '../attempt-filter.ts'

const tones: Record<AttemptState, TagTone> = { 'under-way': 'info', 'handed-in': 'neutral', 'time-over': 'neutral' }

/** How an attempt stands, in a word. */
export function AttemptStateTag({ attempt }: { attempt: Parameters<typeof attemptState>[0] }) {
  const t = useT()
  const state = attemptState(attempt)
  return <Tag tone={tones[state]}>{t(`examiners.state.${state}`)}</Tag>
}
