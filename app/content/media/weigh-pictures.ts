import type { MediaFile } from '../compile/compile-context.ts'
import { errorAt, type LocalProblem, type Place, warningAt } from '../problem.ts'
import { sizeInWords } from './media-kinds.ts'

/** What a phone of 360 CSS pixels with two pixels to each asks for. */
const PHONE = 720

const HEAVY = 150_000
const TOO_HEAVY = 400_000

/** Bytes that travel to a phone for a picture: of the format that browsers choose, the narrowest that is wide enough. */
export function weightOf({ variants }: MediaFile): number {
  const chosen = variants.filter(({ type }) => type === variants[0]?.type)
  return (chosen.find(({ width }) => width >= PHONE) ?? chosen.at(-1))?.bytes ?? 0
}

export function weighPicture(picture: MediaFile, target: string, place: Place): LocalProblem[] {
  const weight = weightOf(picture)
  if (weight <= HEAVY) return []
  const size = sizeInWords(weight)
  const hint = 'Cut away what nobody needs, or take a calmer picture: flat areas weigh little.'
  return weight > TOO_HEAVY
    ? [
        errorAt(
          place,
          'heavy-picture',
          `"${target}" costs each reader ${size}; at most ${sizeInWords(TOO_HEAVY)} are allowed.`,
          hint,
        ),
      ]
    : [warningAt(place, 'heavy-picture', `"${target}" costs each reader ${size}.`, hint)]
}
