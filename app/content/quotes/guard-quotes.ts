import type { Root } from 'mdast'
import { isComponent } from '../dialect/element.ts'
import { walk } from '../dialect/walk.ts'
import { readQuote } from './quote-family.ts'
import { quoteKey, type VerifiedQuote } from './verified-quote.ts'

/** Lets no quotation be compiled that was not found in the official text. */
export function guardQuotes(quotes: Readonly<Record<string, VerifiedQuote>>) {
  return () => (tree: Root) => {
    walk(tree, (node) => {
      if (!isComponent(node) || node.name !== 'Quote') return
      const quote = readQuote(node)
      if (!quote || !Object.hasOwn(quotes, quoteKey(quote))) {
        throw new Error('A quotation was not compared with the official text')
      }
    })
  }
}
