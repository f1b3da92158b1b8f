import type { Paragraph, Root } from 'mdast'
import { isComponent } from './element.ts'
import { placeInText, placeOfNode } from './node-place.ts'
import { countWords, plainText } from './plain-text.ts'
import { type LocalProblem, type Place, warningAt } from '../problem.ts'
import { walk } from './walk.ts'

/** Sentences of more words are hard to read in a second language. */
const LONGEST_SENTENCE = 35

/** How fast an officer reads in a second language, in words a minute. */
export const READING_SPEED = 130

/** Unicode's rules see no end before a bracket or a quotation mark: "It is kept. (b) The log …". */
const SENTENCE_END = /(?<=[.!?]["'”’)\]]*)\s+(?=["'“‘([])/u

/** The sentences of a paragraph. */
export function sentencesOf(text: string, language: string): string[] {
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' })
  return [...sentences.segment(text)].flatMap(({ segment }) => segment.split(SENTENCE_END))
}

export function longSentences(tree: Root, language: string): LocalProblem[] {
  const problems: LocalProblem[] = []
  walk(tree, (node, ancestors) => {
    // The words of the Convention are not the author's to shorten.
    const isQuoted = ancestors.some((one) => isComponent(one) && one.name === 'Quote')
    if (node.type !== 'paragraph' || isQuoted) return
    const text = plainText(node).replace(/\s+/g, ' ')
    for (const segment of sentencesOf(text, language)) {
      const words = countWords(segment, language)
      if (words <= LONGEST_SENTENCE) continue
      problems.push(
        warningAt(
          placeOfSentence(node, segment),
          'long-sentence',
          `This sentence has ${words} words.`,
          `Make two of it; ${LONGEST_SENTENCE} words are the most that most readers can follow.`,
        ),
      )
    }
  })
  return problems
}

/** Where a sentence begins, if it begins in plain text; else where its paragraph does. */
function placeOfSentence(paragraph: Paragraph, sentence: string): Place {
  const start = sentence.slice(0, 20)
  for (const child of paragraph.children) {
    if (child.type !== 'text') continue
    const offset = child.value.replace(/\s/g, ' ').indexOf(start)
    if (offset < 0) continue
    return placeInText(child, offset)
  }
  return placeOfNode(paragraph)
}

/** Whether a lesson can be read in the minutes it states. */
export function checkMinutes(words: number, minutes: number, place: Place): LocalProblem[] {
  if (words <= minutes * READING_SPEED) return []
  const needed = Math.ceil(words / READING_SPEED)
  const message = `The lesson has ${words} words: ${needed} minutes at ${READING_SPEED} words a minute, not ${minutes}.`
  return [warningAt(place, 'minutes', message, `Write minutes: ${needed}, or shorten the text.`)]
}

/** Words of running text, questions included. */
export function wordsOf(tree: Root, language: string): number {
  return countWords(plainText(tree), language)
}
