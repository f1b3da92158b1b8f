import type { Paragraph, PhrasingContent } from 'mdast'
import { attributeOf, type ComponentElement } from '../dialect/element.ts'
import { type Family, optional, required } from '../dialect/family.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import type { Quote } from './quote.ts'

/** The official words of the Convention. */
export const quoteFamily: Family = {
  components: [
    [
      'Quote',
      {
        place: 'block',
        attributes: new Map([
          ['article', required('article')],
          ['para', optional('paragraph')],
        ]),
      },
    ],
  ],
  check: checkWords,
  facts: (element) => {
    const quote = readQuote(element)
    return quote ? { quotes: [{ ...quote, place: placeOfNode(element) }] } : {}
  },
}

/** What a `<Quote>` says; null when its attributes are wrong, which is told elsewhere. */
export function readQuote(element: ComponentElement): Quote | null {
  const article = Number(attributeOf(element, 'article') ?? Number.NaN)
  const para = attributeOf(element, 'para')
  const paragraph = para === null ? null : Number(para)
  if (!Number.isInteger(article) || Number.isNaN(paragraph ?? 0)) return null
  const paragraphs = element.children.filter((child): child is Paragraph => child.type === 'paragraph')
  return { article, paragraph, text: paragraphs.map(({ children }) => children.map(wordsOf).join('')).join('\n') }
}

const wordsOf = (node: PhrasingContent): string => (node.type === 'text' ? node.value : '\n')

/** A quotation holds words and nothing that could change how they read. */
function checkWords(element: ComponentElement): LocalProblem[] {
  return element.children.flatMap((child) => {
    if (child.type !== 'paragraph') {
      const hint =
        child.type === 'list'
          ? 'Write each paragraph with its label as printed: "(a) …". Leave out the number of the paragraph itself.'
          : 'Write the words alone, with empty lines between paragraphs.'
      return [
        errorAt(placeOfNode(child), 'quote', '<Quote> holds paragraphs of the official text and nothing else.', hint),
      ]
    }
    const strange = child.children.find(({ type }) => type !== 'text' && type !== 'break')
    if (!strange) return []
    const message = '<Quote> holds plain words: the official text has no bold type, no links and no notes.'
    return [errorAt(placeOfNode(strange), 'quote', message, 'Write them outside of it.')]
  })
}
