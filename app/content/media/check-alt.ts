import { errorAt, type LocalProblem, type Place, warningAt } from '../problem.ts'

const PICTURE =
  '(?:image|img|picture|photo|photograph|pic|figure|fig|graphic|illustration|diagram|screenshot|chart|drawing|icon|logo)'
const ONLY_PICTURE = new RegExp(`^(?:an? |the |this )?${PICTURE}[ .]*\\d*[.:]*$`, 'iu')
const PICTURE_OF = new RegExp(
  `^(?:an? |the |this )?(?:image|picture|photo|photograph|graphic) (?:of|shows|showing)\\b`,
  'iu',
)

const HINT = 'Say what a reader who cannot see it must know.'

/** Whether an alternative text says what there is to see, as far as a program can tell (WCAG 2.2, 1.1.1; F30, H37). */
export function checkAlt(alt: string, src: string, place: Place): LocalProblem[] {
  const name = src.split('/').at(-1) ?? ''
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/\.[a-z0-9]{2,5}$/, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  if (plain(alt) === plain(name) || /\.(jpe?g|png|webp|avif|gif|svg)$/i.test(alt.trim())) {
    return [errorAt(place, 'alt-text', 'The alternative text is the name of the file.', HINT)]
  }
  if (ONLY_PICTURE.test(alt.trim())) {
    return [errorAt(place, 'alt-text', `The alternative text "${alt}" says nothing of the picture.`, HINT)]
  }
  if (PICTURE_OF.test(alt.trim())) {
    const message = 'The alternative text begins by saying that this is a picture, which readers are told already.'
    return [warningAt(place, 'alt-text', message, 'Begin with what it shows.')]
  }
  return []
}
