import { describe, expect, it } from 'vitest'
import { sampleFrames } from '../fixtures/sample-frames'
import { sightSamples } from '../fixtures/sample-sightings'
import { describeLayers } from '../../src/core/decode/describe-layers'
import {
  fieldLabelInJapanese,
  fieldValueInJapanese,
  layerTitleInJapanese,
} from '../../src/renderer/i18n/fields-in-japanese'

const sources = Object.values(
  import.meta.glob<string>('../../src/core/decode/describe-*.ts', { query: '?raw', import: 'default', eager: true }),
).join('\n')
const layers = sightSamples(sampleFrames).flatMap(({ packet }) => describeLayers(packet))
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/u

describe('header fields in Japanese', () => {
  it('cover every label that the sources name', () => {
    const labels = [
      ...sources.matchAll(/\.(?:text|number|mac|ipv4|ipv6|bytes)\(\s*(?:'[^']+'|name),\s*(?:'([^']+)'|"([^"]+)")/g),
    ].map((match) => match[1] ?? match[2]!)
    expect(labels.length).toBeGreaterThan(60)
    const untold = labels.filter((label) => !japanese.test(fieldLabelInJapanese(labelled(label))))
    expect([...new Set(untold)].filter((label) => label !== 'ID' && label !== 'MTU')).toEqual([])
  })

  it('cover the names of extension headers', () => {
    const untold = layers
      .flatMap((layer) => layer.fields)
      .filter((field) => !japanese.test(fieldLabelInJapanese(field)))
    expect([...new Set(untold.map(({ label }) => label))].filter((label) => label !== 'ID' && label !== 'MTU')).toEqual(
      [],
    )
  })

  it('cover every name of a type or code', () => {
    const names = [...sources.matchAll(/\b\d+: '([^']+)'/g)].map((match) => match[1]!)
    expect(names.length).toBeGreaterThan(50)
    expect(names.filter((name) => !japanese.test(fieldValueInJapanese(name)))).toEqual([])
  })

  it('leave numbers, addresses and protocols as they are', () => {
    expect(fieldValueInJapanese('ICMP (1)')).toBe('ICMP (1)')
    expect(fieldValueInJapanese('02:42:ac:11:00:02')).toBe('02:42:ac:11:00:02')
    expect(fieldValueInJapanese('0x1234 (correct)')).toBe('0x1234 (正しい)')
    expect(fieldValueInJapanese('20 bytes')).toBe('20 バイト')
    expect(fieldValueInJapanese('1472 bytes, 214 captured')).toBe('1472 バイト（取得は 214 バイト）')
    expect(fieldValueInJapanese('Echo (ping) request (8)')).toBe('エコー要求（ping） (8)')
  })

  it('keep a protocol’s name in its title', () => {
    expect(layerTitleInJapanese('Data (56 bytes)')).toBe('データ（56 バイト）')
    expect(layerTitleInJapanese('Address Resolution Protocol (request)')).toBe('Address Resolution Protocol（要求）')
    expect(layerTitleInJapanese('Internet Protocol Version 4, Src: 172.17.0.2, Dst: 8.8.8.8')).toBe(
      'Internet Protocol Version 4、送信元: 172.17.0.2、宛先: 8.8.8.8',
    )
  })
})

function labelled(label: string) {
  return { name: '', label, value: '', start: 0, end: 0 }
}
