import { createHash } from 'node:crypto'
import { type CompiledDocument, type DocumentSection, emptyDocument } from '#app/content/document.ts'
import type { Activity, CourseOutline, Module } from '#app/content/outline.ts'
import type { ChoiceQuestion, Question, ShortQuestion } from '#app/content/question.ts'
import { completeSettings, type WrittenSettings } from '#app/content/quiz-settings.ts'
import type { Reflection } from '#app/content/reflection/reflection.ts'
import type { RequestTask } from '#app/content/request/request-task.ts'
import type { Scenario } from '#app/content/scenario/scenario.ts'
import { newId } from '#db/ids.ts'
import { blocksOf } from './draft-blocks.ts'

/** A lesson or quiz to put into an edition. Whatever is left out is filled in. */
export type ActivityDraft = Partial<Omit<Activity, 'position' | 'documentHash' | 'quiz'>> & {
  kind: Activity['kind']
  id: string
  quiz?: WrittenSettings | null
  /** Practice questions of a lesson, or the questions of a quiz. */
  questions?: readonly Question[]
  /** Reflections of a lesson, after its questions. */
  reflections?: readonly Reflection[]
  /** Scenarios of a lesson, at its end. */
  scenarios?: readonly Scenario[]
  /** Drafting tasks of a lesson, at its end. */
  requests?: readonly RequestTask[]
  /** Running text of a lesson, as finished HTML. */
  html?: string
  /** Its text for searching. */
  sections?: readonly DocumentSection[]
}

/** A question with three options; the first is right (of a multiple choice, the first two). */
export function buildQuestion(overrides: Partial<ChoiceQuestion> & { id: string }): ChoiceQuestion {
  const kind = overrides.kind ?? 'single'
  return {
    kind,
    stemHtml: '<p>Which data vanish first?</p>',
    options: ['Traffic data', 'Records of addresses', 'Land registers'].map((text, index) => ({
      html: `<p>${text}</p>`,
      correct: index === 0 || (kind === 'multiple' && index === 1),
      feedbackHtml: `<p>Feedback on ${text.toLowerCase()}.</p>`,
    })),
    explanationHtml: '<p>Ask first for what is kept for the shortest time.</p>',
    articles: [{ article: 25, paragraph: null }],
    objective: null,
    ...overrides,
  }
}

/** A question that is answered with one word. */
export function shortQuestion(overrides: Partial<ShortQuestion> & { id: string }): ShortQuestion {
  return {
    kind: 'short',
    stemHtml: '<p>In one word: what is done to the data?</p>',
    answers: [
      { text: 'preserve', correct: true, feedbackHtml: '<p>Right.</p>' },
      { text: 'seize', correct: false, feedbackHtml: '<p>They stay where they are.</p>' },
    ],
    explanationHtml: '',
    articles: [{ article: 25, paragraph: null }],
    objective: null,
    ...overrides,
  }
}

/** The activities of the sample course: two modules of two lessons, a quiz in the first and a final quiz. */
export function sampleDrafts(courseId: string): ActivityDraft[] {
  const lesson = (number: number, moduleId: string): ActivityDraft => ({
    kind: 'lesson',
    id: `${courseId}-lesson-${number}`,
    slug: `lesson-${number}`,
    title: `Lesson ${number}`,
    moduleId,
  })
  return [
    lesson(1, `${courseId}-module-1`),
    lesson(2, `${courseId}-module-1`),
    {
      kind: 'quiz',
      id: `${courseId}-quiz`,
      slug: 'module-quiz',
      title: 'Module quiz',
      moduleId: `${courseId}-module-1`,
    },
    lesson(3, `${courseId}-module-2`),
    lesson(4, `${courseId}-module-2`),
    {
      kind: 'quiz',
      id: `${courseId}-final`,
      slug: 'final-quiz',
      title: 'Final quiz',
      moduleId: null,
      quiz: { kind: 'final', passMark: 70, shuffle: true },
    },
  ]
}

