import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml'
import type { z } from 'zod'
import { didYouMean } from './nearest-name.ts'
import { errorAt, type LocalProblem, type Place } from '../problem.ts'

export type Path = readonly (string | number)[]

export type Fields<Value> = {
  /** Null when there was an error. */
  value: Value | null
  problems: LocalProblem[]
  /** Where the value at a path stands, or the nearest thing around it. */
  placeOf: (path: Path) => Place
}

/** Names that JavaScript objects treat as their own. */
const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads YAML with a schema and reports everything wrong with it, at its place.
 * `firstLine` is the line of the file that the YAML begins on; `itemNames` are the fields of the items of its lists.
 */
export function readFields<Value>(
  source: string,
  schema: z.ZodType<Value>,
  known: readonly string[],
  firstLine = 1,
  itemNames: readonly string[] = ['id', 'text'],
): Fields<Value> {
  const lines = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) }
  }
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    logLevel: 'silent',
  })
  const placeOf = (path: Path) => placeIn(document, path, place)
  const problems = [
    ...document.errors.map((error) => errorAt(place(error.pos[0]), 'yaml', inPlainWords(error), YAML_HINT)),
    ...forbiddenYaml(document, place),
  ]
  if (problems.length > 0) return { value: null, problems, placeOf }
  const result = schema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {})
  if (result.success) return { value: result.data, problems, placeOf }
  for (const issue of result.error.issues) problems.push(...fieldProblems(issue, document, { known, itemNames }, place))
  return { value: null, problems, placeOf }
}

const YAML_HINT = 'Each line is `name: value`. Put a value in quotes when it contains ": " or begins with a sign.'

const FIELD_HINT = 'courses/README.md shows what each field may hold.'

/** The commonest slips, for authors who do not know the words of YAML. */
const SLIPS: Partial<Record<YAMLParseError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'There is a second name here: a colon and a space in the value, or a line set too far in.',
  MULTILINE_IMPLICIT_KEY: 'This line has no name, or no space after its colon.',
  DUPLICATE_KEY: 'This name stands here twice.',
  TAB_AS_INDENT: 'The line begins with a tab. Use spaces.',
  BAD_SCALAR_START: 'This value begins with a sign that has a meaning of its own.',
}

const sentence = (message: string) => (/[.!?]$/.test(message) ? message : `${message}.`)

const inPlainWords = ({ code, message }: YAMLParseError) => SLIPS[code] ?? sentence(message)

function forbiddenYaml(document: Document, place: (offset: number) => Place): LocalProblem[] {
  const problems: LocalProblem[] = []
  visit(document, (_, node) => {
    if (isPair(node) && isScalar(node.key) && DANGEROUS.has(String(node.key.value))) {
      const name = String(node.key.value)
      problems.push(
        errorAt(place(node.key.range?.[0] ?? 0), 'unknown-field', `"${name}" is not a field.`, 'Remove this line.'),
      )
    }
    if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor)) {
      problems.push(
        errorAt(
          place(node.range?.[0] ?? 0),
          'yaml-alias',
          'Anchors (&) and aliases (*) are not used here.',
          'Write the value out, or put it in quotes if it is meant to begin with that sign.',
        ),
      )
    }
  })
  return problems
}

function fieldProblems(
  issue: z.core.$ZodIssue,
  document: Document,
  { known, itemNames }: { known: readonly string[]; itemNames: readonly string[] },
  place: (offset: number) => Place,
): LocalProblem[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const at = placeIn(document, path, place)
  if (issue.code === 'unrecognized_keys') {
    const parent = path.length === 0 ? document.contents : document.getIn(path, true)
    const names = path.length === 0 ? known : itemNames
    return issue.keys.map((key) => {
      const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
      const where = isScalar(pair?.key) && pair.key.range ? place(pair.key.range[0]) : at
      const hint = didYouMean(key, names) ?? `The fields are ${names.join(', ')}.`
      return errorAt(where, 'unknown-field', `"${key}" is not a field.`, hint)
    })
  }
  const name = nameOf(path)
  if (path.length === 0) return [notAsExpected(issue, at)]
  if (!document.hasIn(path)) {
    return [errorAt(at, 'missing-field', `\`${name}\` is missing.`, `Add a line \`${String(path.at(-1))}: …\`.`)]
  }
  return [errorAt(at, 'field', sentence(`\`${name}\` ${issue.message}`), FIELD_HINT)]
}

function notAsExpected(issue: z.core.$ZodIssue, at: Place): LocalProblem {
  const isList = issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.expected === 'array')
  if (!isList) return errorAt(at, 'yaml', 'This must be a list of `name: value` lines.', YAML_HINT)
  return errorAt(at, 'yaml', 'This must be a list with at least one item.', 'Begin each item with `- id: …`.')
}

function nameOf(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `item ${part + 1}` : part)).join(', ')
}

function placeIn(document: Document, path: Path, place: (offset: number) => Place): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return place(node.range[0])
  }
  return place(0)
}
