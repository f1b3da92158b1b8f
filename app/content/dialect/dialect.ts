/** What the value of an attribute must be. */
export type AttributeKind = 'text' | 'id' | 'article' | 'paragraph' | 'articles' | readonly string[]

export type ComponentRule = {
  /** `inline` stands in a sentence, `block` on lines of its own, `question` at the top level of its kind of file. */
  place: 'inline' | 'block' | 'question'
  attributes: ReadonlyMap<string, { kind: AttributeKind; required: boolean }>
  /** Without it, in lessons and quizzes. */
  only?: 'lesson' | 'quiz'
}

const required = (kind: AttributeKind) => ({ kind, required: true })
const optional = (kind: AttributeKind) => ({ kind, required: false })

const question = new Map([
  ['id', required('id')],
  ['articles', required('articles')],
  ['objective', optional('id')],
  ['kind', optional(['single', 'multiple'])],
])

const calloutTones = ['note', 'tip', 'warning', 'law'] as const

/** Every component an author may use. What is not here does not exist. */
export const components: ReadonlyMap<string, ComponentRule> = new Map<string, ComponentRule>([
  [
    'Article',
    {
      place: 'inline',
      attributes: new Map([
        ['n', required('article')],
        ['para', optional('paragraph')],
      ]),
    },
  ],
  [
    'Callout',
    {
      place: 'block',
      attributes: new Map([
        ['tone', required(calloutTones)],
        ['title', optional('text')],
      ]),
    },
  ],
  ['CaseFile', { place: 'block', attributes: new Map([['title', required('text')]]) }],
  ['Steps', { place: 'block', attributes: new Map() }],
  ['Timeline', { place: 'block', attributes: new Map() }],
  ['Compare', { place: 'block', attributes: new Map() }],
  ['Check', { place: 'question', attributes: question, only: 'lesson' }],
  ['Question', { place: 'question', attributes: question, only: 'quiz' }],
])

export const componentNames = [...components.keys()]

export function isQuestionName(name: string | null): boolean {
  return name === 'Check' || name === 'Question'
}
