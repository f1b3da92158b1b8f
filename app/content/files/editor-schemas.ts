import { z } from 'zod'
import { glossaryFields } from '../glossary/glossary.ts'
import { courseFields, lessonFields, moduleFields } from './frontmatter.ts'
import { quizFields } from './quiz-fields.ts'

const schemas = {
  course: ['course.yaml', courseFields],
  module: ['module.yaml', moduleFields],
  glossary: ['glossary.yaml', glossaryFields],
  lesson: ['The fields of a lesson', lessonFields],
  quiz: ['The fields of a quiz', quizFields],
} as const

/** Folder of the schemas, below the folder of the courses. */
export const SCHEMA_FOLDER = '.schemas'

/**
 * The fields of each kind of file as JSON Schema (draft 2020-12), by file name: editors complete and explain with it.
 * The check itself is stricter where a schema cannot say it.
 */
export function editorSchemas(): Map<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, [title, fields]]) => {
      const schema = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' })
      return [`${name}.json`, `${JSON.stringify({ title, ...schema }, null, 2)}\n`]
    }),
  )
}
