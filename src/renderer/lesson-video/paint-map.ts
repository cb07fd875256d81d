import type { Journey } from '../../core/journey/journey'
import { cameraAt } from '../../core/lesson/at-moment'
import type { HeaderField, Spotlight } from '../../core/lesson/lesson'
import type { VideoTime } from '../../core/lesson/video-clock'
import type { TokenPosition } from '../../core/playback/positions-at'
import { createI18n } from '../i18n/create-i18n'
import { measureText } from '../panels/map/measure-text'
import { lossReason } from '../parts/loss-reason'
import { drawScene, type DrawnToken } from '../scene/draw-scene'
import { spotlightArea } from '../scene/spotlight-area'
import type { Point, Rect } from '../scene/geometry'
import type { MapLayout } from '../scene/map-layout'
import { sceneWords } from '../scene/scene-words'
import type { Theme } from '../scene/theme'
import { spriteStamp } from '../scene/token-stamp'
import { toScreen, viewOfCamera, type View } from '../scene/view'
import { cardSize, drawHeaderCard, type CardOptions } from './draw-header-card'
import { answerOnMap, drawQuestion, layQuestion } from './draw-question'
import { drawDimness, drawRings, type FilmContext, type Light, type LightOptions } from './draw-spotlight'
import { filmWords } from './film-words'
import { createLayouts } from './film-layouts'
import { createStillPainter, makeCanvas, makePath } from './paint-still'
import type { LessonScene, SceneMoment } from './lesson-scene'
import { placeCard } from './place-card'
import type { FilmLook } from './film-look'

/** Spotlights come and go in this time, in milliseconds of the lesson. */
const fadeTime = 300

