import { useId } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

type ProgressBarProps = { value: number; max: number; label: string }

/** `value` of `max` steps, both whole numbers. With a `max` of 0 the bar is empty. */
export function ProgressBar({ value, max, label }: ProgressBarProps) {
  const t = useT()
  const id = useId()
  const text = t('ui.progress.ofTotal', { value, max })
  return (
    <div className="progress">
      <label htmlFor={id}>{label}</label>
      <span className="progress__text">{text}</span>
      <progress id={id} value={max > 0 ? value : 0} max={max > 0 ? max : 1} aria-valuetext={text}>
        {text}
      </progress>
    </div>
  )
}

export type ShareTone = 'neutral' | 'info' | 'success' | 'warning'
export type SharePart = { label: string; count: number; tone: ShareTone }

/**
 * How a whole divides. The list below the bar carries the numbers in the order of the bar.
 * Each tone has a pattern of its own, so that colour is never the only sign.
 */
export function ShareBar({ label, parts }: { label: string; parts: SharePart[] }) {
  const t = useT()
  const patternId = useId().replaceAll(':', '')
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const tones = [...new Set(parts.map((part) => part.tone))]
  return (
    <figure className="share-bar">
      <figcaption className="share-bar__label">
        {label} <span className="share-bar__total">{t('ui.shareBar.total', { total })}</span>
      </figcaption>
      <svg className="share-bar__bar" width="100%" height="20" aria-hidden="true" focusable="false">
        <defs>
          {tones.map((tone) => (
            <SharePattern key={tone} id={`${patternId}-${tone}`} tone={tone} />
          ))}
        </defs>
        <rect className="share-bar__track" width="100%" height="100%" />
        {shareSpans(parts).map((span) => (
          <rect
            key={span.index}
            className="share-bar__part"
            x={`${span.start}%`}
            width={`${span.size}%`}
            height="100%"
            fill={`url(#${patternId}-${parts[span.index]?.tone})`}
          />
        ))}
      </svg>
      <ul className="share-bar__legend">
        {parts.map((part, index) => (
          <li key={index}>
            <svg className="share-bar__key" width="16" height="16" aria-hidden="true" focusable="false">
              <rect width="16" height="16" fill={`url(#${patternId}-${part.tone})`} />
            </svg>
            {t('ui.shareBar.part', { label: part.label, count: part.count })}
          </li>
        ))}
      </ul>
    </figure>
  )
}

type ShareSpan = { index: number; start: number; size: number }

/** Where each part that is not empty begins and how long it is, in per cent of the whole. No parts for a total of 0. */
export function shareSpans(parts: readonly { count: number }[]): ShareSpan[] {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  if (total <= 0) return []
  let before = 0
  return parts.flatMap((part, index) => {
    if (part.count <= 0) return []
    const span = { index, start: percent(before, total), size: percent(part.count, total) }
    before += part.count
    return [span]
  })
}

function percent(count: number, total: number): number {
  return Math.round((count / total) * 1e5) / 1e3
}

function SharePattern({ id, tone }: { id: string; tone: ShareTone }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect className={`share-fill share-fill--${tone}`} width="8" height="8" />
      {tone === 'info' && <path className="share-mark" d="M-2 2l4-4M0 8l8-8M6 10l4-4" />}
      {tone === 'warning' && <circle className="share-mark share-mark--dot" cx="4" cy="4" r="1.75" />}
      {tone === 'neutral' && <path className="share-mark share-mark--faint" d="M0 4h8" />}
    </pattern>
  )
}
