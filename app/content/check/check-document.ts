import type { Root } from 'mdast'
import { isComponent } from '../dialect/element.ts'
import { checkHeadings } from '../dialect/check-headings.ts'
import { readLink } from '../dialect/check-links.ts'
import { checkNodes } from '../dialect/check-nodes.ts'
import { checkReadingLevel } from '../dialect/check-reading-level.ts'
import { headingAnchors } from '../dialect/heading-anchors.ts'
import { checkMinutes, longSentences, wordsOf } from '../dialect/check-prose.ts'
import { apartReaders } from '../dialect/apart-readers.ts'
import { components, familyOfElement } from '../dialect/dialect.ts'
import { type DrawnFrom, drawQuestions } from '../draw-questions.ts'
import { type LessonFields, lessonFields } from '../files/frontmatter.ts'
import { drawFieldNames, type QuizFields, quizFields } from '../files/quiz-fields.ts'
import { checkNoFields, checkPartialText, headingsOf, includesOf } from '../partials/check-partial.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { parseMdx } from '../dialect/parse-mdx.ts'
import { errorAt, isError, type LocalProblem, type Place, START } from '../problem.ts'
import { type Fields, readFields } from '../files/read-fields.ts'
import { type CheckedSource, type IdUse, noFacts, type SourceFacts } from './source-facts.ts'
import { splitFrontmatter } from '../files/split-frontmatter.ts'
import { walk } from '../dialect/walk.ts'

/** A lesson or quiz by itself: its fields, its text, its questions. */
export function checkDocument({
  kind,
  source,
  language,
}: {
  kind: 'lesson' | 'quiz'
  source: string
  language: string
}): CheckedSource {
  const split = splitFrontmatter(source)
  if (!split) {
    const problem = errorAt(
      START,
      'frontmatter',
      'The file does not begin with its fields.',
      'Begin with a line ---, then id, title and so on, then another line ---.',
    )
    return { kind, fields: null, problems: [problem], facts: noFacts }
  }
  if (kind === 'lesson') {
    const fields = readFields(split.yaml, lessonFields, Object.keys(lessonFields.shape), split.yamlLine)
    const text = checkText(split.body, kind, fields.value?.minutes ?? null, fields.placeOf(['minutes']), language)
    return {
      kind,
      fields: fields.value,
      problems: [...fields.problems, ...text.problems],
      facts: joinFacts(kind, fields, text.facts, fields.value),
    }
  }
  const fields = readFields(split.yaml, quizFields, Object.keys(quizFields.shape), split.yamlLine, drawFieldNames)
  const text = checkText(split.body, kind, null, START, language)
  return {
    kind,
    fields: fields.value,
    problems: [...fields.problems, ...text.problems, ...(text.read ? checkDraw(fields, text.facts.questions) : [])],
    facts: joinFacts(kind, fields, text.facts, null),
  }
}

/** A text that lessons include, by itself. */
export function checkPartial({ source, language }: { source: string; language: string }): CheckedSource {
  const kind = 'partial'
  const wrong = checkNoFields(source)
  if (wrong.length > 0) return { kind, fields: null, problems: wrong, facts: noFacts }
  const { problems, facts, read } = checkText(source, kind, null, START, language)
  return { kind, fields: read ? {} : null, problems, facts }
}

/** A rule of `draw` that the questions of the quiz cannot fill beside the rules before it. */
function checkDraw({ value, placeOf }: Fields<QuizFields>, questions: readonly DrawnFrom[]): LocalProblem[] {
  if (!value?.draw) return []
  const drawing = drawQuestions(
    value.draw,
    questions,
    questions.map((_question, index) => index),
  )
  if (drawing.status === 'drawn') return []
  const { rule, found } = drawing
  const asked = value.draw[rule]?.count ?? 0
  return [
    errorAt(
      placeOf(['draw', rule]),
      'draw',
      `Rule ${rule + 1} of \`draw\` asks for ${asked} questions, but only ${found} are left for it.`,
      'Write more questions that fit the rule, or lower its count. No question is drawn twice.',
    ),
  ]
}

function joinFacts(
  kind: 'lesson' | 'quiz',
  { value, placeOf }: Fields<LessonFields> | Fields<QuizFields>,
  text: SourceFacts,
  lesson: LessonFields | null,
): SourceFacts {
  const own: IdUse[] = value ? [{ id: value.id, what: kind, place: placeOf(['id']) }] : []
  const objectives = (lesson?.objectives ?? []).map((id, index) => ({
    id,
    byQuestion: false,
    place: placeOf(['objectives', index]),
  }))
  return {
    ids: [...own, ...text.ids],
    objectives: [...objectives, ...text.objectives],
    links: text.links,
    anchors: text.anchors,
    questions: text.questions,
    files: text.files,
    includes: text.includes,
    headings: text.headings,
    words: text.words,
    terms: text.terms,
    quotes: text.quotes,
    paragraphs: [...text.paragraphs, ...paragraphsOf(lesson, placeOf)],
    articles: (lesson?.articles ?? []).map(({ article }, index) => ({ article, place: placeOf(['articles', index]) })),
    places: { id: placeOf(['id']), kind: placeOf(['kind']), minutes: placeOf(['minutes']) },
  }
}

