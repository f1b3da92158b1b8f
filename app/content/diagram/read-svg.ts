export type SvgElement = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: (SvgElement | string)[]
}

const TOKEN = /<(\/)?([a-z]+)((?:\s+[A-Za-z0-9:-]+="[^"<]*")*)\s*(\/)?>|([^<]+)/y
const ATTRIBUTE = /([A-Za-z0-9:-]+)="([^"<]*)"/g

/** Reads the plain SVG that the layout writes, in which there is no text of authors; anything else throws. */
export function readSvg(source: string): SvgElement {
  const root: SvgElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(source)
    if (!token) throw new Error(`The drawing cannot be read at ${source.slice(at, at + 40)}`)
    const [, closes, name = '', written = '', alone, text] = token
    const current = open.at(-1) ?? root
    if (text !== undefined) current.children.push(text)
    else if (closes) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`)
    } else {
      const attributes = Object.fromEntries([...written.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, value]))
      const element: SvgElement = { name, attributes, children: [] }
      current.children.push(element)
      if (!alone) open.push(element)
    }
  }
  const [svg] = root.children.filter((child) => typeof child !== 'string')
  if (open.length !== 1 || !svg || svg.name !== 'svg') throw new Error('The drawing is no SVG')
  return svg
}
