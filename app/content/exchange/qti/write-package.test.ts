import { strFromU8, unzipSync } from 'fflate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyQuestion } from '#db/seed/question-arbitraries.ts'
import { type ExchangedQuestion, exchangedKinds } from '../exchange-item.ts'
import { childrenOf, readXmlTree, textIn, type XmlElement } from '../moodle/xml-tree.ts'
import { writePackage } from './write-package.ts'

// There is no schema of QTI 3.0 in a registry: what is written is held to the rules of the specification one by one.

const everyKind = exchangedKinds.flatMap((kind) => fc.sample(anyQuestion([kind]), { numRuns: 5, seed: 54 }))
const questions: ExchangedQuestion[] = everyKind.map((question, index) => ({ ...question, id: `${index}-q` }))

function packageOf(some: readonly ExchangedQuestion[]) {
  const items = some.map((question) => ({ name: `Name & <${question.id}>`, category: [], question }))
  const bytes = writePackage({
    id: 'course-1',
    title: 'Keeping "evidence"',
    language: 'en',
    sections: [{ id: 'quiz-1', title: 'A & B', items }],
    readMe: 'Read me',
  })
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, strFromU8(file)]))
}

const files = packageOf(questions)

function rootOf(name: string): XmlElement {
  const tree = readXmlTree(files[name] ?? '')
  if (tree.status === 'refused') throw new Error(`${name}: ${JSON.stringify(tree)}\n${files[name]}`)
  return tree.root
}

function* allIn(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of childrenOf(element)) yield* allIn(child)
}
const named = (root: XmlElement, name: string) => [...allIn(root)].filter((element) => element.name === name)
const attribute = (element: XmlElement, name: string) => element.attributes.get(name) ?? ''
const itemNames = Object.keys(files).filter((name) => name.startsWith('items/'))

test('the manifest names every file of the package, and each is there', () => {
  const manifest = rootOf('imsmanifest.xml')
  const hrefs = named(manifest, 'file').map((file) => attribute(file, 'href'))
  expect(new Set(hrefs)).toEqual(new Set(['assessment.xml', ...itemNames]))
  expect(hrefs).toHaveLength(questions.length + 1)
  const resources = named(manifest, 'resource')
  const identifiers = resources.map((resource) => attribute(resource, 'identifier'))
  expect(new Set(identifiers).size).toBe(resources.length)
  expect(resources.map((resource) => attribute(resource, 'type'))).toEqual([
    'imsqti_test_xmlv3p0',
    ...questions.map(() => 'imsqti_item_xmlv3p0'),
  ])
  for (const needed of named(manifest, 'dependency')) expect(identifiers).toContain(attribute(needed, 'identifierref'))
})

test('the test asks every item once, in its section', () => {
  const assessment = rootOf('assessment.xml')
  const [section] = named(assessment, 'qti-assessment-section')
  expect(section && attribute(section, 'title')).toBe('A & B')
  expect(named(assessment, 'qti-assessment-item-ref').map((item) => attribute(item, 'href'))).toEqual(itemNames)
})

const ORDER = [
  'qti-response-declaration',
  'qti-outcome-declaration',
  'qti-item-body',
  'qti-response-processing',
  'qti-modal-feedback',
]

test.each(itemNames)('%s keeps the rules of an item', (name) => {
  const item = rootOf(name)
  expect(item.name).toBe('qti-assessment-item')
  expect(attribute(item, 'title')).toMatch(/^Name & <\d+-q>$/)
  const identifier = /^[A-Za-z_][\w.-]*$/
  expect(attribute(item, 'identifier')).toMatch(identifier)
  // Its parts stand in the order of the schema.
  const parts = childrenOf(item).map((child) => ORDER.indexOf(child.name))
  expect(parts).not.toContain(-1)
  expect(parts).toEqual([...parts].sort())

  // Every answer that is declared is asked for once, by an interaction; every outcome that is set or read is declared.
  const declared = named(item, 'qti-response-declaration').map((one) => attribute(one, 'identifier'))
  const asked = [...allIn(item)].flatMap((one) => one.attributes.get('response-identifier') ?? [])
  expect([...asked].sort()).toEqual([...declared].sort())
  const outcomes = named(item, 'qti-outcome-declaration').map((one) => attribute(one, 'identifier'))
  const set = named(item, 'qti-set-outcome-value').map((one) => attribute(one, 'identifier'))
  const shown = named(item, 'qti-modal-feedback').map((one) => attribute(one, 'outcome-identifier'))
  for (const one of [...set, ...shown]) expect(outcomes).toContain(one)
  expect(new Set(set)).toEqual(new Set(outcomes))
  for (const variable of [
    ...named(item, 'qti-variable'),
    ...named(item, 'qti-map-response'),
    ...named(item, 'qti-correct'),
  ])
    expect(declared).toContain(attribute(variable, 'identifier'))

  // What can be chosen has names, each once, and what is right is among them.
  const interactions = [...allIn(item)].filter((one) => one.attributes.has('response-identifier'))
  for (const interaction of interactions) {
    const choices = [...allIn(interaction)].flatMap((one) =>
      one === interaction ? [] : (one.attributes.get('identifier') ?? []),
    )
    expect(new Set(choices).size).toBe(choices.length)
    const own = named(item, 'qti-response-declaration').find(
      (one) => attribute(one, 'identifier') === attribute(interaction, 'response-identifier'),
    )
    if (!own || interaction.name === 'qti-text-entry-interaction') continue
    const keys = named(own, 'qti-map-entry').map((entry) => attribute(entry, 'map-key'))
    const right = named(own, 'qti-value').map(textIn)
    expect(right.length).toBeGreaterThan(0)
    for (const value of [...right, ...keys].flatMap((one) => one.split(' '))) expect(choices).toContain(value)
  }
})

test.each(['multiple', 'match', 'classify', 'cloze'] as const)(
  'what is right of %s is worth the whole mark',
  (kind) => {
    for (const [index, question] of questions.entries()) {
      if (question.kind !== kind) continue
      const item = rootOf(itemNames[index] ?? '')
      const positive = named(item, 'qti-map-entry')
        .map((entry) => Number(attribute(entry, 'mapped-value')))
        .filter((worth) => worth > 0)
      expect(positive.reduce((sum, worth) => sum + worth, 0)).toBeCloseTo(1, 6)
    }
  },
)

test('the same questions give the same bytes', () => {
  expect(packageOf(questions)).toEqual(files)
})
