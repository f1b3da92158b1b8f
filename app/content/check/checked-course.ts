import type { ArticleReference } from '#app/convention/article-reference.ts'
import type { CourseFields, ModuleFields } from '../files/frontmatter.ts'
import type { CompileContext } from '../compile/compile-context.ts'
import type { MediaUse } from '../media/media-use.ts'
import type { PartKind } from '../revisions/edition.ts'
import type { WrittenSettings } from '../quiz-settings.ts'

/** A lesson or quiz whose source was found without errors. */
export type CheckedDocument = {
  kind: 'lesson' | 'quiz'
  id: string
  moduleId: string | null
  slug: string
  title: string
  summary: string
  minutes: number
  articles: readonly ArticleReference[]
  objectives: readonly string[]
  quiz: WrittenSettings | null
  file: string
  source: string
  /** Ids of its questions, in order. */
  questionIds: readonly string[]
  /** Ids of everything else in it that progress may hang on: scenarios, scenes, requests, reflections. */
  partIds: readonly { id: string; kind: PartKind }[]
  /** Files that it shows or offers, those of its partials included. */
  media: readonly MediaUse[]
  /** What other files contribute to it. Its media are made right before it is compiled. */
  context: CompileContext
}

/** A course without errors, ready to be compiled. */
export type CheckedCourse = CourseFields & {
  slug: string
  /** Its course.yaml, as problems name it. */
  file: string
  modules: readonly ModuleFields[]
  /** In course order, the final quiz last. */
  documents: readonly CheckedDocument[]
  /** Files outside of its folder that it depends on. */
  sharedFiles: readonly string[]
}
