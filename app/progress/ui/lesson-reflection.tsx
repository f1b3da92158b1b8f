import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { ReflectionView } from '../reflection-note-queries.server.ts'
import type { RefusedNote } from '../reflection-note.ts'
import { NoteForm } from './note-form.tsx'

type LessonReflectionProps = AuthoredAttributes & {
  view: ReflectionView
  refused: RefusedNote | null
}

/** A reflection in a lesson: its question, and the note that only its writer sees. */
export function LessonReflection({ view: { id, promptHtml, own }, refused, ...authored }: LessonReflectionProps) {
  const t = useT()
  return (
    <NoteForm reflectionId={id} own={own} refused={refused?.reflectionId === id ? refused : null}>
      <p className="eyebrow">{t('takeaway.note.title')}</p>
      <AuthoredHtml className="check__stem" id={`${id}-q`} {...authored} html={promptHtml} />
    </NoteForm>
  )
}
