import { SCHEMA_FOLDER } from './editor-schemas.ts'

/** New files by path, relative to the folder of the courses. */
export type Layout = ReadonlyMap<string, string>

export type NewCourse = { slug: string; title: string; language: string; article: number }

/** A course of one module that passes the check: to be filled by its author. */
export function layOutCourse({ slug, title, language, article }: NewCourse): Layout {
  const objective = `${slug}-objective`
  const course = `# yaml-language-server: $schema=../${SCHEMA_FOLDER}/course.json
id: ${slug}
title: ${quoted(title)}
summary: Say in one or two sentences what the course is about.
language: ${language}
level: introductory
audience: Say who it is for.
articles: [${article}]
objectives:
  - id: ${objective}
    text: Say what the reader can do afterwards.
retired: []
`
  const module = layOutModule({
    course: slug,
    folder: '01-first-steps',
    id: `${slug}-first-steps`,
    lesson: 'first-lesson',
    title: 'First steps',
    objective,
    article,
  })
  return new Map([[`${slug}/course.yaml`, course], ...module])
}

export type NewModule = {
  /** Folder of the course. */
  course: string
  /** Folder of the module: `02-asking-abroad`. */
  folder: string
  id: string
  /** Address of its lesson, which no other lesson of the course has. */
  lesson: string
  title: string
  /** An objective of the course, and an article that it teaches. */
  objective: string
  article: number
}

/** A module of one lesson that passes the check. */
export function layOutModule({ course, folder, id, lesson: slug, title, objective, article }: NewModule): Layout {
  const module = `# yaml-language-server: $schema=../../${SCHEMA_FOLDER}/module.json
id: ${id}
title: ${quoted(title)}
summary: Say in one sentence what the module is about.
`
  const lesson = `---
id: ${id}-lesson
title: ${quoted(`${title}: a lesson`)}
summary: Say in one sentence what the lesson is about.
minutes: 2
articles: ["${article}"]
objectives: [${objective}]
---

## A heading

Write the text here. It rests on <Article n="${article}" />.

<Check id="${id}-check" articles="${article}" objective="${objective}">

Ask here.

- [x] The right option.

  Say why it is right.

- [ ] A mistake.

  Say why it is wrong.

</Check>
`
  const at = `${course}/${folder}`
  return new Map([
    [`${at}/module.yaml`, module],
    [`${at}/01-${slug}.mdx`, lesson],
  ])
}

/** YAML's double-quoted style is JSON's. */
const quoted = (text: string) => JSON.stringify(text)

/** "first-steps" as a title: "First steps". */
export function titleFrom(slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
