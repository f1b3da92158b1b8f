import { Fragment, type ReactNode } from 'react'
import { useAuthored } from '#app/ui/authored.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { CompiledDocument } from '../document.ts'
import { QuestionPreview } from './question-preview.tsx'
import { ReflectionPreview } from './reflection-preview.tsx'
import { RequestPreview } from './request-preview.tsx'
import { ScenarioPreview } from './scenario-preview.tsx'

type Props = {
  document: CompiledDocument
  language: string
  /** What stands below a question, by its id. */
  beside?: (questionId: string) => ReactNode
}

/** The parts of a lesson in their order, or the questions of a quiz, with all that instructors may see. */
export function DocumentPreview({
  document: { parts, questions, reflections, requests, scenarios },
  language,
  beside,
}: Props) {
  const authored = useAuthored(language)
  const questionAt = (id: string) => {
    const index = questions.findIndex((question) => question.id === id)
    const question = questions[index]
    return (
      question && (
        <Fragment key={id}>
          <QuestionPreview question={question} number={index + 1} {...authored} />
          {beside?.(id)}
        </Fragment>
      )
    )
  }
  const reflectionAt = (id: string) => {
    const reflection = reflections.find((one) => one.id === id)
    return reflection && <ReflectionPreview key={id} reflection={reflection} {...authored} />
  }
  const requestAt = (id: string) => {
    const request = requests.find((one) => one.id === id)
    return request && <RequestPreview key={id} request={request} {...authored} />
  }
  const scenarioAt = (id: string) => {
    const scenario = scenarios.find((one) => one.id === id)
    return scenario && <ScenarioPreview key={id} scenario={scenario} {...authored} />
  }
  if (parts.length === 0) return <>{questions.map(({ id }) => questionAt(id))}</>
  return (
    <>
      {parts.map((part, index) =>
        part.kind === 'html' ? (
          <Prose key={index} html={part.html} {...authored} />
        ) : part.kind === 'check' ? (
          questionAt(part.questionId)
        ) : part.kind === 'reflect' ? (
          reflectionAt(part.reflectId)
        ) : part.kind === 'request' ? (
          requestAt(part.requestId)
        ) : (
          scenarioAt(part.scenarioId)
        ),
      )}
    </>
  )
}
