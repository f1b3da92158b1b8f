import type { Root } from 'mdast'
import { isComponent } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'
import { placeOfNode } from '../dialect/node-place.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { readQuote } from './quote-family.ts'
import { quoteKey, type VerifiedQuote } from './quote.ts'

/** Lets no quotation be compiled that was not found in the official text. */
export function guardQuotes(quotes: Readonly<Record<string, VerifiedQuote>>, refuse: (problem: LocalProblem) => void) {
  return () => (tree: Root) => {
    walk(tree, (node) => {
      if (!isComponent(node) || node.name !== 'Quote') return
      const quote = readQuote(node)
      if (!quote || !Object.hasOwn(quotes, quoteKey(quote))) {
        const problem = errorAt(placeOfNode(node), 'quote', 'This quotation was not compared with the official text.')
        refuse(problem)
        throw new Error(problem.message)
      }
    })
  }
}
