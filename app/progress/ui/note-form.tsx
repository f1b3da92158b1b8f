import type { ReactNode } from 'react'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { OwnNote, RefusedNote } from '../reflection-note.ts'

type NoteFormProps = {
  reflectionId: string
  own: OwnNote | null
  /** What came of the note just sent, when it was not saved. */
  refused: RefusedNote | null
  /** The question. Its id is `<reflectionId>-q`. */
  children: ReactNode
  /** Where the form is sent; without it, to the page's own address. */
  action?: string
  hidden?: Readonly<Record<string, string>>
  /** The way out, where there is one. */
  keepHref?: string
}

/** Where a person writes what only they will read. Its own address, `#<reflectionId>`, leads back to it. */
export function NoteForm({
  reflectionId: id,
  own,
  refused,
  children,
  action = '',
  hidden = {},
  keepHref,
}: NoteFormProps) {
  const { t, dateTime } = useTranslator()
  const changed = refused?.error === 'changed'
  const seen = changed ? refused.newer : own
  const errors = refused ? [t(errorKeys[refused.error])] : []
  const field = { id: `${id}-n`, hintId: `${id}-h`, errorId: `${id}-e` }
  return (
    // Focusable when something was wrong: the address leads to it, and what is wrong is heard.
    <form
      className="prose check note-form"
      id={id}
      method="post"
      action={`${action}#${id}`}
      tabIndex={refused ? -1 : undefined}
    >
      {children}
      {Object.entries({ ...hidden, reflection: id, seen: String(seen?.updatedAt ?? 0) }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {changed && <Newer newer={refused.newer} />}
      <Field {...field} label={t('takeaway.note.label')} hint={t('takeaway.note.private')} error={errors}>
        <textarea
          className="input"
          name="note"
          id={field.id}
          rows={5}
          dir="auto"
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={[`${id}-q`, field.hintId, ...(errors.length > 0 ? [field.errorId] : [])].join(' ')}
          defaultValue={refused ? refused.typed : own?.note}
        />
      </Field>
      {own && !refused && <p>{t('takeaway.note.savedAt', { time: dateTime(own.updatedAt) })}</p>}
      <ButtonRow>
        <Button variant="secondary" name="intent" value="note">
          {t('takeaway.note.save')}
        </Button>
        {keepHref ? (
          <ButtonLink variant="quiet" href={keepHref}>
            {t('takeaway.notes.leave')}
          </ButtonLink>
        ) : (
          own && <a href="/learn/notes">{t('takeaway.note.all')}</a>
        )}
      </ButtonRow>
    </form>
  )
}

const errorKeys = {
  tooLong: 'takeaway.note.tooLong',
  empty: 'takeaway.note.error.empty',
  changed: 'takeaway.note.error.changed',
} as const

function Newer({ newer }: { newer: OwnNote | null }) {
  const { t, dateTime } = useTranslator()
  if (!newer) {
    return (
      <Notice tone="warning">
        <p>{t('takeaway.note.newerGone')}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="warning" title={t('takeaway.note.newer', { time: dateTime(newer.updatedAt) })}>
      <NoteText note={newer.note} />
      <p>{t('takeaway.note.replace')}</p>
    </Notice>
  )
}

/** A note as it was written: its lines kept, each in the direction of its own words. */
export function NoteText({ note }: { note: string }) {
  return (
    <div className="note-text">
      {note.split('\n').map((line, index) => (
        <p key={index} dir="auto">
          {line}
        </p>
      ))}
    </div>
  )
}
