import type { Parents } from 'mdast'
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx'
import { ARTICLE_COUNT, parseArticleReference } from '#app/convention/article-reference.ts'
import { componentNames, components, isQuestionName } from './dialect.ts'
import { type ComponentElement, isComponent } from './element.ts'
import type { AttributeKind, ComponentRule } from './family.ts'
import { ID_HINT, isId } from '../files/frontmatter.ts'
import { didYouMean } from '../files/nearest-name.ts'
import { isFilePath, parseDuration } from './attribute-values.ts'
import { placeOfNode } from './node-place.ts'
import { errorAt, type LocalProblem, type Place } from '../problem.ts'

/** Everything wrong with one component: its name, its attributes, and where it stands. */
export function checkComponent(
  element: ComponentElement,
  ancestors: readonly Parents[],
  file: 'lesson' | 'quiz',
): LocalProblem[] {
  const place = placeOfNode(element)
  const { name } = element
  if (name === null) {
    return [errorAt(place, 'raw-html', 'Empty tags <> are not allowed.', 'Remove it.')]
  }
  const rule = components.get(name)
  if (!rule) return [unknownComponent(name, place)]
  return [...checkPlace(element, name, rule, ancestors, file), ...checkAttributes(element, name, rule)]
}

function unknownComponent(name: string, place: Place): LocalProblem {
  if (/^[a-z]/.test(name) && !name.includes('.')) {
    const hint = didYouMean(name, componentNames) ?? 'Write Markdown, or one of the components of the dialect.'
    return errorAt(place, 'raw-html', `HTML is not allowed: <${name}>.`, hint)
  }
  const hint = didYouMean(name, componentNames) ?? `The components are ${componentNames.join(', ')}.`
  return errorAt(place, 'unknown-component', `There is no component <${name}>.`, hint)
}

function checkPlace(
  element: ComponentElement,
  name: string,
  rule: ComponentRule,
  ancestors: readonly Parents[],
  file: 'lesson' | 'quiz',
): LocalProblem[] {
  const place = placeOfNode(element)
  const parent = ancestors.at(-1)
  if (rule.only && rule.only !== file) {
    const where = rule.only === 'lesson' ? 'lessons' : 'quizzes'
    const right = file === 'quiz' ? 'Question' : 'Check'
    const hint = isQuestionName(name) ? `In a ${file}, use <${right}>.` : `Move it into a ${rule.only}.`
    return [errorAt(place, 'misplaced-component', `<${name}> stands only in ${where}.`, hint)]
  }
  if (rule.place === 'inline') {
    if (element.children.length > 0 && rule.content !== 'may') {
      return [errorAt(place, 'component-content', `<${name}> holds no text.`, `Write <${name} … />.`)]
    }
    if (element.type === 'mdxJsxTextElement' && !standsAlone(parent)) return []
    return [
      errorAt(
        place,
        'misplaced-component',
        `<${name}> stands in a sentence, not alone.`,
        'Write a sentence around it.',
      ),
    ]
  }
  if (element.type === 'mdxJsxTextElement') {
    return [
      errorAt(
        place,
        'misplaced-component',
        `<${name}> stands in a line of text.`,
        `Put <${name}> and </${name}> on lines of their own, with a blank line inside after the one and before the other.`,
      ),
    ]
  }
  if (rule.place === 'part') {
    if (parent && isComponent(parent) && rule.inside?.includes(parent.name ?? ''))
      return checkContent(element, name, rule)
    const where = (rule.inside ?? []).map((one) => `<${one}>`).join(' or ')
    return [
      errorAt(place, 'misplaced-component', `<${name}> stands outside of ${where}.`, `Put it directly into ${where}.`),
    ]
  }
  if (rule.place === 'apart' && parent?.type !== 'root') {
    return [
      errorAt(
        place,
        'misplaced-component',
        `<${name}> stands inside something else.`,
        `Move it to the left margin, outside of lists, quotes and other components.`,
      ),
    ]
  }
  if (ancestors.some((ancestor) => isComponent(ancestor) && ancestor.name === name)) {
    return [
      errorAt(
        place,
        'misplaced-component',
        `<${name}> stands inside another <${name}>.`,
        'Close the first one before.',
      ),
    ]
  }
  return checkContent(element, name, rule)
}

function checkContent(element: ComponentElement, name: string, { content = 'must' }: ComponentRule): LocalProblem[] {
  const place = placeOfNode(element)
  if (content === 'none' && element.children.length > 0) {
    return [errorAt(place, 'component-content', `<${name}> holds no text.`, `Write <${name} … />.`)]
  }
  if (content === 'must' && element.children.length === 0) {
    return [
      errorAt(place, 'component-content', `<${name}> is empty.`, `Write its content between <${name}> and </${name}>.`),
    ]
  }
  return []
}

