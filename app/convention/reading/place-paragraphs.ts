import type { OfficialParagraph, Remark } from '../official-text.ts'
import { LabelTracker } from './label-tracker.ts'
import { readLabel } from './labels.ts'
import type { Block } from './source-line.ts'

/** Gives each paragraph and item of an article its number and depth, and tells of labels that are not next in order. */
export function placeParagraphs(blocks: readonly Block[]): { paragraphs: OfficialParagraph[]; remarks: Remark[] } {
  const tracker = new LabelTracker()
  const paragraphs: OfficialParagraph[] = []
  const remarks: Remark[] = []
  const labels = blocks.map(({ text }) => readLabel(text))
  blocks.forEach(({ text, at }, index) => {
    const label = labels[index] ?? null
    const reading = label && tracker.accept(label, labels.slice(index + 1).find((later) => later !== null) ?? null)
    if (label && reading) {
      paragraphs.push({ paragraph: tracker.paragraph, label: label.label, depth: reading.depth, text: label.rest })
      return
    }
    if (label) remarks.push({ at, message: `"${label.label}" is not the next in order, and was kept as words.` })
    paragraphs.push({ paragraph: tracker.paragraph, label: '', depth: 0, text })
  })
  return { paragraphs, remarks }
}
