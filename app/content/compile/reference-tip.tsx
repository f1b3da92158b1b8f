import type { ReactNode } from 'react'

/**
 * Words in a sentence with a short explanation that shows while they are pointed at, focused or tapped, without a
 * script. With `href` the words are a link; without it they are a button, so that a tap shows the explanation where the
 * reader is. The explanation is text alone, is read out with the words, and is left out in print: give it elsewhere too.
 * `id` names the explanation and must be unique in the page.
 */
export function ReferenceTip({
  id,
  label,
  tip,
  href,
  className,
}: {
  id: string
  label: ReactNode
  tip: string
  href?: string
  className?: string
}) {
  return (
    <span className="reference">
      {href ? (
        <a className={className} href={href} aria-describedby={id}>
          {label}
        </a>
      ) : (
        <button type="button" className={className} aria-describedby={id}>
          {label}
        </button>
      )}
      <span className="reference__tip" role="tooltip" id={id}>
        {tip}
      </span>
    </span>
  )
}
