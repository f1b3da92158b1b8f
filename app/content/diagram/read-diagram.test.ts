import { expect, test } from 'vitest'
import { readDiagram } from './read-diagram.ts'

const told = (source: string) =>
  readDiagram(source).problems.map(
    ({ line, column, message, warning }) => `${line}:${column} ${warning ? 'warning ' : ''}${message}`,
  )

test.each([
  ['', ['0:0 This diagram is empty.']],
  ['%% only a comment', ['0:0 This diagram is empty.']],
  ['pie\n  "A" : 3', ['0:0 There is no kind of diagram "pie" here.']],
  ['flowchart\n  A --> B', ['0:0 This flowchart does not say its direction.']],
  ['flowchart TD', ['0:0 This diagram shows nothing.']],
  ['flowchart TD\n  A[One --> B', ['1:3 This box begins with [ and does not end with ].']],
  ['flowchart TD\n  A[One (or two)] --> B', ['1:3 This label has brackets or quotation marks.']],
  ['flowchart TD\n  A[ ] --> B', ['1:3 This box says nothing.']],
  ['flowchart TD\n  A --x B', ['1:4 This arrow is not known here.']],
  ['flowchart TD\n  A and B', ['1:4 From here on, this line cannot be read.']],
  ['flowchart TD\n  A -->', ['1:7 Here the name of a box is missing.']],
  ['flowchart TD\n  A[/one/]', ['1:3 This shape is not known here.']],
  ['flowchart TD\n  A:::red --> B', ['1:3 Classes are not used in diagrams here.']],
  ['flowchart TD\n  A\n  style A fill:#f00', ['2:2 "style" is not used in this kind of diagram.']],
  ['flowchart TD\n  A\n  click A "javascript:alert(1)"', ['2:2 "click" is not used in this kind of diagram.']],
  ['flowchart TD\n  A\n  end', ['2:2 No group is open here.']],
  ['flowchart TD\n  subgraph home\n  A', ['1:2 This group is never closed.']],
  ['flowchart TD\n  A\n  subgraph home\n  end', ['2:2 This group is empty.']],
  ['flowchart TD\n  subgraph\n  A\n  end', ['1:2 This group has no name.', '3:2 No group is open here.']],
  [`flowchart TD\n  A[${'long '.repeat(40)}]`, ['1:4 This label has 199 characters; 160 are the most.']],
  [
    'flowchart LR\n A --> B --> C --> D',
    ['0:0 warning 4 boxes stand side by side: on a phone, readers have to scroll sideways.'],
  ],
  [
    'flowchart TD\n A --> B & C & D & E',
    ['0:0 warning 4 boxes stand side by side: on a phone, readers have to scroll sideways.'],
  ],
  ['stateDiagram-v2\n  A -> B', ['1:2 This line cannot be read.']],
  ['stateDiagram-v2\n  state P {\n  A', ['1:2 This state is never closed.']],
  ['stateDiagram-v2\n  A --> B\n  }', ['2:2 No state is open here.']],
  ['stateDiagram-v2\n  A\n  note right of A : text', ['2:2 "note" is not used in this kind of diagram.']],
  ['sequenceDiagram\n  A->>B', ['1:2 This line cannot be read.']],
  ['sequenceDiagram\n  A->>+B: Hello', ['1:2 Bars of activity are not drawn here.']],
  ['sequenceDiagram\n  autonumber\n  A->>B: Hello', ['1:2 "autonumber" is not used in this kind of diagram.']],
  ['sequenceDiagram\n  loop\n  A->>B: Hello\n  end', ['1:2 This frame does not say when it applies.']],
  ['sequenceDiagram\n  alt Yes\n  A->>B: Hello', ['1:2 This frame is never closed.']],
  ['sequenceDiagram\n  A->>B: Hello\n  end', ['2:2 No frame is open here.']],
])('%j is told: %j', (source, problems) => {
  expect(told(source)).toEqual(problems)
})

test('a diagram with problems is not drawn, one with warnings is', () => {
  expect(readDiagram('flowchart TD\n A --x B').diagram).toBeNull()
  expect(readDiagram('flowchart LR\n A --> B --> C --> D').diagram).not.toBeNull()
})

test('an unknown kind names the known ones, or the one that is meant', () => {
  const hint = (source: string) => readDiagram(source).problems[0]?.hint
  expect(hint('gantt\n x')).toContain('stateDiagram-v2')
  expect(hint('sequencediagram\n x')).toBe('Did you mean "sequenceDiagram"?')
})

test('too many boxes are refused before anything is laid out', () => {
  const boxes = Array.from({ length: 41 }, (_, index) => `  N${index}`).join('\n')
  expect(told(`flowchart TD\n${boxes}`)).toEqual(['0:0 This diagram is too large: 41 boxes and 0 arrows.'])
})

test('names may be written in any script; a box belongs to the group that names it', () => {
  const { diagram } = readDiagram('flowchart TD\n  بداية --> 终\n  subgraph مجموعة [هنا]\n    终["A (b)<br>c"]\n  end')
  expect(diagram?.kind === 'flowchart' && [...diagram.nodes]).toEqual([
    ['بداية', { label: 'بداية', shape: 'rectangle', group: null }],
    ['终', { label: 'A (b)\nc', shape: 'rectangle', group: 'مجموعة' }],
  ])
})

test('arrows of every kind are read, and a name that begins like a setting is a name', () => {
  const { diagram } = readDiagram(
    'flowchart TD\n box --> A & B -.->|maybe| C\n C == sure ==> D\n D <--> A\n A --- style',
  )
  expect(
    diagram?.kind === 'flowchart' &&
      diagram.edges.map(({ from, to, label, line, start, end }) =>
        [from, start ? '<' : '', line, label, end ? '>' : '', to].join(' '),
      ),
  ).toEqual([
    'box  solid  > A',
    'box  solid  > B',
    'A  dotted maybe > C',
    'B  dotted maybe > C',
    'C  thick sure > D',
    'D < solid  > A',
    'A  solid   style',
  ])
})
