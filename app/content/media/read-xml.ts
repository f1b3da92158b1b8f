/** One thing in an XML text. Values are decoded; offsets count characters from the beginning. */
export type XmlEvent =
  | { type: 'open'; name: string; attributes: readonly XmlAttribute[]; offset: number }
  | { type: 'close'; name: string; offset: number }
  | { type: 'text'; value: string; offset: number }

export type XmlAttribute = { name: string; value: string; offset: number }

/** What an XML text may not hold, or where it is broken. */
export class XmlProblem extends Error {
  readonly offset: number
  readonly hint: string
  constructor(offset: number, message: string, hint: string) {
    super(message)
    this.offset = offset
    this.hint = hint
  }
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const DECLARATION =
  /^<\?xml\s+version\s*=\s*["']1\.[01]["'](?:\s+encoding\s*=\s*["']utf-8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/i
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const MOST_ATTRIBUTES = 100

const BROKEN_HINT = 'Export the drawing again.'

/**
 * Reads a small part of XML strictly: one element with what is in it. There are no document types, so that no entity
 * can be declared, and no processing instructions. Throws an `XmlProblem` at the first thing that is not in that part.
 * Takes time in proportion to the length.
 */
export function* readXml(text: string): Generator<XmlEvent> {
  const open: string[] = []
  let ended = false
  let at = /^\uFEFF/.test(text) ? 1 : 0
  at += DECLARATION.exec(text.slice(at, at + 200))?.[0].length ?? 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const raw = text.slice(at, next < 0 ? text.length : next)
    if (raw.trim() !== '') {
      if (open.length === 0) throw new XmlProblem(at, 'There is text outside of the drawing.', BROKEN_HINT)
      yield { type: 'text', value: decode(raw, at), offset: at }
    }
    if (next < 0) break
    at = next
    if (text.startsWith('<!--', at)) at = endOf(text, '-->', at)
    else if (text.startsWith('<![CDATA[', at)) {
      if (open.length === 0) throw new XmlProblem(at, 'There is text outside of the drawing.', BROKEN_HINT)
      const end = endOf(text, ']]>', at)
      yield { type: 'text', value: text.slice(at + 9, end - 3), offset: at }
      at = end
    } else if (text.startsWith('<!', at)) {
      throw new XmlProblem(
        at,
        'A document type (<!DOCTYPE …>) and entities are not allowed.',
        'Delete that line; drawings do not need it.',
      )
    } else if (text.startsWith('<?', at)) {
      throw new XmlProblem(at, 'Processing instructions (<?…?>) are not allowed.', 'Delete that line.')
    } else if (text.startsWith('</', at)) {
      const name = match(NAME, text, at + 2)?.[0] ?? ''
      const expected = open.pop()
      const end = /\s*>/y
      end.lastIndex = at + 2 + name.length
      if (expected !== name || !end.test(text)) throw new XmlProblem(at, `</${name}> closes nothing.`, BROKEN_HINT)
      yield { type: 'close', name, offset: at }
      at = end.lastIndex
      ended = open.length === 0
    } else {
      if (ended) throw new XmlProblem(at, 'There is more after the end of the drawing.', BROKEN_HINT)
      const { name, attributes, end, closed } = readTag(text, at)
      yield { type: 'open', name, attributes, offset: at }
      if (closed) {
        yield { type: 'close', name, offset: at }
        ended = open.length === 0
      } else open.push(name)
      at = end
    }
  }
  if (open.length > 0)
    throw new XmlProblem(text.length, `<${open.at(-1)}> is never closed.`, 'The file is cut off. Export it again.')
  if (!ended) throw new XmlProblem(0, 'There is no drawing in this file.', BROKEN_HINT)
}

function readTag(text: string, offset: number) {
  const name = match(NAME, text, offset + 1)?.[0]
  if (!name) throw new XmlProblem(offset, 'This < begins no tag.', 'Write &lt; for the sign itself.')
  const attributes: XmlAttribute[] = []
  let at = offset + 1 + name.length
  for (let found = match(ATTRIBUTE, text, at); found; found = match(ATTRIBUTE, text, at)) {
    const [whole, attribute = '', double, single] = found
    const place = at + whole.search(/\S/)
    if (attributes.length >= MOST_ATTRIBUTES)
      throw new XmlProblem(place, 'This tag has too many attributes.', BROKEN_HINT)
    if (attributes.some((one) => one.name === attribute)) {
      throw new XmlProblem(place, `"${attribute}" is given twice.`, BROKEN_HINT)
    }
    const value = double ?? single ?? ''
    attributes.push({ name: attribute, value: decode(value, at + whole.length - 1 - value.length), offset: place })
    at += whole.length
  }
  const end = match(/\s*(\/?)>/y, text, at)
  if (!end) throw new XmlProblem(at, `The tag <${name}> cannot be read.`, BROKEN_HINT)
  return { name, attributes, end: at + end[0].length, closed: end[1] === '/' }
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at
  return expression.exec(text)
}

function endOf(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at)
  if (end < 0) throw new XmlProblem(at, `There is no ${mark} to this.`, 'The file is cut off. Export it again.')
  return end + mark.length
}

function decode(raw: string, offset: number): string {
  return raw.replace(/&([^;&\s]{0,32});?/g, (whole: string, name: string, index: number) => {
    const known = whole.endsWith(';') && Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined
    if (known !== undefined) return known
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    const code = number ? parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : -1
    if (whole.endsWith(';') && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code)
    throw new XmlProblem(offset + index, `The entity ${whole} is not allowed.`, 'Write the character itself.')
  })
}
