import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { ListedNote } from '../reflection-note-queries.server.ts'
import type { RefusedNote } from '../reflection-note.ts'
import { NoteForm, NoteText } from './note-form.tsx'

type ListedNoteProps = {
  listed: ListedNote
  /** What the person is doing with it. */
  doing: 'reading' | 'changing' | 'deleting'
  refused: RefusedNote | null
}

const page = '/learn/notes'

/** A note on the page of all notes: to be read, changed or deleted. */
export function ListedNoteCard({ listed, doing, refused }: ListedNoteProps) {
  const { t, dateTime } = useTranslator()
  const { reflectionId: id, courseId, language, prompt, lesson, note, updatedAt } = listed
  const authored = useAuthored(language)
  const time = dateTime(updatedAt)
  const question = (
    <>
      {lesson ? (
        <p className="eyebrow">
          <a href={lesson.href}>
            <Authored language={language}>{lesson.title}</Authored>
          </a>
        </p>
      ) : (
        <p className="note">{t('takeaway.notes.gone')}</p>
      )}
      <AuthoredHtml className="check__stem" id={`${id}-q`} {...authored} html={prompt} />
    </>
  )
  if (doing === 'changing') {
    return (
      <NoteForm
        reflectionId={id}
        own={listed}
        refused={refused}
        action={page}
        hidden={{ course: courseId }}
        keepHref={`${page}#${id}`}
      >
        {question}
      </NoteForm>
    )
  }
  return (
    <section className="prose check" id={id} tabIndex={-1} aria-labelledby={`${id}-q`}>
      {question}
      <NoteText note={note} />
      <p className="note">{t('takeaway.note.savedAt', { time })}</p>
      {doing === 'deleting' ? (
        <Form action={page} className="" hidden={{ reflection: id, seen: String(updatedAt) }}>
          <p>
            <strong>{t('takeaway.notes.confirm')}</strong>
          </p>
          <ButtonRow>
            <Button variant="danger" name="intent" value="delete">
              {t('takeaway.notes.confirmYes')}
            </Button>
            <ButtonLink variant="secondary" href={`${page}#${id}`}>
              {t('takeaway.notes.keep')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow>
          <ButtonLink variant="secondary" href={`?change=${id}#${id}`}>
            {t('takeaway.notes.change')}
            <span className="visually-hidden">: {t('takeaway.notes.changeOf', { time })}</span>
          </ButtonLink>
          <ButtonLink variant="quiet" href={`?delete=${id}#${id}`}>
            {t('takeaway.notes.delete')}
            <span className="visually-hidden">: {t('takeaway.notes.deleteOf', { time })}</span>
          </ButtonLink>
        </ButtonRow>
      )}
    </section>
  )
}
