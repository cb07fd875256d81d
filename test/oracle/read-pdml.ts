/** One field as tshark's PDML (`-T pdml`) tells it: where it stands in the frame and what it shows. */
export interface PdmlField {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly show: string
}

/** The fields of every packet of a PDML document, in document order. */
export function readPdml(pdml: string): PdmlField[][] {
  return pdml
    .split('<packet>')
    .slice(1)
    .map((packet) =>
      [...packet.matchAll(/<field ([^>]*)>/g)].flatMap(([, attributes = '']) => {
        const name = attribute(attributes, 'name')
        const start = Number(attribute(attributes, 'pos'))
        return name === ''
          ? []
          : [{ name, start, end: start + Number(attribute(attributes, 'size')), show: attribute(attributes, 'show') }]
      }),
    )
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}
