import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const words =
  'the officer writes to provider and asks it to keep data of this account before they are lost because an order takes time in every State judge signs request names one authority that can answer at night'.split(
    ' ',
  )

/** A paragraph of `count` words in sentences of ten, another one for each `seed`. */
function paragraph(seed: number, count: number): string {
  let state = seed * 2_654_435_761 + 1
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648)
  const text = Array.from({ length: count }, () => words[next() % words.length] ?? '')
  const sentences = Array.from({ length: Math.ceil(count / 10) }, (_, index) => text.slice(index * 10, index * 10 + 10))
  return sentences.map((sentence) => `${sentence.join(' ').replace(/^./, (first) => first.toUpperCase())}.`).join(' ')
}

/** Writes courses of ten lessons of about 1,000 words each, with tables, components and practice questions. */
export function writeCourses(dir: string, courses: number): void {
  mkdirSync(dir, { recursive: true })
  for (let course = 0; course < courses; course += 1) {
    const id = `bench-${course}`
    mkdirSync(path.join(dir, id, '01-module'), { recursive: true })
    writeFileSync(
      path.join(dir, id, 'course.yaml'),
      `id: ${id}\ntitle: Course ${course}\nsummary: A course.\nlanguage: en\nlevel: introductory\naudience: Officers.\narticles: [25]\nobjectives:\n  - id: ${id}-obj\n    text: Keep data.\n`,
    )
    writeFileSync(path.join(dir, id, '01-module/module.yaml'), `id: ${id}-module\ntitle: Module\nsummary: A module.\n`)
    for (let lesson = 1; lesson <= 10; lesson += 1) {
      const number = String(lesson).padStart(2, '0')
      writeFileSync(
        path.join(dir, id, `01-module/${number}-lesson-${lesson}.mdx`),
        lessonText(id, course * 10 + lesson),
      )
    }
  }
}

function lessonText(course: string, seed: number): string {
  const sections = Array.from(
    { length: 6 },
    (_, index) => `## Section ${index + 1}

${paragraph(seed * 100 + index, 90)}

- **One** ${paragraph(seed * 100 + index + 20, 20)}
- **Two** ${paragraph(seed * 100 + index + 40, 20)}

<Callout tone="tip" title="Note ${index}">

${paragraph(seed * 100 + index + 60, 25)} See <Article n="25" para="2" />.

</Callout>
`,
  )
  const id = `${course}-l${seed}`
  return `---
id: ${id}
title: Lesson ${seed}
summary: A lesson.
minutes: 12
articles: ["25"]
objectives: [${course}-obj]
---

${sections.join('\n')}
| Holder | Days |
| --- | ---: |
| Provider | 7 |
| Bank | 90 |

<Check id="${id}-check" articles="25" objective="${course}-obj">

${paragraph(seed + 7, 15)}

- [x] ${paragraph(seed + 8, 6)}

  Right.

- [ ] ${paragraph(seed + 9, 6)}

  Wrong.

</Check>
`
}