/** Paints the map of a moment with all that happens on it: packets, spotlights, the header that is lit, the question. */
export function createMapPainter(
  scene: LessonScene,
  options: FilmLook,
): (context: FilmContext, moment: SceneMoment, time: VideoTime) => void {
  const { stage, theme, language } = options
  const { lesson } = scene.content
  const { map, ratio } = stage
  const words = sceneWords[language]
  const { t } = createI18n(language)
  const stamp = spriteStamp(theme, ratio, makeCanvas)
  const layouts = createLayouts(scene, map, words)
  const paintStill = createStillPainter(options)
  const reasons = new WeakMap<Journey, string | null>()
  const reasonOf = (journey: Journey) => {
    let reason = reasons.get(journey)
    if (reason === undefined) {
      reasons.set(journey, (reason = lossReason(journey, scene.trace, scene.trace.points, t)))
    }
    return reason
  }
  const cards: CardOptions = { theme, measure: measureText, words, filmWords: filmWords[language], stamp }
  const places = new WeakMap<Spotlight, Rect | null>()

  /** The view in pixels of the map's band. */
  const viewOf = (layout: MapLayout, time: number) => viewOfCamera(cameraAt(lesson, time), layout, map)
  const drawTokens = (
    context: FilmContext,
    moment: SceneMoment,
    layout: MapLayout,
    view: View,
    reserved: readonly Rect[],
    told: Journey | null,
  ): DrawnToken[] =>
    drawScene(
      context,
      layout,
      moment.positions,
      { ...theme, scale: labelScale(theme, view) },
      {
        view,
        width: map.width,
        height: map.height,
        pixelRatio: ratio,
        over: { x: map.x, y: map.y },
        measure: measureText,
        words,
        stamp,
        highlighted: new Set(moment.followed === null ? [] : [moment.followed.id]),
        isStill: false,
        labelMemory: null,
        reserved,
        unlabelled: new Set(told === null ? [] : [told.id]),
        fanned: new Set(),
        isApart: false,
        copies: moment.copies,
        reasonOf,
      },
    )

  /** Where the header card of a spotlight stands as long as it shines; null when no packet is there. */
  const placeOf = (spotlight: Spotlight): Rect | null => {
    const known = places.get(spotlight)
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
    places.set(spotlight, place)
    return place
  }

  return (context, moment) => {
    const layout = layouts.at(moment)
    const inBand = viewOf(layout, moment.time)
    const view = onStage(inBand, map)
    const topology = scene.topologies[moment.topology]!
    const still = paintStill(layout, view, moment.followed, topology)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.globalAlpha = 1
    context.drawImage(still, 0, 0, stage.width, stage.height)
    const light: LightOptions = { stage, view, theme, makePath }
    const lights = moment.spotlights.flatMap((spotlight): Light[] => {
      const { target } = spotlight
      const strength = strengthAt(spotlight, moment.time)
      return [{ area: spotlightArea(layout, topology, target), strength }]
    })
    const { asked } = moment
    const questioned = asked === null ? null : scene.journeyOf(asked.question.packet)
    const answer = asked === null ? null : answerOnMap(asked, questioned)
    if (answer !== null) {
      lights.push({ area: spotlightArea(layout, topology, { kind: 'interface', id: answer }), strength: 1 })
    }
    drawDimness(context, lights, still, light)
    const lit = asked === null ? moment.spotlights.filter(({ target }) => target.kind === 'field') : []
    const card = lit[0] === undefined ? null : placeOf(lit[0])
    const position = litPosition(moment)
    const question = {
      theme,
      language,
      measure: measureText,
      filmWords: filmWords[language],
      topology,
      room: map,
      rects: textRects(layout, view),
      points: position === null ? [] : pointsOf(position, layout, view),
    }
    const asking = asked === null ? null : layQuestion(asked, questioned, question)
    const covered = [card, asking?.rect].filter((rect) => rect !== null && rect !== undefined)
    const reserved = covered.map((rect) => ({ ...rect, x: rect.x - map.x, y: rect.y - map.y }))
    const told = card === null ? null : (position?.journey ?? null)
    const drawn = drawTokens(context, moment, layout, inBand, reserved, told)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawRings(context, lights, light)
    if (card !== null && position !== null) {
      const fields = new Set(
        lit.flatMap(({ target }): HeaderField[] => (target.kind === 'field' ? [target.field] : [])),
      )
      const token = drawn.find(({ members }) => members.includes(position.journey.id))
      const at = token === undefined ? null : { x: token.x + map.x, y: token.y + map.y }
      drawHeaderCard(context, position, fields, card, at, cards)
    }
    if (asked !== null && asking !== null) drawQuestion(context, asked, asking, question)
  }
}

/** Labels of packets are as large as the map's own texts, in steps so that few sizes have to be measured. */
function labelScale({ scale }: Theme, { zoom }: View): number {
  return Math.max(scale, Math.round(Math.min(1.6, Math.max(1.1, zoom)) * 20) / 20)
}

/** The followed packet where it stands; while it is not on stage whatever was last to move. */
function litPosition({ followed, positions }: SceneMoment): TokenPosition | null {
  return positions.find(({ journey }) => journey.id === followed?.id) ?? positions.at(-1) ?? null
}

function onStage(view: View, map: Rect): View {
  return { ...view, x: view.x + map.x, y: view.y + map.y }
}

function strengthAt({ from, to }: Spotlight, time: number): number {
  return Math.max(0, Math.min(1, (time - from) / fadeTime, (to - time) / fadeTime))
}

function textRects(layout: MapLayout, view: View): readonly Rect[] {
  return [...layout.labels, ...layout.gates, ...layout.ports].map(({ rect }) => ({
    ...toScreen(view, rect),
    width: rect.width * view.zoom,
    height: rect.height * view.zoom,
  }))
}

/** Where a packet comes from and goes to. */
function pointsOf({ from, to }: TokenPosition, layout: MapLayout, view: View): readonly Point[] {
  return layout.ports
    .filter(({ id }) => id === from.interface || id === to.interface)
    .map(({ centre }) => toScreen(view, centre))
}
