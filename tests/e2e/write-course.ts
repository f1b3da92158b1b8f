import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#db/ids.ts'
import { expect } from './fixtures.ts'

/** Writes the smallest course there is, with an id of its own, among the courses of the server. */
export async function writeCourse(): Promise<{ id: string; lesson: string }> {
  const id = `c${newId().slice(-10)}`
  const folder = path.join(process.env.COURSES_DIR ?? '', id)
  const lesson = path.join(folder, '01-first', '01-begin.mdx')
  await mkdir(path.dirname(lesson), { recursive: true })
  const course = `id: ${id}
title: Course ${id}
summary: A course for one test.
language: en
level: introductory
audience: Testers.
articles: [25]
objectives:
  - id: ${id}-obj
    text: Begin
retired: []
`
  await writeFile(path.join(folder, 'course.yaml'), course)
  await writeFile(
    path.join(folder, '01-first', 'module.yaml'),
    `id: ${id}-first\ntitle: First module\nsummary: The only one.\n`,
  )
  await writeFile(
    lesson,
    `---
id: ${id}-begin
title: How to begin
summary: The first lesson.
minutes: 2
articles: [25]
objectives: [${id}-obj]
---

Ask at once that the data be kept. <Article n="25" /> is the basis.

<Check id="${id}-check" articles="25" objective="${id}-obj">

How long may an order run?

- [x] Up to 90 days

  Right. It can be renewed.

- [ ] For one year

  No. The maximum is 90 days.

</Check>
`,
  )
  return { id, lesson }
}

/** Replaces words of a file, which must be there. */
export async function edit(file: string, from: string, to: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  expect(before).toContain(from)
  await writeFile(file, before.replace(from, to))
}
