import { parseArticleReference } from '#app/convention/article-reference.ts'
import { isId } from '../files/frontmatter.ts'
import { difficulties, type Question } from '../question.ts'
import { note, type Note } from './exchange-note.ts'

/** What tags say of a question that its format has no field for. */
type Tagged = Pick<Question, 'articles' | 'objective' | 'difficulty'> & {
  /** Of kinds that the formats do not know, so that our own reader knows them again. */
  kind: 'missing' | null
  exact: readonly ('case' | 'accents')[]
  keepsOrder: boolean
}

/** A question's tags, as Moodle has them: small letters, joined by hyphens. */
export function tagsOf(question: Question): string[] {
  return [
    ...question.articles.map(
      ({ article, paragraph }) => `article-${article}${paragraph === null ? '' : `.${paragraph}`}`,
    ),
    ...(question.difficulty ? [`difficulty-${question.difficulty}`] : []),
    ...(question.objective ? [`objective-${question.objective}`] : []),
    ...(question.kind === 'missing' ? ['kind-missing'] : []),
    ...(question.kind === 'short' ? (question.exact ?? []).map((what) => `exact-${what}`) : []),
    ...(question.shuffle === false ? ['shuffle-no'] : []),
  ]
}

/** Reads tags back. Those that say nothing here are told. */
export function readTags(tags: readonly string[], notes: Note[]): Tagged {
  const tagged = { articles: [], objective: null, kind: null, exact: [], keepsOrder: false } as Tagged
  const articles = [...tagged.articles]
  const exact = [...tagged.exact]
  for (const tag of tags) {
    const [, what = '', value = ''] =
      /^(article|difficulty|objective|kind|exact|shuffle)[- ](.+)$/i.exec(tag.trim()) ?? []
    const article = what.toLowerCase() === 'article' ? parseArticleReference(value) : null
    const difficulty = difficulties.find((one) => what === 'difficulty' && one === value)
    if (article) articles.push(article)
    else if (difficulty) tagged.difficulty = difficulty
    else if (what === 'objective' && isId(value)) tagged.objective = value
    else if (what === 'kind' && value === 'missing') tagged.kind = value
    else if (what === 'exact' && (value === 'case' || value === 'accents')) exact.push(value)
    else if (what === 'shuffle' && value === 'no') tagged.keepsOrder = true
    else if (tag.trim() !== '') notes.push(note('tag', { tag }))
  }
  return { ...tagged, articles, exact }
}
