import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { Region } from '../question.ts'

export type MarkedRegion = {
  region: Region
  /** Id of the field that stands for this place: touching the place is touching the field. */
  field?: string
  state?: 'right' | 'wrong'
}

type Props = { pictureHtml: string; regions: readonly MarkedRegion[]; authored: AuthoredAttributes }

/**
 * A picture with numbered places laid over it. The list of options beside it says all of it in words, so that the
 * drawing itself says nothing to a screen reader.
 */
export function HotspotPicture({ pictureHtml, regions, authored }: Props) {
  return (
    <div className="hotspot" {...authored}>
      <AuthoredHtml html={pictureHtml} />
      <svg aria-hidden="true" focusable="false">
        {regions.map(({ region: [left, top, right, bottom], state, field }, place) => {
          const box = { x: `${left}%`, y: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%` }
          return (
            <g key={place} className="hotspot__place" data-place={place} data-state={state}>
              <rect {...box} />
              <svg x={box.x} y={box.y} overflow="visible">
                <circle r="11" />
                <text y="5" textAnchor="middle">
                  {place + 1}
                </text>
              </svg>
              {field !== undefined && (
                <foreignObject {...box}>
                  <label htmlFor={field}>
                    <span className="visually-hidden">{place + 1}</span>
                  </label>
                </foreignObject>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

/** The number by which a place in the picture is found, before the words for it. */
export function PlaceNumber({ place }: { place: number }) {
  return <span className="hotspot__number">{place + 1}</span>
}
