import { defListFromMarkdown } from 'mdast-util-definition-list'
import { defList } from 'micromark-extension-definition-list'
import type { Processor } from 'unified'

/** Reads definition lists as PHP Markdown Extra and Pandoc write them: a line with the term, below it `: its meaning`. */
export function definitionLists(this: Processor): void {
  const data = this.data()
  ;(data.micromarkExtensions ??= []).push(defList)
  ;(data.fromMarkdownExtensions ??= []).push(defListFromMarkdown)
}
