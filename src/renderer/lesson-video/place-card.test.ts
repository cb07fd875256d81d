import { expect, it } from 'vitest'
import { contains, overlaps } from '../scene/geometry'
import { placeCard } from './place-card'

const room = { x: 0, y: 50, width: 1000, height: 500 }
const size = { width: 200, height: 100 }

it('places a card inside its room, near the first point but not over it', () => {
  const point = { x: 500, y: 300 }
  const card = placeCard(size, room, [], [point])
  expect(contains(room, card)).toBe(true)
  expect(contains(room, { x: card.x + card.width, y: card.y + card.height })).toBe(true)
  expect(contains(card, point)).toBe(false)
  expect(Math.hypot(card.x + 100 - 500, card.y + 50 - 300)).toBeLessThan(260)
})

it('covers no text when there is a place without', () => {
  const texts = [
    { x: 0, y: 50, width: 1000, height: 300 },
    { x: 0, y: 350, width: 700, height: 200 },
  ]
  const card = placeCard(size, room, texts, [{ x: 100, y: 100 }])
  expect(texts.some((text) => overlaps(text, card))).toBe(false)
})

it('finds a place even where there is none', () => {
  expect(placeCard({ width: 2000, height: 900 }, room, [], [])).toMatchObject({ x: 14, y: 64 })
})
