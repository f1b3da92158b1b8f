import type { CompileContext } from '../compile/compile-context.ts'
import type { Checked, CourseOfFiles, DocumentFile } from '../files/course-files.ts'
import type { MediaUse } from '../media/media-use.ts'
import { writtenSettings } from '../quiz-settings.ts'
import { isPartKind } from '../revisions/edition.ts'
import type { CheckedCourse, CheckedDocument } from './checked-course.ts'

type ContextOf = (document: Checked<DocumentFile>, language: string) => CompileContext

/** A course whose files could all be read, as it is compiled; null for any other. */
export function assembleCourse(
  course: CourseOfFiles,
  contextOf: ContextOf,
  media: ReadonlyMap<string, readonly MediaUse[]>,
): Omit<CheckedCourse, 'sharedFiles'> | null {
  const mediaOf = ({ file }: DocumentFile) => media.get(file) ?? []
  const yaml = course.yaml?.checked
  if (!course.yaml || yaml?.kind !== 'course' || !yaml.fields) return null
  const modules: CheckedCourse['modules'][number][] = []
  const documents: CheckedDocument[] = []
  for (const module of course.modules) {
    const checked = module.yaml?.checked
    if (checked?.kind !== 'module' || !checked.fields) return null
    modules.push(checked.fields)
    for (const document of module.documents) {
      const whole = documentOf(
        document,
        checked.fields.id,
        contextOf(document, yaml.fields.language),
        mediaOf(document),
      )
      if (!whole) return null
      documents.push(whole)
    }
  }
  if (course.final) {
    const final = documentOf(course.final, null, contextOf(course.final, yaml.fields.language), mediaOf(course.final))
    if (!final) return null
    documents.push(final)
  }
  return { ...yaml.fields, slug: course.slug, file: course.yaml.file, modules, documents }
}

function documentOf(
  { checked, file, source, slug }: Checked<DocumentFile>,
  moduleId: string | null,
  context: CompileContext,
  media: readonly MediaUse[],
): CheckedDocument | null {
  if (!checked.fields || source === null) return null
  const questionIds = checked.facts.ids.filter((use) => use.what === 'question').map((use) => use.id)
  const partIds = checked.facts.ids.flatMap(({ id, what }) => (isPartKind(what) ? [{ id, kind: what }] : []))
  const place = { file, source, slug, moduleId, questionIds, partIds, media, context }
  if (checked.kind === 'lesson') return { kind: 'lesson', ...checked.fields, ...place, quiz: null }
  if (checked.kind !== 'quiz') return null
  const { id, title, summary, minutes, passMark = 0, wait = 0, order = 'written', ...rules } = checked.fields
  return {
    kind: 'quiz',
    id,
    title,
    summary,
    minutes,
    articles: [],
    objectives: [],
    quiz: writtenSettings({ ...rules, passMark, wait, order }),
    ...place,
  }
}
