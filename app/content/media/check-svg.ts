import { errorAt, type LocalProblem, type Place } from '../problem.ts'
import { readXml, type XmlAttribute, XmlProblem } from './read-xml.ts'
import { isPlainCss, referencesIn, refusedElements, svgAttributes, svgElements } from './svg-rules.ts'

export type SvgResult = {
  problems: LocalProblem[]
  /** In CSS pixels; null when there is an error. */
  size: { width: number; height: number } | null
}

const PLAIN_HINT = 'In the drawing program, save it as "Plain SVG" or "Optimised SVG".'
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'
const DEEPEST = 100
const MOST_PROBLEMS = 20

/** How many shapes a drawing may make of itself by <use>, patterns and the like. */
const MOST_SHAPES = 200_000

/** A drawing that says no width in pixels is shown this wide. */
const USUAL_WIDTH = 720

/** Checks a drawing against the list of what drawings may hold, and tells everything else with line and column. */
export function checkSvg(text: string): SvgResult {
  const check = new SvgCheck(text)
  try {
    check.run()
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error
    check.fail(error.offset, error.message, error.hint)
  }
  const { problems } = check
  return { problems, size: problems.length > 0 ? null : check.size }
}

type Shape = { children: Shape[]; references: string[]; offset: number; weight: number | 'counting' | null }

class SvgCheck {
  readonly problems: LocalProblem[] = []
  size: SvgResult['size'] = null
  readonly #text: string
  readonly #byId = new Map<string, Shape>()

  constructor(text: string) {
    this.#text = text
  }

  fail(offset: number, message: string, hint: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(errorAt(this.#placeOf(offset), 'svg', message, hint))
  }

  run(): void {
    const root: Shape = { children: [], references: [], offset: 0, weight: null }
    // What stands inside something refused is refused with it.
    const open: { name: string; shape: Shape; refused: boolean; css: string; cssAt: number | null }[] = []
    for (const event of readXml(this.#text)) {
      const inside = open.at(-1)
      if (event.type === 'close') {
        // A style is its texts together, whatever comments stand between them.
        if (inside?.name === 'style' && !isPlainCss(inside.css)) {
          const message = 'This style loads something, or could.'
          this.fail(inside.cssAt ?? event.offset, message, 'Remove url(…), @import and the like.')
        }
        open.pop()
      } else if (event.type === 'text') {
        if (inside?.name !== 'style') continue
        inside.css += event.value
        inside.cssAt ??= event.offset
      } else {
        const { name, attributes, offset } = event
        const shape: Shape = { children: [], references: [], offset, weight: null }
        ;(open.at(-1)?.shape ?? root).children.push(shape)
        if (open.length === 0) this.#checkRoot(name, attributes, offset)
        if (open.length >= DEEPEST)
          throw new XmlProblem(offset, 'This drawing is nested too deeply.', 'Ungroup parts of it.')
        const inRefused = open.at(-1)?.refused ?? false
        const refused = inRefused || !svgElements.has(name)
        if (!refused) for (const attribute of attributes) this.#checkAttribute(name, attribute, shape)
        else if (!inRefused) this.#refuse(name, offset)
        open.push({ name, shape, refused, css: '', cssAt: null })
      }
    }
    if (this.problems.length === 0) this.#weigh(root)
  }

  #checkRoot(name: string, attributes: readonly XmlAttribute[], offset: number): void {
    const value = (wanted: string) => attributes.find((attribute) => attribute.name === wanted)?.value.trim() ?? ''
    if (name !== 'svg') throw new XmlProblem(offset, `This is not a drawing: it begins with <${name}>.`, PLAIN_HINT)
    if (value('xmlns') !== SVG_NAMESPACE) {
      throw new XmlProblem(
        offset,
        'The drawing does not say that it is SVG.',
        `Write <svg xmlns="${SVG_NAMESPACE}" …>.`,
      )
    }
    const pixels = (written: string) => (/^\d+(?:\.\d+)?(?:px)?$/.test(written) ? parseFloat(written) : 0)
    const [width, height] = [pixels(value('width')), pixels(value('height'))]
    const box = value('viewBox')
      .split(/[\s,]+/)
      .map(Number)
    const [, , boxWidth = 0, boxHeight = 0] = box
    if (width > 0 && height > 0) this.size = { width: Math.round(width), height: Math.round(height) }
    else if (box.length === 4 && boxWidth > 0 && boxHeight > 0) {
      this.size = { width: USUAL_WIDTH, height: Math.max(1, Math.round((USUAL_WIDTH * boxHeight) / boxWidth)) }
    } else {
      this.fail(offset, 'The drawing does not say how large it is.', 'Give <svg> a viewBox, or a width and a height.')
    }
  }

  #refuse(name: string, offset: number): void {
    const message = refusedElements.get(name) ?? `<${name}> is not allowed in drawings.`
    this.fail(offset, message, refusedElements.has(name) ? 'Remove it.' : PLAIN_HINT)
  }

  #checkAttribute(element: string, { name, value, offset }: XmlAttribute, shape: Shape): void {
    if (/^on/i.test(name)) return this.fail(offset, `Scripts are not allowed in drawings: "${name}".`, 'Remove it.')
    if (name === 'href' || name === 'xlink:href') {
      if (/^#[\w:.-]+$/.test(value)) shape.references.push(value.slice(1))
      else
        this.fail(offset, 'The drawing refers to something outside of it.', 'Put everything into the drawing itself.')
      return
    }
    if (!svgAttributes.has(name) && !/^(?:aria|data)-[\w-]+$/.test(name)) {
      return this.fail(offset, `The attribute "${name}" of <${element}> is not allowed in drawings.`, PLAIN_HINT)
    }
    if (name.startsWith('xmlns')) {
      if (!value.startsWith('http://www.w3.org/'))
        this.fail(offset, `The attribute "${name}" cannot be "${value}".`, PLAIN_HINT)
      return
    }
    // Of a name that is given twice the first one counts, as in browsers.
    if (name === 'id' && !this.#byId.has(value)) this.#byId.set(value, shape)
    if (name.startsWith('aria-') || name.startsWith('data-') || name === 'id' || name === 'class') return
    const references = referencesIn(value)
    if (references) shape.references.push(...references)
    else
      this.fail(offset, `"${name}" loads something, or could.`, 'Refer only to parts of the same drawing: url(#name).')
  }

  /** What one drawing repeats a thousand times a thousand times stops the reader's browser. */
  #weigh(root: Shape): void {
    let deepest = 0
    const weightOf = (shape: Shape): number => {
      if (shape.weight === 'counting') {
        throw new XmlProblem(shape.offset, 'This part of the drawing contains itself.', 'Remove one of the two.')
      }
      if (shape.weight !== null) return shape.weight
      shape.weight = 'counting'
      deepest += 1
      let weight = 1
      const inside = shape.references.flatMap((id) => this.#byId.get(id) ?? [])
      if (deepest > 20 * DEEPEST)
        throw new XmlProblem(shape.offset, 'This drawing is nested too deeply.', 'Ungroup parts of it.')
      for (const one of [...shape.children, ...inside]) weight = Math.min(weight + weightOf(one), MOST_SHAPES + 1)
      deepest -= 1
      shape.weight = weight
      return weight
    }
    if (weightOf(root) > MOST_SHAPES) {
      this.fail(
        root.children[0]?.offset ?? 0,
        'This drawing repeats itself too often.',
        'Use fewer copies of its parts.',
      )
    }
  }

  #placeOf(offset: number): Place {
    const before = this.#text.slice(0, offset).split('\n')
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  }
}