export function questionsOf(draft: ActivityDraft): readonly Question[] {
  if (draft.questions) return draft.questions
  if (draft.kind === 'lesson') return [buildQuestion({ id: `${draft.id}-check` })]
  return [buildQuestion({ id: `${draft.id}-q1` }), buildQuestion({ id: `${draft.id}-q2`, kind: 'multiple' })]
}

export function documentOf(draft: ActivityDraft): CompiledDocument {
  const questions = questionsOf(draft)
  if (draft.kind === 'quiz') return { ...emptyDocument, questions, blocks: blocksOf('', questions) }
  const { reflections = [], scenarios = [], requests = [] } = draft
  const html = draft.html ?? '<h2 id="the-case">The case</h2><p>A mailbox was opened at night.</p>'
  return {
    ...emptyDocument,
    parts: [
      { kind: 'html', html },
      ...questions.map((question) => ({ kind: 'check' as const, questionId: question.id })),
      ...reflections.map(({ id }) => ({ kind: 'reflect' as const, reflectId: id })),
      ...scenarios.map(({ id }) => ({ kind: 'scenario' as const, scenarioId: id })),
      ...requests.map(({ id }) => ({ kind: 'request' as const, requestId: id })),
    ],
    headings: [...html.matchAll(/<h2 id="([^"]*)">([^<]*)/g)].map(([, id = '', text = '']) => ({ id, text, depth: 2 })),
    words: 8,
    blocks: blocksOf(html, questions),
    sections: draft.sections ?? [],
    questions,
    reflections,
    scenarios,
    requests,
  }
}

/** Drafts in course order: by module in order of first mention, those of no module last. */
export function inCourseOrder(drafts: readonly ActivityDraft[], courseId: string): ActivityDraft[] {
  const withModule = drafts.map((draft) => ({ moduleId: `${courseId}-module-1`, ...draft }))
  const moduleIds = [...new Set(withModule.map(({ moduleId }) => moduleId))].filter((id) => id !== null)
  return [...moduleIds, null].flatMap((id) => withModule.filter(({ moduleId }) => moduleId === id))
}

/** The outline of an edition made of `drafts`, which must be in course order. */
export function buildOutline(
  given: Partial<CourseOutline> &
    Pick<CourseOutline, 'courseId' | 'slug' | 'title' | 'publishedAt' | 'revisionNumber'> & {
      drafts: readonly ActivityDraft[]
    },
): CourseOutline {
  const activities = given.drafts.map((draft, position): Activity => {
    const {
      questions: _questions,
      reflections: _reflections,
      scenarios: _scenarios,
      requests: _requests,
      html: _html,
      sections: _sections,
      quiz,
      ...own
    } = draft
    return {
      moduleId: null,
      slug: draft.id,
      title: `Title of ${draft.id}`,
      summary: 'What it is about.',
      minutes: 10,
      quiz: draft.kind === 'quiz' ? completeSettings(quiz ?? { kind: 'module', passMark: 60, shuffle: true }) : null,
      ...own,
      position,
      documentHash: hashOf(documentOf(draft)),
    }
  })
  const moduleIds = [...new Set(activities.flatMap(({ moduleId }) => (moduleId ? [moduleId] : [])))]
  return {
    courseId: given.courseId,
    slug: given.slug,
    revisionId: newId(),
    revisionNumber: given.revisionNumber,
    publishedAt: given.publishedAt,
    title: given.title,
    summary: given.summary ?? 'Keep evidence before it vanishes.',
    audience: given.audience ?? 'Investigators',
    language: given.language ?? 'en',
    level: given.level ?? 'introductory',
    minutes: given.minutes ?? activities.reduce((sum, { minutes }) => sum + minutes, 0),
    objectives: given.objectives ?? [{ id: `${given.courseId}-objective`, text: 'Preserve data in time.' }],
    articles: given.articles ?? [{ article: 25, paragraph: null }],
    modules: moduleIds.map((id, index): Module => ({
      id,
      title: `Module ${index + 1}`,
      summary: 'A step of the work.',
      activities: activities.filter(({ moduleId }) => moduleId === id),
    })),
    activities,
  }
}

/** The hash under which the builders store a question, a document or an edition. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
