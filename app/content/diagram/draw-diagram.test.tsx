import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import { diagramComponents } from './diagram-components.tsx'
import { widthOf, wrapped } from './diagram-text.ts'
import { drawGraph } from './draw-graph.ts'
import { readDiagram } from './read-diagram.ts'
import { readSvg } from './read-svg.ts'
import { writeMermaid } from './write-mermaid.ts'

const { Diagram } = diagramComponents({ t: translatorFor('en').t })
const html = (source: string, props = {}) =>
  renderToStaticMarkup(<Diagram title="Title" alt="What it tells" id="d1" source={source} {...props} />)
const graphOf = (source: string) => {
  const { diagram, problems } = readDiagram(source)
  if (!diagram || diagram.kind === 'sequence') throw new Error(JSON.stringify(problems))
  return diagram
}

const ELEMENTS = [
  'figure',
  'figcaption',
  'div',
  'svg',
  'title',
  'desc',
  'marker',
  'path',
  'rect',
  'circle',
  'ellipse',
  'polygon',
  'polyline',
  'text',
  'tspan',
  'details',
  'summary',
  'p',
]
const ATTRIBUTES = [
  'class',
  'id',
  'role',
  'tabindex',
  'aria-labelledby',
  'viewBox',
  'width',
  'height',
  'markerWidth',
  'markerHeight',
  'refX',
  'refY',
  'orient',
  'markerUnits',
  'd',
  'x',
  'y',
  'rx',
  'ry',
  'cx',
  'cy',
  'r',
  'points',
  'marker-start',
  'marker-end',
]

/** Every element and attribute name in a piece of HTML. */
const namesIn = (markup: string) => ({
  elements: [...new Set([...markup.matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name))],
  attributes: [...new Set([...markup.matchAll(/\s([a-zA-Z-]+)="/g)].map(([, name]) => name))],
})

const everything = [
  `flowchart TD
  A[Box] --> B(Round) -.-> C([Stadium]) ==> D[[Sub]] --- E[(Log)]
  E <--> F((Circle)) -->|words| G(((Double))) --> H>Flag] --> I{Choice} --> J{{Six}} --> K[/Up\\] --> L[\\Down/]
  subgraph home [At home]
    direction LR
    A
    B
  end
  home --> L`,
  `stateDiagram-v2
  [*] --> Asked
  state "Kept safe" as P {
    [*] --> Kept
    Kept --> Kept : renewed
    Kept --> [*]
  }
  Asked --> P : ordered
  P --> [*]`,
  `sequenceDiagram
  participant O as Officer
  actor P as Provider
  O->>P: Please keep the log
  P-->>O: Kept
  P-)O: Later
  O-xP: Lost
  Note right of P: Seven days
  Note over O,P: Write down the time
  alt The data are there
    P->>P: Copies them
  else They are gone
    loop Every hour
      O->O: Waits
    end
  end`,
]

test.each(everything)('a drawing is made of allowed elements and attributes, without styles: %#', (source) => {
  const { elements, attributes } = namesIn(html(source))
  expect(elements.filter((name) => !ELEMENTS.includes(name ?? ''))).toEqual([])
  expect(attributes.filter((name) => !ATTRIBUTES.includes(name ?? ''))).toEqual([])
  expect(html(source)).not.toMatch(/style|http|@import|var\(|NaN|undefined|data-/)
})

test('a drawing is one picture with a title and a description, and its ids begin with its own', () => {
  const markup = html(everything[0] ?? '')
  expect(markup).toContain('role="img" aria-labelledby="d1-title d1-alt"')
  expect(markup).toContain('<title id="d1-title">Title</title><desc id="d1-alt">What it tells</desc>')
  const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(ids.every((id) => id?.startsWith('d1-'))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
})

test('what stands below the code is the long description', () => {
  expect(html('flowchart TD\n A --> B', { children: <p>First A, then B.</p> })).toContain(
    '<details><summary>Description of the diagram</summary><p>First A, then B.</p></details>',
  )
  expect(html('flowchart TD\n A --> B', { children: '\n' })).not.toContain('<details>')
})

const hostile = [
  '<b>bold</b>',
  '</text><script>alert(1)</script>',
  'x onload=alert(1)',
  "a' b & c",
  '&lt;img src=x&gt;',
  '\ue000aaa',
  '${x} {y}',
  'url(#x)',
  ']]> <!-- -->',
  'n1 --> n2',
]

test.each(hostile)('a label %j stays words', (words) => {
  const flow = html(`flowchart TD\n  A["${words}"] -->|"${words}"| B\n  subgraph g ["${words}"]\n  A\n  end`)
  const states = html(`stateDiagram-v2\n  A : ${words}\n  A --> B : ${words}`)
  const sequence = html(`sequenceDiagram\n  participant A as ${words}\n  A->>B: ${words}\n  Note over A: ${words}`)
  for (const markup of [flow, states, sequence]) {
    expect(namesIn(markup.replaceAll('&quot;', '')).elements.filter((name) => !ELEMENTS.includes(name ?? ''))).toEqual(
      [],
    )
    const shown = markup
      .replaceAll(/<\/tspan><tspan[^>]*>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
    expect(shown.replaceAll('&#x27;', "'").replaceAll('&amp;', '&')).toContain(words)
  }
})

test('nothing that an author wrote reaches the layout', () => {
  const graph = graphOf(
    'flowchart TD\n  Geheim["<b>bold</b> Übung"] -->|"x%%{init}"| B\n  subgraph grp [Gruppe]\n  B\n  end',
  )
  const { text, lineOf } = writeMermaid(graph)
  expect(text).not.toMatch(/geheim|bold|bung|init|gruppe|<b>|%|"/i)
  expect(text.match(/[\ue000-\uf8ff]a*/g)?.map(lineOf)).toEqual(['Gruppe', 'B', '<b>bold</b> Übung', 'x%%{init}'])
})

test('a drawing that is not as expected is refused whole', () => {
  expect(() => readSvg('<svg><text>a < b</text></svg>')).toThrow()
  expect(() => readSvg('<svg><g></svg>')).toThrow()
  expect(() => readSvg('<svg onload=alert(1)></svg>')).toThrow()
})

test('long words and other scripts get room, and lines break where their script allows', () => {
  expect(wrapped('A request that the provider keeps', 10)).toEqual(['A request that the', 'provider keeps'])
  expect(wrapped('电子证据的快速保全请求书', 6).every((line) => line.length <= 6)).toBe(true)
  expect(wrapped('Donaudampfschifffahrt', 5)).toEqual(['Donaudampfschifffahrt'])
  expect(widthOf('保全')).toBeGreaterThanOrEqual(2)
  expect(widthOf('é')).toBe(widthOf('é'))
  const wide = drawGraph(graphOf('flowchart TD\n A[Donaudampfschifffahrtsgesellschaft]'))
  expect(wide.width).toBeGreaterThan(widthOf('Donaudampfschifffahrtsgesellschaft') * 13)
})

test('the same text gives the same drawing', () => {
  expect(everything.map((source) => html(source))).toEqual(everything.map((source) => html(source)))
})
