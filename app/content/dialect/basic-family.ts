import { checkContainer } from './check-containers.ts'
import { type Family, optional, required } from './family.ts'

const calloutTones = ['note', 'tip', 'warning', 'law'] as const

/** What every lesson is written with. */
export const basicFamily: Family = {
  components: [
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
  ],
  check: checkContainer,
}
