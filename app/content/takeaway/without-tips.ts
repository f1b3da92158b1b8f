import { hasClass, type MarkupElement, type MarkupNode, replaceElements } from './markup.ts'

/** An explanation that shows when its words are pointed at: see app/content/compile/reference-tip.tsx. */
export type Tip = { words: MarkupElement; id: string }

/**
 * Takes the explanations off the words that have one. `replace` says what stands in the place of the words; by default
 * a link stays, and what was a button becomes plain text.
 */
export function withoutTips(
  nodes: readonly MarkupNode[],
  replace: (tip: Tip) => readonly MarkupNode[] = plainWords,
): MarkupNode[] {
  return replaceElements(nodes, (element) => {
    if (!hasClass(element, 'reference')) return [element]
    const [words, tip] = element.children
    if (!words || typeof words === 'string' || !tip || typeof tip === 'string') return element.children
    const { 'aria-describedby': _tip, ...attributes } = words.attributes
    return replace({ words: { ...words, attributes }, id: tip.attributes.id ?? '' })
  })
}

function plainWords({ words }: Tip): readonly MarkupNode[] {
  return words.name === 'a' ? [words] : words.children
}
