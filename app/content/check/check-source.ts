import { checkDocument, checkPartial } from './check-document.ts'
import { courseFields, moduleFields } from '../files/frontmatter.ts'
import { readGlossary } from '../glossary/read-glossary.ts'
import { readFields } from '../files/read-fields.ts'
import { type CheckedSource, type IdUse, noFacts, type SourceKind } from './source-facts.ts'

/** Everything that can be told of one file by itself. Pure; may take long on a hostile file, so it runs in the worker. */
export function checkSource({
  kind,
  source,
  language,
}: {
  kind: SourceKind
  source: string
  /** Language of the course. */
  language: string
}): CheckedSource {
  if (kind === 'course') return checkCourseFile(source)
  if (kind === 'module') {
    const { value, problems, placeOf } = readFields(source, moduleFields, Object.keys(moduleFields.shape))
    const ids: IdUse[] = value ? [{ id: value.id, what: 'module', place: placeOf(['id']) }] : []
    return { kind, fields: value, problems, facts: { ...noFacts, ids, places: { id: placeOf(['id']) } } }
  }
  if (kind === 'glossary') return readGlossary(source)
  if (kind === 'partial') return checkPartial({ source, language })
  return checkDocument({ kind, source, language })
}

function checkCourseFile(source: string): CheckedSource {
  const { value, problems, placeOf } = readFields(source, courseFields, Object.keys(courseFields.shape))
  const ids: IdUse[] = value
    ? [
        { id: value.id, what: 'course', place: placeOf(['id']) },
        ...value.objectives.map(({ id }, index): IdUse => ({
          id,
          what: 'objective',
          place: placeOf(['objectives', index, 'id']),
        })),
        ...value.retired.map((id, index): IdUse => ({ id, what: 'retired', place: placeOf(['retired', index]) })),
      ]
    : []
  const articles = (value?.articles ?? []).map((article, index) => ({ article, place: placeOf(['articles', index]) }))
  return {
    kind: 'course',
    fields: value,
    problems,
    facts: { ...noFacts, ids, articles, places: { id: placeOf(['id']) } },
  }
}
