import { strToU8, type Zippable, zipSync } from 'fflate'
import { escaped } from '../../takeaway/markup.ts'
import type { ExchangeItem } from '../exchange-item.ts'
import {
  documentOf,
  ITEM_SCHEMA,
  ITEM_SPACE,
  ITEM_TYPE,
  PACKAGE_SCHEMA,
  PACKAGE_SPACE,
  qtiIdentifier,
  TEST_TYPE,
} from './qti-names.ts'
import { writeItem } from './write-item.ts'

/** Questions that are asked together, under one heading. */
export type QtiSection = { id: string; title: string; items: readonly ExchangeItem[] }

type Test = {
  id: string
  title: string
  language: string
  sections: readonly QtiSection[]
  /** What is not carried, in words, for people who open the package. */
  readMe: string
}

/** The same test gives the same bytes: no file of it says when it was made. */
const NO_TIME = new Date(Date.UTC(1980, 0, 2))

/** Questions as a QTI 3.0 content package: a manifest, a test with a section for each quiz, and an item for each question. */
export function writePackage({ id, title, language, sections, readMe }: Test): Uint8Array {
  const named = sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, identifier: qtiIdentifier(item.question.id) })),
  }))
  const items = named.flatMap((section) => section.items)
  const files: Zippable = {
    'imsmanifest.xml': strToU8(
      manifest(
        qtiIdentifier(id),
        items.map(({ identifier }) => identifier),
      ),
    ),
    'assessment.xml': strToU8(assessment({ id, title, language, sections: named })),
    'README.txt': strToU8(readMe),
  }
  for (const { identifier, name, question } of items) {
    files[`items/${identifier}.xml`] = strToU8(writeItem({ identifier, name, question, language }))
  }
  return zipSync(files, { mtime: NO_TIME, level: 6 })
}

/** QTI 3.0, "Best Practices and Implementation Guide", content packaging. */
function manifest(test: string, items: readonly string[]): string {
  const resource = (identifier: string, type: string, href: string, inside: readonly string[] = []) =>
    `<resource identifier="${identifier}" type="${type}" href="${href}"><file href="${href}"/>${inside.join('')}</resource>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<manifest ${documentOf(PACKAGE_SPACE, PACKAGE_SCHEMA)} identifier="manifest-${test}">`,
    '<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>',
    '<organizations/>',
    '<resources>',
    resource(
      `test-${test}`,
      TEST_TYPE,
      'assessment.xml',
      items.map((item) => `<dependency identifierref="${item}"/>`),
    ),
    ...items.map((item) => resource(item, ITEM_TYPE, `items/${item}.xml`)),
    '</resources>',
    '</manifest>',
    '',
  ].join('\n')
}

function assessment({
  id,
  title,
  language,
  sections,
}: Omit<Test, 'sections' | 'readMe'> & {
  sections: readonly { id: string; title: string; items: readonly { identifier: string }[] }[]
}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<qti-assessment-test ${documentOf(ITEM_SPACE, ITEM_SCHEMA)} identifier="test-${qtiIdentifier(id)}" title="${escaped(title)}" xml:lang="${escaped(language)}">`,
    outcome,
    '<qti-test-part identifier="part-1" navigation-mode="nonlinear" submission-mode="simultaneous">',
    ...sections.flatMap((section) => [
      `<qti-assessment-section identifier="section-${qtiIdentifier(section.id)}" title="${escaped(section.title)}" visible="true">`,
      ...section.items.map(
        ({ identifier }) => `<qti-assessment-item-ref identifier="ref-${identifier}" href="items/${identifier}.xml"/>`,
      ),
      '</qti-assessment-section>',
    ]),
    '</qti-test-part>',
    '<qti-outcome-processing><qti-set-outcome-value identifier="SCORE"><qti-sum><qti-test-variables variable-identifier="SCORE"/></qti-sum></qti-set-outcome-value></qti-outcome-processing>',
    '</qti-assessment-test>',
    '',
  ].join('\n')
}

const outcome =
  '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>'
