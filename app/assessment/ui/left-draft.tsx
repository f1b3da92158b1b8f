import { LEGAL_BASIS } from '#app/content/request/request-kinds.ts'
import type { DraftFields } from '../mark-request.ts'

/** The texts of a draft whose task is gone: without the task nothing says which element each was for. */
export function LeftDraft({ fields }: { fields: DraftFields }) {
  const texts = Object.entries(fields).filter(([element, text]) => element !== LEGAL_BASIS && text.trim() !== '')
  return (
    <div className="request__left">
      {texts.map(([element, text]) => (
        <p key={element} className="request__text" dir="auto" translate="no">
          {text}
        </p>
      ))}
    </div>
  )
}
