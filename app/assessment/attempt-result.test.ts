import { describe, expect, it } from 'vitest'
import { write } from '#db/client.server.ts'
import { openAttempt, placedAnswers, seat } from '#db/seed/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { findAttempt, findResult } from './attempt-queries.server.ts'
import { reviewQuestion, summariseArticles, summariseObjectives } from './attempt-result.ts'
import { markAttempt } from './mark-attempt.server.ts'
import { saveAnswers } from './save-answers.server.ts'

const articles = (...numbers: number[]) => numbers.map((article) => ({ article, paragraph: null }))

describe('the result by article', () => {
  it('counts a question for each article it names, once, in the order of the Convention', () => {
    const results = summariseArticles([
      { articles: articles(42, 25), mark: 0.5 },
      {
        articles: [
          { article: 25, paragraph: 1 },
          { article: 25, paragraph: 2 },
        ],
        mark: 1,
      },
      { articles: [], mark: 1 },
    ])
    expect(results).toEqual([
      { article: 25, questions: 2, marks: 1.5 },
      { article: 42, questions: 1, marks: 0.5 },
    ])
  })
})

describe('the result by objective', () => {
  it('counts each question for the objective it tests, and leaves out those that test none', () => {
    const results = summariseObjectives([
      { objective: 'b', mark: 0.5 },
      { objective: null, mark: 1 },
      { objective: 'a', mark: 1 },
      { objective: 'b', mark: 1 },
    ])
    expect(results).toEqual([
      { objective: 'b', questions: 2, marks: 1.5 },
      { objective: 'a', questions: 1, marks: 1 },
    ])
  })
})

describe('the review of a question', () => {
  it('shows the options in the order they were displayed, with what was chosen and what is right', () => {
    const question = buildQuestion({ id: 'q' })
    const review = reviewQuestion({ position: 3, question, order: [2, 0, 1], answer: [1], mark: 0 })
    if (review.body.kind !== 'choice') throw new Error('no choice')
    expect(review.body.options.map(({ html, chosen, correct }) => [html, chosen, correct])).toEqual([
      ['<p>Land registers</p>', false, false],
      ['<p>Traffic data</p>', false, true],
      ['<p>Records of addresses</p>', true, false],
    ])
    expect(review).toMatchObject({ position: 3, isAnswered: true, mark: 0, explanationHtml: question.explanationHtml })
  })
})

describe('the result of an attempt', () => {
  it('holds answers, marks and feedback, in the order the attempt displayed', async () => {
    const { outline, finalQuiz: activity } = await insertPublishedCourse()
    const { id: accountId } = await write((tx) => insertAccount({}, tx))
    const { attemptId } = await openAttempt({ accountId, outline, activity })
    const own = { accountId, attemptId }
    const [first] = await placedAnswers(attemptId, 'nothing')
    const [, second] = await placedAnswers(attemptId, 'everything')
    await saveAnswers({ seat, ...own, answers: [first, second].filter((answer) => answer !== undefined), now: 5 })
    const posed = await findAttempt(own)
    await write((tx) => markAttempt({ ...own, now: 10 }, tx))
    const result = await findResult(own)
    expect(result).toMatchObject({ score: 1, maxScore: 2, scorePercent: 50, passed: false, submittedAt: 10 })
    expect(result?.byArticle).toEqual([{ article: 25, questions: 2, marks: 1 }])
    expect(result?.questions.map(({ mark }) => mark)).toEqual([0, 1])
    for (const [index, question] of (result?.questions ?? []).entries()) {
      const { body } = question
      if (body.kind !== 'choice') throw new Error('no choice')
      expect(posed?.questions[index]?.question).toMatchObject({ options: body.options.map(({ html }) => ({ html })) })
      const places = body.options.flatMap((option, place) => (option.chosen ? [String(place)] : []))
      expect(places).toEqual(posed?.questions[index]?.given[''])
      for (const option of body.options) expect(option.feedbackHtml).toContain('Feedback on')
    }
  })
})
