import type { Heading, Root } from 'mdast'
import { placeOfNode } from './node-place.ts'
import { plainText } from './plain-text.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { walk } from './walk.ts'

/**
 * Headings begin at ##, because the title is the page's h1, and do not skip a level. `above` is the level of the heading
 * before the text.
 */
export function checkHeadings(tree: Root, above = 1): LocalProblem[] {
  const problems: LocalProblem[] = []
  const headings: Heading[] = []
  walk(tree, (node) => {
    if (node.type === 'heading') headings.push(node)
  })
  let level = above
  for (const heading of headings) {
    const place = placeOfNode(heading)
    if (plainText(heading) === '') {
      problems.push(errorAt(place, 'heading', 'This heading is empty.', 'Write it, or remove the line.'))
    }
    if (heading.depth === 1) {
      problems.push(
        errorAt(
          place,
          'heading',
          'The title is the only heading of level 1.',
          'Begin headings with ##. A line of === or --- under text makes a heading too.',
        ),
      )
    } else if (heading.depth > level + 1) {
      const hint = `Use ${'#'.repeat(level + 1)}.`
      problems.push(errorAt(place, 'heading', `This heading skips a level (${heading.depth} after ${level}).`, hint))
    }
    level = Math.max(heading.depth, 1)
  }
  return problems
}
