import type { Label, LabelReading } from './labels.ts'

/** Follows the labels of one article, to tell a label from a sentence that begins with a number or a letter. */
export class LabelTracker {
  #paragraph = 0
  #item = 0
  #subitem = 0
  /** Form of the paragraph numbers and items of this article, once known. */
  #paragraphForm: LabelReading['form'] | null = null
  #itemForm: LabelReading['form'] | null = null

  get paragraph(): number {
    return this.#paragraph
  }

  /** Whether a label would be the next in one of the rows. */
  expects(label: Label): boolean {
    return this.#choose(label.readings, null) !== null
  }

  /** The reading of a label that is next in its row, deepest row first; null when none is. `next` is the label after. */
  accept(label: Label, next: Label | null = null): LabelReading | null {
    const reading = this.#choose(label.readings, next)
    if (!reading) return null
    const { depth, ordinal, form } = reading
    if (depth === 0) {
      this.#paragraph = ordinal
      this.#paragraphForm ??= form
      this.#item = this.#subitem = 0
    } else if (depth === 1) {
      this.#item = ordinal
      this.#itemForm ??= form
      this.#subitem = 0
    } else this.#subitem = ordinal
    return reading
  }

  #choose(readings: readonly LabelReading[], next: Label | null): LabelReading | null {
    const usual = readings.filter((reading) => this.#isUsual(reading))
    const item = usual.find(({ depth, ordinal }) => depth === 1 && ordinal === this.#item + 1)
    const subitem = usual.find(({ depth, ordinal }) => depth === 2 && ordinal === this.#subitem + 1)
    if (item && subitem) {
      // "(i)" after "(h)": the letter, unless "(ii)" follows; and so for "(v)" and "(x)".
      const goesOn = next?.readings.some(({ depth, ordinal }) => depth === 2 && ordinal === subitem.ordinal + 1)
      return goesOn || this.#subitem > 0 ? subitem : item
    }
    return (
      subitem ??
      item ??
      usual.find(({ depth, ordinal }) => depth === 0 && ordinal === this.#paragraph + 1) ??
      // A row may begin anew where words without a label stand between two lists.
      usual.find(({ depth, ordinal, form }) => ordinal === 1 && depth > 0 && form !== 'roman') ??
      usual.find(({ depth, ordinal }) => ordinal === 1 && depth === 2) ??
      null
    )
  }

  /** Chinese texts number paragraphs 一、 and then items (一) and 1. */
  #isUsual({ depth, form }: LabelReading): boolean {
    if (depth === 0) return this.#paragraphForm === null || this.#paragraphForm === form
    if (depth === 1) return this.#itemForm === null || this.#itemForm === form
    if (form === 'roman') return true
    if (form === 'number') return this.#paragraphForm === 'han'
    return this.#itemForm !== null && this.#itemForm !== form
  }
}
