import { useT } from '#app/i18n/use-translation.tsx'
import { kindOfNote, messageOfNote, type Note } from '../exchange-note.ts'

/** What became of the parts of a question. What the checker says is in English, like a compiler's words. */
export function NoteList({ notes }: { notes: readonly Note[] }) {
  const t = useT()
  if (notes.length === 0) return null
  return (
    <ul>
      {notes.map((one, index) => (
        <li key={index} lang={one.name === 'refused' ? 'en' : undefined}>
          {one.name === 'refused'
            ? t(messageOfNote(one), one.values)
            : t('exchange.noteLine', {
                kind: t(`exchange.noteKind.${kindOfNote(one)}`),
                note: t(messageOfNote(one), one.values),
              })}
        </li>
      ))}
    </ul>
  )
}
