import type { Journey } from '../../core/journey/journey'
import { cameraAt } from '../../core/lesson/at-moment'
import type { HeaderField, Question, Spotlight } from '../../core/lesson/lesson'
import type { TokenPosition } from '../../core/playback/positions-at'
import type { Topology } from '../../core/topology/topology'
import type { Point, Rect } from '../scene/geometry'
import type { MapLayout } from '../scene/map-layout'
import { sceneWords } from '../scene/scene-words'
import { spotlightArea } from '../scene/spotlight-area'
import { toScreen, viewOfCamera, type View } from '../scene/view'
import { cardSize, type CardOptions } from './draw-header-card'
import { layQuestion, type QuestionCard } from './draw-question'
import { createLayouts } from './film-layouts'
import type { FilmLook } from './film-look'
import { filmWords } from './film-words'
import type { LessonScene, SceneMoment } from './lesson-scene'
import { placeCard } from './place-card'

/** Where everything is at a moment. */
export interface Arrangement {
  readonly topology: Topology
  readonly layout: MapLayout
  /** The map in stage pixels, and in pixels of the map's own band. */
  readonly view: View
  readonly inBand: View
  /** A packet's header and the card that tells it, with the fields that are lit. */
  readonly header: {
    readonly rect: Rect
    readonly position: TokenPosition
    readonly fields: ReadonlySet<HeaderField>
  } | null
  readonly question: QuestionCard | null
  /** What labels must not go under, in pixels of the map's band. */
  readonly reserved: readonly Rect[]
}

/** No label goes over what is lit, unless that is more than so much of the map. */
const smallArea = 0.12

/** Arranges the moments of a film; cards stay where they are as long as they are shown. */
export function createArranger(
  scene: LessonScene,
  look: FilmLook,
  cards: CardOptions,
): (moment: SceneMoment) => Arrangement {
  const { language } = look
  const { map, captions } = look.stage
  const { lesson } = scene.content
  const layouts = createLayouts(scene, map, sceneWords[language])
  const headers = new WeakMap<Spotlight, Rect | null>()
  const questions = new WeakMap<Question, QuestionCard>()

  const viewOf = (layout: MapLayout, time: number) => viewOfCamera(cameraAt(lesson, time), layout, map)

  const headerOf = (spotlight: Spotlight): Rect | null => {
    const known = headers.get(spotlight)
    if (known !== undefined) return known
    const times = [0.02, 0.25, 0.5, 0.75, 0.98].map((share) => spotlight.from + (spotlight.to - spotlight.from) * share)
    const moments = times.map((time) => scene.at(scene.clock.videoTime(time)))
    const positions = moments.flatMap((moment) => litPosition(moment) ?? [])
    let place: Rect | null = null
    if (positions.length > 0) {
      const layout = layouts.at(moments[0]!)
      const view = onStage(viewOf(layout, times[0]!), map)
      const sizes = positions.map((position) => cardSize(position, cards))
      const size = {
        width: Math.max(...sizes.map(({ width }) => width)),
        height: Math.max(...sizes.map(({ height }) => height)),
      }
      const points = positions.flatMap((position) => pointsOf(position, layout, view))
      place = placeCard(size, map, textRects(layout, view), points)
    }
    headers.set(spotlight, place)
    return place
  }

  const questionOf = (moment: SceneMoment, layout: MapLayout, view: View, topology: Topology): QuestionCard | null => {
    const { asked } = moment
    if (asked === null) return null
    const known = questions.get(asked.question)
    if (known !== undefined) return known
    const position = litPosition(moment)
    const card = layQuestion(asked.question, scene.journeyOf(asked.question.packet), {
      ...look,
      filmWords: filmWords[language],
      topology,
      room: captions === null ? map : { ...map, height: map.height + captions.height },
      rects: textRects(layout, view),
      points: position === null ? [] : pointsOf(position, layout, view),
    })
    questions.set(asked.question, card)
    return card
  }

  return (moment) => {
    const layout = layouts.at(moment)
    const inBand = viewOf(layout, moment.time)
    const view = onStage(inBand, map)
    const topology = scene.topologies[moment.topology]!
    const question = questionOf(moment, layout, view, topology)
    const lit = moment.spotlights.filter(({ target }) => target.kind === 'field')
    const position = litPosition(moment)
    const rect = lit[0] === undefined || question !== null ? null : headerOf(lit[0])
    const header =
      rect === null || position === null ? null : { rect, position, fields: new Set(lit.flatMap(fieldsOf)) }
    const covered = [header?.rect, question?.rect]
      .filter((each) => each !== undefined)
      .map((each) => ({ ...each, x: each.x - map.x, y: each.y - map.y }))
    const areas = moment.spotlights.flatMap(({ target }) => spotlightArea(layout, topology, target).rects)
    const small = areas.map((area) => onScreen(area, inBand)).filter((area) => sizeOf(area) < smallArea * sizeOf(map))
    const reserved = [...covered, ...small]
    return { topology, layout, view, inBand, header, question, reserved }
  }
}

function fieldsOf({ target }: Spotlight): readonly HeaderField[] {
  return target.kind === 'field' ? [target.field] : []
}

/** The followed packet where it stands; while it is not on stage whatever was last to move. */
function litPosition({ followed, positions }: SceneMoment): TokenPosition | null {
  const isFollowed = ({ id }: Journey) => id === followed?.id
  return positions.find(({ journey }) => isFollowed(journey)) ?? positions.at(-1) ?? null
}

function onStage(view: View, map: Rect): View {
  return { ...view, x: view.x + map.x, y: view.y + map.y }
}

function textRects(layout: MapLayout, view: View): readonly Rect[] {
  return [...layout.labels, ...layout.gates, ...layout.ports].map(({ rect }) => onScreen(rect, view))
}

function onScreen(rect: Rect, view: View): Rect {
  return { ...toScreen(view, rect), width: rect.width * view.zoom, height: rect.height * view.zoom }
}

function sizeOf({ width, height }: Rect): number {
  return width * height
}

/** Where a packet comes from and goes to. */
function pointsOf({ from, to }: TokenPosition, layout: MapLayout, view: View): readonly Point[] {
  return layout.ports
    .filter(({ id }) => id === from.interface || id === to.interface)
    .map(({ centre }) => toScreen(view, centre))
}
