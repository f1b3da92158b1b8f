import { parseArticleReference } from '#app/convention/article-reference.ts'
import { checkContainer } from './check-containers.ts'
import { attributeOf, type ComponentElement } from './element.ts'
import { type Family, optional, required } from './family.ts'
import { placeOfNode } from './node-place.ts'

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
  facts: paragraphNamed,
}

/** `<Article n="42" para="3">` names a paragraph that the official text must have. */
function paragraphNamed(element: ComponentElement): ReturnType<NonNullable<Family['facts']>> {
  const para = attributeOf(element, 'para')
  if (element.name !== 'Article' || para === null) return {}
  const reference = parseArticleReference(`${attributeOf(element, 'n') ?? ''}.${para}`)
  if (!reference || reference.paragraph === null) return {}
  return { paragraphs: [{ article: reference.article, paragraph: reference.paragraph, place: placeOfNode(element) }] }
}
