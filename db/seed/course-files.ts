import { type ActivityDraft, buildQuestion, questionsOf, sampleDrafts } from './course-drafts.ts'

/** A course's files as its author edits them: what is in them, and the ids withdrawn on purpose. */
export type CourseFiles = { courseId: string; drafts: readonly ActivityDraft[]; retired: readonly string[] }

export const edits = [
  'retitle',
  'readdress',
  'reword',
  'reorder',
  'change-module',
  'insert-lesson',
  'insert-quiz',
  'remove',
  'replace-question',
  'reword-question',
  'change-pass-mark',
] as const

/** An edit of what stands at place `at` (counted round); `count` makes new names and ids. */
export type CourseEdit = { edit: (typeof edits)[number]; at: number; to: number; count: number }

/** A short course: two lessons, a quiz and a final quiz. */
export function sampleFiles(courseId: string): CourseFiles {
  const drafts = sampleDrafts(courseId).filter(({ id }) => !/-lesson-[34]$/.test(id))
  return { courseId, drafts, retired: [] }
}

/** The files after an edit that a careful author makes: ids stay, and what goes is retired. */
export function editFiles(files: CourseFiles, { edit, at, to, count }: CourseEdit): CourseFiles {
  const { courseId } = files
  const drafts = [...files.drafts]
  const place = at % drafts.length
  const draft = drafts[place] as ActivityDraft
  const [first, ...rest] = questionsOf(draft)
  const change = (changes: Partial<ActivityDraft>) => drafts.splice(place, 1, { ...draft, ...changes })
  const moduleId = `${courseId}-module-${1 + (to % 3)}`
  switch (edit) {
    case 'retitle':
      change({ title: `Title ${count}` })
      break
    case 'readdress':
      change({ slug: `address-${count}` })
      break
    case 'reword':
      change(
        draft.kind === 'lesson' ? { html: `<h2 id="h-${count}">Heading</h2><p>${count}</p>` } : { summary: `${count}` },
      )
      break
    case 'reorder':
      drafts.splice(place, 1)
      drafts.splice(to % (drafts.length + 1), 0, draft)
      break
    case 'change-module':
      if (draft.moduleId !== null) change({ moduleId })
      break
    case 'insert-lesson':
    case 'insert-quiz': {
      const kind = edit === 'insert-quiz' ? 'quiz' : 'lesson'
      drafts.splice(place, 0, { kind, id: `${courseId}-new-${count}`, slug: `new-${count}`, moduleId })
      break
    }
    case 'remove':
      if (drafts.length > 1) drafts.splice(place, 1)
      break
    case 'replace-question':
      change({ questions: [buildQuestion({ id: `${courseId}-new-question-${count}` }), ...rest] })
      break
    case 'reword-question':
      if (first) change({ questions: [{ ...first, stemHtml: `<p>Question ${count}?</p>` }, ...rest] })
      break
    case 'change-pass-mark':
      if (draft.quiz) change({ quiz: { ...draft.quiz, passMark: 1 + (count % 100) } })
      break
  }
  const kept = new Set(idsOf(drafts))
  const ever = new Set([...files.retired, ...idsOf(files.drafts)])
  return { courseId, drafts, retired: [...ever].filter((id) => !kept.has(id)).sort() }
}

/** Every permanent id of an edition. */
export function idsOf(drafts: readonly ActivityDraft[]): string[] {
  return drafts.flatMap((draft) => [
    draft.id,
    ...(draft.moduleId ? [draft.moduleId] : []),
    ...questionsOf(draft).map(({ id }) => id),
  ])
}
