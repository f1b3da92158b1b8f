import type { searchEntry } from '#db/schema/search.ts'
import { articleKey } from './query.ts'
import { indexForms, indexWords } from './words.ts'

export const hitKinds = ['lesson', 'article', 'term', 'course', 'quiz'] as const
export type HitKind = (typeof hitKinds)[number]

/** Something to be found, before it has a number. */
export type Passage = Omit<typeof searchEntry.$inferInsert, 'id' | 'articles'> & { articles: readonly number[] }

/** The folded words of a passage. */
export type PassageWords = {
  title: string
  heading: string
  text: string
  context: string
  loose: string
  keys: string
}

/** A text under a heading with its words, which take a while to cut: not to be done inside a change. */
export type IndexedSection = { id: string; heading: string; text: string; words: SectionWords }
type SectionWords = Pick<PassageWords, 'heading' | 'text' | 'loose'>

export function sectionWords({ heading, text }: { heading: string; text: string }): SectionWords {
  return { heading: indexWords(heading), text: indexWords(text), loose: indexForms(`${heading} ${text}`) }
}

/** The words of a passage that is not a section of a lesson. `label` is what its title is also called by. */
export function passageWords({ title, heading, text, article, kind }: Passage, label = ''): PassageWords {
  const named = `${label} ${title}`
  return {
    title: indexWords(named),
    heading: indexWords(heading),
    text: indexWords(text),
    context: '',
    loose: indexForms(`${named} ${heading} ${text}`),
    keys: kind === 'article' && article ? articleKey(article) : '',
  }
}
