import { difficulties, questionKinds } from '../question.ts'
import { type Family, optional, required } from './family.ts'

const question = new Map([
  ['id', required('id')],
  ['articles', required('articles')],
  ['objective', optional('id')],
  ['kind', optional(questionKinds)],
  ['difficulty', optional(difficulties)],
  ['shuffle', optional(['no'])],
  ['exact', optional(['case', 'accents', 'case accents'])],
  ['tolerance', optional('decimal')],
  ['unit', optional('text')],
])

export const questionFamily: Family = {
  components: [
    ['Check', { place: 'apart', attributes: question, only: 'lesson' }],
    ['Question', { place: 'apart', attributes: question, only: 'quiz' }],
  ],
}
