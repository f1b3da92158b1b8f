import type { Nodes, Parents, Root } from 'mdast'
import { checkComponent } from './check-components.ts'
import { isComponent } from './element.ts'
import { familyOfElement, isQuestionName } from './dialect.ts'
import { placeInText, placeOfNode } from './node-place.ts'
import { tooDeep } from './parse-mdx.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { walk } from './walk.ts'
import { readLink } from './check-links.ts'
import { isScenarioName } from '../scenario/scenario-family.ts'

/**
 * The guard of the dialect: everything in a text that an author may not write. It decides what is compiled at all, so
 * it runs twice: over the whole file to tell every problem, and as the first step of the compiler.
 */
export function checkNodes(tree: Root, file: 'lesson' | 'quiz'): LocalProblem[] {
  const problems: LocalProblem[] = []
  const deep = walk(tree, (node, ancestors) => {
    problems.push(...checkNode(node, ancestors, file))
  })
  if (deep) problems.push(tooDeep(placeOfNode(deep)))
  return problems
}

const inQuestion = (ancestors: readonly Parents[]) =>
  ancestors.some((ancestor) => isComponent(ancestor) && isQuestionName(ancestor.name))

const inScenario = (ancestors: readonly Parents[]) =>
  ancestors.some((ancestor) => isComponent(ancestor) && isScenarioName(ancestor.name))

function checkNode(node: Nodes, ancestors: readonly Parents[], file: 'lesson' | 'quiz'): LocalProblem[] {
  const place = placeOfNode(node)
  switch (node.type) {
    case 'mdxjsEsm':
      return [
        errorAt(
          place,
          'import-export',
          'A line that begins with "import" or "export" is read as code, which is not allowed.',
          'Remove the code. In running text, begin the line with another word.',
        ),
      ]
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return [
        errorAt(
          place,
          'expression',
          'Braces {…} hold code, which is not allowed.',
          'Write \\{ for a brace in running text.',
        ),
      ]
    case 'html':
      return [errorAt(place, 'raw-html', 'HTML is not allowed.', 'Write Markdown, or one of the components.')]
    case 'image':
    case 'imageReference':
      return [
        errorAt(
          place,
          'image',
          'Pictures are not written like this.',
          'Write <Figure src="media/order.png" alt="…" />.',
        ),
      ]
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return [...checkComponent(node, ancestors, file), ...(familyOfElement(node)?.check?.(node, ancestors) ?? [])]
    case 'link':
    case 'definition': {
      const link = readLink(node.url, place)
      const problems = 'problem' in link ? [link.problem] : []
      if (node.type === 'link' && node.children.length === 0) {
        problems.push(errorAt(place, 'link', 'This link has no text.', 'Write what it leads to between [ and ].'))
      }
      return problems
    }
    case 'heading':
      if (inScenario(ancestors)) {
        return [errorAt(place, 'heading', 'A scenario has no headings.', 'Use the title of a scene, or bold text.')]
      }
      if (inQuestion(ancestors)) {
        return [errorAt(place, 'heading', 'A question has no headings.', 'Use bold text, or move the heading out.')]
      }
      if (ancestors.length > 1 && node.depth < 3) {
        return [errorAt(place, 'heading', 'A heading inside something else is too large.', 'Use ### or #### here.')]
      }
      return []
    case 'footnoteReference':
    case 'footnoteDefinition':
      // Notes are printed at the end of the page, which scenes do not have.
      if (inScenario(ancestors)) {
        return [errorAt(place, 'footnote', 'A scenario has no footnotes.', 'Put the text into the scene itself.')]
      }
      // Notes are printed at the end of the page, where a question's note would tell the answer.
      if (!inQuestion(ancestors)) return []
      return [errorAt(place, 'footnote', 'A question has no footnotes.', 'Put the text into the question itself.')]
    case 'listItem':
      if (typeof node.checked !== 'boolean' || inQuestion(ancestors)) return []
      return [
        errorAt(
          place,
          'task-list',
          'A list with [ ] or [x] stands only in a question.',
          'Write a plain list, or put it in a <Check>.',
        ),
      ]
    case 'text': {
      const note = /\[\^[^\]\s]+\]/.exec(node.value)
      if (!note) return []
      const at = placeInText(node, note.index)
      return [
        errorAt(at, 'footnote', `The footnote ${note[0]} is not written.`, `Add a line that begins ${note[0]}: …`),
      ]
    }
    default:
      return []
  }
}
