import type { Question } from './question.ts'

/** A question with everything that is HTML in it rewritten. */
export function rewriteQuestion(question: Question, write: (html: string) => string): Question {
  const common = { stemHtml: write(question.stemHtml), explanationHtml: write(question.explanationHtml) }
  const withFeedback = <Kept extends { feedbackHtml: string }>(kept: Kept): Kept => ({
    ...kept,
    feedbackHtml: write(kept.feedbackHtml),
  })
  const withHtml = <Kept extends { html: string }>(kept: Kept): Kept => ({ ...kept, html: write(kept.html) })
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing':
      return { ...question, ...common, options: question.options.map((option) => withHtml(withFeedback(option))) }
    case 'hotspot': {
      const options = question.options.map((option) => withHtml(withFeedback(option)))
      return { ...question, ...common, pictureHtml: write(question.pictureHtml), options }
    }
    case 'order':
      return { ...question, ...common, items: question.items.map(withHtml) }
    case 'match':
    case 'classify':
      return { ...question, ...common, rows: question.rows.map(withHtml) }
    case 'cloze': {
      const paragraphs = question.paragraphs.map((runs) => runs.map((run) => ('html' in run ? withHtml(run) : run)))
      return { ...question, ...common, paragraphs }
    }
    case 'short':
      return { ...question, ...common, answers: question.answers.map(withFeedback) }
    case 'numeric':
      return { ...question, ...common, answers: question.answers.map(withFeedback) }
  }
}
