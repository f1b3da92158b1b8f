import type { Nodes, RootContent } from 'mdast'
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx'

/** A component as an author wrote it. */
export type ComponentElement = MdxJsxFlowElement | MdxJsxTextElement

export function isComponent(node: Nodes): node is ComponentElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

/** The literal value of an attribute; null when absent or not literal. */
export function attributeOf(element: ComponentElement, name: string): string | null {
  const found = element.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name)
  return typeof found?.value === 'string' ? found.value : null
}

/** The components of one name directly inside another. */
export function childrenNamed(element: ComponentElement, name: string): MdxJsxFlowElement[] {
  const children: readonly RootContent[] = element.children
  return children.filter(
    (child): child is MdxJsxFlowElement => child.type === 'mdxJsxFlowElement' && child.name === name,
  )
}
