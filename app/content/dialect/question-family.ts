import { type Family, optional, required } from './family.ts'

const question = new Map([
  ['id', required('id')],
  ['articles', required('articles')],
  ['objective', optional('id')],
  ['kind', optional(['single', 'multiple'])],
])

export const questionFamily: Family = {
  components: [
    ['Check', { place: 'apart', attributes: question, only: 'lesson' }],
    ['Question', { place: 'apart', attributes: question, only: 'quiz' }],
  ],
}