/** Whether a paragraph holds components and nothing else: the compiler then takes them out of the paragraph. */
function standsAlone(parent: Parents | undefined): boolean {
  return (
    parent?.type === 'paragraph' &&
    parent.children.every((child) => isComponent(child) || (child.type === 'text' && child.value.trim() === ''))
  )
}

function checkAttributes(element: ComponentElement, name: string, rule: ComponentRule): LocalProblem[] {
  const problems: LocalProblem[] = []
  const known = [...rule.attributes.keys()]
  const seen = new Set<string>()
  for (const attribute of element.attributes) {
    const place = attribute.position?.start ?? placeOfNode(element)
    if (attribute.type !== 'mdxJsxAttribute') {
      problems.push(
        errorAt(
          place,
          'spread',
          'Attributes in braces {…} are code, which is not allowed.',
          'Write each attribute as name="value".',
        ),
      )
      continue
    }
    const attributeRule = rule.attributes.get(attribute.name)
    if (!attributeRule) {
      const hint =
        didYouMean(attribute.name, known) ?? (known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none.')
      problems.push(errorAt(place, 'unknown-attribute', `<${name}> has no attribute "${attribute.name}".`, hint))
    } else if (seen.has(attribute.name)) {
      problems.push(errorAt(place, 'attribute', `"${attribute.name}" is given twice.`, 'Keep one.'))
    } else problems.push(...checkValue(attribute, attributeRule.kind, place))
    seen.add(attribute.name)
  }
  for (const [attribute, { required }] of rule.attributes) {
    if (required && !seen.has(attribute)) {
      const message = `<${name}> needs the attribute "${attribute}".`
      problems.push(errorAt(placeOfNode(element), 'missing-attribute', message, `Add ${attribute}="…".`))
    }
  }
  return problems
}

function checkValue(attribute: MdxJsxAttribute, kind: AttributeKind, place: Place): LocalProblem[] {
  const { name, value } = attribute
  if (typeof value !== 'string') {
    const code = value !== null && value !== undefined
    const message = code ? `The value of "${name}" is code, which is not allowed.` : `"${name}" has no value.`
    return [errorAt(place, 'literal-attribute', message, `Write ${name}="…", with the value in quotes.`)]
  }
  if (value.trim() === '') return [errorAt(place, 'attribute', `"${name}" is empty.`, 'Give it a value.')]
  if (typeof kind !== 'string') {
    if (kind.includes(value)) return []
    return [
      errorAt(
        place,
        'attribute',
        `"${name}" cannot be "${value}".`,
        didYouMean(value, kind) ?? `It is one of ${kind.join(', ')}.`,
      ),
    ]
  }
  if (kind === 'id' && !isId(value)) return [errorAt(place, 'id', `"${value}" is not an id.`, ID_HINT)]
  if (kind === 'paragraph' && !/^[1-9]\d?$/.test(value)) {
    return [
      errorAt(place, 'attribute', `"${value}" is not the number of a paragraph.`, 'Write, for example, para="2".'),
    ]
  }
  if (kind === 'number' && !/^\d{1,6}$/.test(value)) {
    return [errorAt(place, 'attribute', `"${value}" is not a whole number.`, `Write, for example, ${name}="2".`)]
  }
  if (kind === 'decimal' && !/^\d{1,9}(\.\d{1,6})?$/.test(value)) {
    return [errorAt(place, 'attribute', `"${value}" is not a number.`, `Write, for example, ${name}="0.5".`)]
  }
  if (kind === 'duration' && parseDuration(value) === null) {
    return [
      errorAt(place, 'attribute', `"${value}" is not a length of time.`, `Write, for example, ${name}="30 minutes".`),
    ]
  }
  if (kind === 'file' && !isFilePath(value)) {
    return [
      errorAt(
        place,
        'attribute',
        `"${value}" is not the path of a file.`,
        `Write it relative to this file, with /: ${name}="media/order.png".`,
      ),
    ]
  }
  if (kind === 'article' || kind === 'articles') {
    const references = kind === 'articles' ? value.split(',') : [value]
    return references
      .filter((reference) => !parseArticleReference(reference) || (kind === 'article' && reference.includes('.')))
      .map((reference) =>
        errorAt(
          place,
          'unknown-article',
          `"${reference.trim()}" is not an article of the Convention.`,
          kind === 'article'
            ? `Articles are numbered 1 to ${ARTICLE_COUNT}; a paragraph is given with para="…".`
            : `Articles are numbered 1 to ${ARTICLE_COUNT}; write, for example, articles="25, 42.3".`,
        ),
      )
  }
  return []
}
