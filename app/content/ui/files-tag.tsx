import { useT } from '#app/i18n/use-translation.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import type { FilesState } from '../teaching/taught-course.ts'

const tones: Record<FilesState, TagTone> = {
  unchanged: 'success',
  changed: 'info',
  problems: 'danger',
  missing: 'neutral',
}

/** How the files of a course stand against what is published, with the number of problems. */
export function FilesTag({ files, errors, warnings }: { files: FilesState; errors: number; warnings: number }) {
  const t = useT()
  return (
    <>
      <Tag tone={tones[files]}>{t(`teach.files.${files}`, { count: errors })}</Tag>{' '}
      {warnings > 0 && <Tag tone="warning">{t('teach.files.warnings', { count: warnings })}</Tag>}
    </>
  )
}
