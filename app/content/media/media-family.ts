import { isFilePath } from '../dialect/attribute-values.ts'
import type { ComponentElement } from '../dialect/element.ts'
import { attributeOf } from '../dialect/element.ts'
import { type Family, optional, required } from '../dialect/family.ts'
import { placeOfAttribute } from '../dialect/node-place.ts'
import { errorAt, type LocalProblem, warningAt } from '../problem.ts'
import type { FileUse, SourceFacts } from '../check/source-facts.ts'
import { checkAlt } from './check-alt.ts'
import { endingOf, endingsOf, kindOfUse, typeOf } from './media-kinds.ts'

/** Which attribute of which component names which file. */
const fileAttributes: Readonly<Record<string, Readonly<Record<string, FileUse>>>> = {
  Figure: { src: 'image' },
  Video: { src: 'video', captions: 'captions', transcript: 'transcript', poster: 'poster' },
  Download: { src: 'download' },
}

/** Figure, Video, Download: files beside the text. */
export const mediaFamily: Family = {
  components: [
    [
      'Figure',
      {
        place: 'block',
        content: 'may',
        attributes: new Map([
          ['src', required('file')],
          ['alt', required('text')],
          ['caption', optional('text')],
          ['width', optional(['small', 'full'])],
        ]),
      },
    ],
    [
      'Video',
      {
        place: 'block',
        content: 'none',
        attributes: new Map([
          ['src', required('file')],
          ['captions', required('file')],
          ['transcript', required('file')],
          ['poster', optional('file')],
          ['title', optional('text')],
        ]),
      },
    ],
    [
      'Download',
      {
        place: 'block',
        content: 'none',
        attributes: new Map([
          ['src', required('file')],
          ['title', optional('text')],
        ]),
      },
    ],
  ],
  check: (element) => [...filesOf(element).flatMap(checkEnding), ...checkFigureAlt(element)],
  facts: (element) => ({ files: filesOf(element) }),
}

function filesOf(element: ComponentElement): SourceFacts['files'][number][] {
  return Object.entries(fileAttributes[element.name ?? ''] ?? {}).flatMap(([name, use]) => {
    const target = attributeOf(element, name)
    return target ? [{ target, use, place: placeOfAttribute(element, name) }] : []
  })
}

const purposes = {
  image: 'shown as a picture',
  video: 'shown as a film',
  captions: 'used as captions',
  transcript: 'used as a transcript',
  download: 'offered to take along',
}

function checkEnding({ target, use, place }: SourceFacts['files'][number]): LocalProblem[] {
  const kind = kindOfUse(use)
  // What is no path at all is told already.
  if (!kind || typeOf(kind, target) || !isFilePath(target)) return []
  const ending = endingOf(target)
  const message = `${ending ? `A file .${ending}` : 'A file without an ending'} cannot be ${purposes[kind]}.`
  return [errorAt(place, 'file-type', message, `It is one of ${endingsOf(kind).join(', ')}.`)]
}

/** Longer texts belong into the long description: a screen reader reads the alternative in one go. */
const LONGEST_ALT = 250

function checkFigureAlt(element: ComponentElement): LocalProblem[] {
  const alt = element.name === 'Figure' ? attributeOf(element, 'alt') : null
  if (!alt) return []
  const place = placeOfAttribute(element, 'alt')
  if (alt.length <= LONGEST_ALT) return checkAlt(alt, attributeOf(element, 'src') ?? '', place)
  return [
    warningAt(
      place,
      'alt-text',
      `This alternative text has ${alt.length} characters.`,
      'Say the essence in a sentence, and write the rest between <Figure …> and </Figure>.',
    ),
  ]
}
