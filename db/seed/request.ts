import { requestElements, type RequestKind } from '#app/content/request/request-kinds.ts'
import type { RequestTask } from '#app/content/request/request-task.ts'

/**
 * A drafting task with all elements of its kind: each requires "<element> fact" and "<element> date", and forbids
 * "Halvik". Its right article has the key "article-42".
 */
export function buildRequestTask({
  kind = 'preservation',
  ...overrides
}: Partial<RequestTask> & { id: string; kind?: RequestKind }): RequestTask {
  return {
    title: 'A mailbox to keep',
    kind,
    articles: [{ article: 42, paragraph: 3 }],
    objective: null,
    introHtml: '<p>Write the request. <strong>The case:</strong> a mailbox was opened.</p>',
    caseText: 'Write the request. The case: a mailbox was opened.',
    basis: {
      stemHtml: '<p>Under which article?</p>',
      options: ['Article 42', 'Article 29'].map((words, index) => ({
        key: words.toLowerCase().replace(' ', '-'),
        html: words,
        correct: index === 0,
        feedbackHtml: `<p>We read ${words.toLowerCase()}.</p>`,
      })),
    },
    rubrics: requestElements[kind]
      .filter(({ optional }) => !optional)
      .map(({ id }) => ({
        element: id,
        must: [
          { name: `Name of fact of ${id}`, spellings: [`${id} fact`], hintHtml: `<p>Hint for ${id}.</p>` },
          { name: `Name of date of ${id}`, spellings: [`${id} date`], hintHtml: '' },
        ],
        mustNot: [{ name: 'The clerk', spellings: ['Halvik'], hintHtml: '<p>He is afraid.</p>' }],
        modelHtml: `<p>Model of ${id}: ${id} fact, ${id} date.</p>`,
        replies: {
          right: `<p>Good ${id}.</p>`,
          incomplete: `<p>Which ${id}?</p>`,
          'too-much': `<p>Not in ${id}.</p>`,
        },
      })),
    ...overrides,
  }
}