function checkText(
  body: string,
  kind: 'lesson' | 'quiz' | 'partial',
  minutes: number | null,
  minutesPlace: Place,
  language: string,
): { problems: LocalProblem[]; facts: SourceFacts; read: boolean } {
  const parsed = parseMdx(body)
  if (parsed.status === 'failed') return { problems: [parsed.problem], facts: noFacts, read: false }
  const { tree } = parsed
  const problems = kind === 'partial' ? checkPartialText(tree) : checkNodes(tree, kind)
  if (problems.some((problem) => problem.rule === 'too-deep')) return { problems, facts: noFacts, read: false }
  const headings = headingsOf(tree)
  const includes = includesOf(tree)
  // What stands above a partial's first heading is known where it is included.
  const above = kind === 'partial' ? Math.max((headings[0]?.depth ?? 1) - 1, 1) : 1
  problems.push(...checkHeadings(tree, above), ...longSentences(tree, language))
  problems.push(...checkReadingLevel(tree, language))
  const apart = checkApart(tree, language)
  problems.push(...apart.problems)
  if (kind === 'quiz') problems.push(...checkQuizText(tree, apart.ids.length))
  const words = wordsOf(tree, language)
  if (kind === 'lesson' && words === 0 && includes.length === 0) {
    problems.push(errorAt(START, 'empty', 'This lesson has no text.', 'Write it below the fields.'))
  }
  if (kind === 'partial' && tree.children.length === 0) {
    problems.push(errorAt(START, 'empty', 'This partial has no text.', 'Write it, or delete the file.'))
  }
  // The words of what a lesson includes are not known here.
  if (minutes !== null && includes.length === 0) problems.push(...checkMinutes(words, minutes, minutesPlace))
  const { ids, objectives, questions } = apart
  return {
    problems,
    read: true,
    facts: {
      ...noFacts,
      ids,
      objectives,
      questions,
      includes,
      headings,
      words,
      links: linksOf(tree),
      anchors: headingAnchors(tree),
      ...factsOf(tree),
    },
  }
}

function checkApart(
  tree: Root,
  language: string,
): Pick<SourceFacts, 'ids' | 'objectives' | 'questions'> & { problems: LocalProblem[] } {
  const problems: LocalProblem[] = []
  const ids: IdUse[] = []
  const objectives: SourceFacts['objectives'][number][] = []
  const questions: SourceFacts['questions'][number][] = []
  for (const node of tree.children) {
    const read = node.type === 'mdxJsxFlowElement' ? apartReaders.get(node.name ?? '') : undefined
    if (node.type !== 'mdxJsxFlowElement' || !read) continue
    const { facts, problems: found } = read(node, language)
    problems.push(...found)
    ids.push(...(facts.ids ?? []).filter(({ id }) => id !== ''))
    objectives.push(...(facts.objectives ?? []))
    questions.push(...(facts.questions ?? []))
  }
  return { problems, ids, objectives, questions }
}

/** The paragraphs that the frontmatter of a lesson names: `articles: ["42.3"]`. */
function paragraphsOf(
  lesson: LessonFields | null,
  placeOf: Fields<LessonFields>['placeOf'],
): SourceFacts['paragraphs'] {
  return (lesson?.articles ?? []).flatMap(({ article, paragraph }, index) =>
    paragraph === null ? [] : [{ article, paragraph, place: placeOf(['articles', index]) }],
  )
}

/** What the components in a text say that must agree with other files. */
function factsOf(tree: Root): Pick<SourceFacts, 'files' | 'terms' | 'quotes' | 'paragraphs'> {
  const files: SourceFacts['files'][number][] = []
  const terms: SourceFacts['terms'][number][] = []
  const quotes: SourceFacts['quotes'][number][] = []
  const paragraphs: SourceFacts['paragraphs'][number][] = []
  walk(tree, (node) => {
    if (!isComponent(node)) return
    const facts = familyOfElement(node)?.facts?.(node)
    files.push(...(facts?.files ?? []))
    terms.push(...(facts?.terms ?? []))
    quotes.push(...(facts?.quotes ?? []))
    paragraphs.push(...(facts?.paragraphs ?? []))
  })
  return { files, terms, quotes, paragraphs }
}

function checkQuizText(tree: Root, questions: number): LocalProblem[] {
  const stray = tree.children.filter((node) => !isComponent(node) || components.get(node.name ?? '')?.place === 'block')
  const problems = stray.map((node) =>
    errorAt(
      placeOfNode(node),
      'quiz-text',
      'Text outside of a question is not shown in a quiz.',
      'Move it into the question it belongs to, or into a lesson.',
    ),
  )
  if (questions === 0 && !problems.some(isError)) {
    problems.push(errorAt(START, 'empty', 'This quiz has no question.', 'Write at least one <Question>.'))
  }
  return problems
}

function linksOf(tree: Root): SourceFacts['links'] {
  const links: SourceFacts['links'][number][] = []
  walk(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'definition') return
    const place = placeOfNode(node)
    const link = readLink(node.url, place)
    if ('kind' in link && link.kind !== 'outside') links.push({ target: node.url, kind: link.kind, place })
  })
  return links
}
