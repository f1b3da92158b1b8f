import type { ScenarioCardView } from '#app/assessment/scenario-view.ts'
import { RequestCard } from '#app/assessment/ui/request-card.tsx'
import type { GivenFields } from '#app/assessment/ui/question/answer-controls.tsx'
import { ScenarioCard } from '#app/assessment/ui/scenario-card.tsx'
import type { CompiledDocument } from '#app/content/document.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Contents } from '#app/ui/contents.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { PracticeView } from '../practice.ts'
import type { ReflectionView } from '../reflection-note-queries.server.ts'
import type { RefusedNote } from '../reflection-note.ts'
import type { RequestCardView } from '../request-page-queries.server.ts'
import { LessonReflection } from './lesson-reflection.tsx'
import { PracticeCheck } from './practice-check.tsx'

type LessonTextProps = {
  document: Pick<CompiledDocument, 'parts' | 'headings'>
  practice: Readonly<Record<string, PracticeView>>
  /** The question that was just sent without an answer, or with a part of one. */
  unanswered: { question: string; given: GivenFields } | null
  /** The reflections of the lesson by id, and the note that was just sent and not saved. */
  reflections: Readonly<Record<string, ReflectionView>>
  refusedNote: RefusedNote | null
  /** The drafting tasks of the lesson by id. */
  requests: Readonly<Record<string, RequestCardView>>
  /** The scenarios of the lesson by id. */
  scenarios: Readonly<Record<string, ScenarioCardView>>
  authored: AuthoredAttributes
}

/** A contents list is worth its place from this many headings on. */
const HEADINGS_FOR_CONTENTS = 3

/** The text of a lesson with its practice questions in their places. */
export function LessonText({
  document,
  practice,
  unanswered,
  reflections,
  refusedNote,
  requests,
  scenarios,
  authored,
}: LessonTextProps) {
  const t = useT()
  const headings = document.headings.filter(({ depth }) => depth === 2)
  return (
    <>
      {headings.length >= HEADINGS_FOR_CONTENTS && (
        <Contents label={t('learn.lesson.onThisPage')} items={headings} {...authored} />
      )}
      {document.parts.map((part, index) => {
        if (part.kind === 'html') return <Prose key={index} html={part.html} {...authored} />
        if (part.kind === 'reflect') {
          const view = reflections[part.reflectId]
          return view && <LessonReflection key={index} view={view} refused={refusedNote} {...authored} />
        }
        if (part.kind === 'request') {
          const card = requests[part.requestId]
          return card && <RequestCard key={index} {...card} authored={authored} />
        }
        if (part.kind === 'scenario') {
          const card = scenarios[part.scenarioId]
          return card && <ScenarioCard key={index} view={card} {...authored} />
        }
        const view = practice[part.questionId]
        const sent = part.questionId === unanswered?.question ? unanswered.given : undefined
        return view && <PracticeCheck key={index} view={view} sent={sent} {...authored} />
      })}
    </>
  )
}
