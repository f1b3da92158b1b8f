import { useT } from '#app/i18n/use-translation.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import type { RevisionChange } from '../revisions/revision-change.ts'

const tones: Record<RevisionChange['change'], TagTone> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
  moved: 'neutral',
}

/** Lessons and quizzes that differ between two editions. */
export function ChangeList({ changes }: { changes: readonly RevisionChange[] }) {
  const t = useT()
  return (
    <ul>
      {changes.map(({ change, id, title }) => (
        <li key={id}>
          <Tag tone={tones[change]}>{t(`teach.change.${change}`)}</Tag> {title}
        </li>
      ))}
    </ul>
  )
}
