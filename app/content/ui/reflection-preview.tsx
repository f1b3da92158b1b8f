import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { Reflection } from '../reflection/reflection.ts'

/** A reflection as instructors see it: the question, and that the answers are nobody else's. */
export function ReflectionPreview({
  reflection: { id, promptHtml },
  ...authored
}: AuthoredAttributes & { reflection: Reflection }) {
  const t = useT()
  return (
    <section className="prose check" id={id} aria-labelledby={`${id}-q`}>
      <p className="eyebrow">
        {t('takeaway.note.title')} · <code>{id}</code>
      </p>
      <AuthoredHtml className="check__stem" id={`${id}-q`} html={promptHtml} {...authored} />
      <p className="note">{t('takeaway.note.preview')}</p>
    </section>
  )
}
