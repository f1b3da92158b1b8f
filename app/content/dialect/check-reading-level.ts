import type { Paragraph, Root } from 'mdast'
import { type LocalProblem, warningAt } from '../problem.ts'
import { sentencesOf } from './check-prose.ts'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import { walk } from './walk.ts'

/**
 * Languages whose texts the index is known to order rightly (J. Anderson, "Lix and Rix", Journal of Reading 26, 1983,
 * for English and French). Scripts without spaces or short vowels have no such measure.
 */
const MEASURED = new Set(['en', 'fr', 'es', 'pt'])

/** From 40 on texts count as medium, from 50 as hard for native readers; these readers have a second language. */
const HARDEST = 45

/** A shorter text says little about its author's style. */
const FEWEST_WORDS = 150

/** A word is long from this many letters on (Björnsson: more than six). */
const LONG_WORD = 7

type Measure = { words: number; long: number; sentences: number }

/**
 * Warns of a text that is hard to read, by C. H. Björnsson's LIX (Läsbarhet, 1968): words a sentence plus long words in
 * a hundred. Names the paragraph that weighs most.
 */
export function checkReadingLevel(tree: Root, language: string): LocalProblem[] {
  if (!MEASURED.has(new Intl.Locale(language).language)) return []
  const total: Measure = { words: 0, long: 0, sentences: 0 }
  let hardest: { paragraph: Paragraph; lix: number } | undefined
  walk(tree, (node) => {
    if (node.type !== 'paragraph') return
    const own = measure(plainText(node), language)
    total.words += own.words
    total.long += own.long
    total.sentences += own.sentences
    if (own.words >= 30 && (!hardest || lixOf(own) > hardest.lix)) hardest = { paragraph: node, lix: lixOf(own) }
  })
  const lix = lixOf(total)
  if (total.words < FEWEST_WORDS || lix <= HARDEST) return []
  return [
    warningAt(
      placeOfNode(hardest?.paragraph),
      'reading-level',
      `The text is hard to read: its LIX is ${Math.round(lix)}, and ${HARDEST} is the most for second-language readers.`,
      'Shorten sentences and take shorter words. This paragraph is the hardest.',
    ),
  ]
}

function measure(text: string, language: string): Measure {
  const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter((one) => one.isWordLike)
  const long = words.filter(({ segment }) => [...segment].length >= LONG_WORD).length
  return { words: words.length, long, sentences: sentencesOf(text, language).length }
}

function lixOf({ words, long, sentences }: Measure): number {
  return words === 0 ? 0 : words / Math.max(sentences, 1) + (100 * long) / words
}
