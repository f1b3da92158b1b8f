import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { deleteReflectionNote } from '#app/progress/delete-reflection-note.server.ts'
import { notesFormSchema, refusedNote, tooLongNote } from '#app/progress/reflection-note.ts'
import { type ListedNote, listNotes } from '#app/progress/reflection-note-queries.server.ts'
import { saveReflectionNote } from '#app/progress/save-reflection-note.server.ts'
import { ListedNoteCard } from '#app/progress/ui/listed-note.tsx'
import { NoteForm } from '#app/progress/ui/note-form.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { t } = await context.translator()
  const asked = new URL(request.url).searchParams
  return {
    title: t('takeaway.notes.title'),
    notes: await listNotes({ accountId }),
    changing: asked.get('change'),
    deleting: asked.get('delete'),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const form = await readForm(request, notesFormSchema)
  if (form.status === 'invalid') {
    const refused = tooLongNote(form.typed)
    if (!refused) throw new Response(null, { status: 400 })
    return data({ refused, course: form.typed.course ?? '' }, { status: 422 })
  }
  const { reflection: reflectionId, seen } = form.value
  const here = `/learn/notes#${encodeURIComponent(reflectionId)}`
  if (form.value.intent === 'delete') {
    const { status } = await deleteReflectionNote({ accountId, reflectionId, seen })
    if (status === 'deleted') {
      return redirect('/learn/notes', { headers: await flash(context, 'takeaway.note.deleted') })
    }
    return redirect(here, { headers: await flash(context, 'takeaway.notes.changedMeanwhile') })
  }
  const { course: courseId, note } = form.value
  const written = { accountId, courseId, reflectionId, note, seen, keepPrompt: true }
  const result = await saveReflectionNote({ ...written, now: Date.now() })
  const refused = refusedNote(form.typed, result)
  if (refused) return data({ refused, course: courseId }, { status: 422 })
  const said = await flash(context, result.status === 'removed' ? 'takeaway.note.removed' : 'takeaway.note.saved')
  return redirect(here, { headers: said })
})

export default function NotesPage() {
  const { title, notes, changing, deleting } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const refused = answer?.refused ?? null
  const doingWith = (id: string) =>
    id === refused?.reflectionId || (!refused && id === changing)
      ? 'changing'
      : id === deleting
        ? 'deleting'
        : 'reading'
  return (
    <>
      <PageHeader
        title={title}
        lead={t('takeaway.notes.lead')}
        breadcrumbs={[{ href: '/learn', label: t('learn.dashboard.title') }]}
        actions={
          notes.length > 0 && (
            <ButtonLink variant="secondary" href="/learn/notes.txt" download>
              {t('takeaway.notes.download')}
            </ButtonLink>
          )
        }
      />
      {refused && !notes.some(({ reflectionId }) => reflectionId === refused.reflectionId) && (
        // Deleted elsewhere while it was changed here: what was typed is not lost.
        <NoteForm
          reflectionId={refused.reflectionId}
          own={null}
          refused={refused}
          action="/learn/notes"
          hidden={{ course: answer?.course ?? '' }}
        >
          <p className="check__stem" id={`${refused.reflectionId}-q`}>
            {t('takeaway.note.title')}
          </p>
        </NoteForm>
      )}
      {notes.length === 0 && (
        <EmptyState
          title={t('takeaway.notes.empty')}
          action={<ButtonLink href="/courses">{t('takeaway.notes.catalogue')}</ButtonLink>}
        >
          <p>{t('takeaway.notes.emptyText')}</p>
        </EmptyState>
      )}
      {byCourse(notes).map((group) => (
        <Section
          key={group[0].courseId}
          title={<Authored language={group[0].language}>{group[0].courseTitle}</Authored>}
        >
          {group.map((listed) => {
            const { reflectionId: id } = listed
            return (
              <ListedNoteCard
                key={id}
                listed={listed}
                doing={doingWith(id)}
                refused={refused?.reflectionId === id ? refused : null}
              />
            )
          })}
        </Section>
      ))}
    </>
  )
}

type Group = [ListedNote, ...ListedNote[]]

/** The notes of each course, in their order. */
function byCourse(notes: readonly ListedNote[]): Group[] {
  const groups: Group[] = []
  for (const note of notes) {
    const last = groups.at(-1)
    if (last?.[0].courseId === note.courseId) last.push(note)
    else groups.push([note])
  }
  return groups
}
