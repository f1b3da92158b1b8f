import type { BlockChange } from '#app/content/revisions/revision-change.ts'
import { START_BLOCK } from '#app/content/document.ts'
import { BlockText } from '#app/content/ui/change-list.tsx'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Notice } from '#app/ui/notice.tsx'

type LessonChangesProps = {
  /** `blocks`: empty when it is not known what changed. */
  changes: { readAt: number; blocks: readonly BlockChange[] }
  authored: AuthoredAttributes
}

/** What of a lesson changed since a person read it, each part with the way to it. */
export function LessonChanges({ changes: { readAt, blocks }, authored }: LessonChangesProps) {
  const { t, date } = useTranslator()
  return (
    <Notice tone="info" title={t('revisions.lesson.changed', { date: date(readAt) })}>
      {blocks.length > 0 && (
        <ul>
          {blocks.map((block) => (
            <li key={`${block.change} ${block.id}`}>
              <BlockText block={{ ...block, href: hasAnchor(block) ? `#${block.id}` : null }} authored={authored} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

const hasAnchor = ({ change, id }: BlockChange) => change !== 'removed' && id !== START_BLOCK
