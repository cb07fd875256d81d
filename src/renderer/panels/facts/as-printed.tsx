import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Listing } from '../../../contract/messages'
import { formatCommand } from '../../../core/explain/confirming-commands'
import { hasListing, listingCommand, type ListingKind } from '../../../core/topology/listing-command'
import type { Topology } from '../../../core/topology/topology'
import { Button } from '../../parts/button'
import { CopyButton } from '../../parts/copy-button'
import { CopyCommand } from '../../parts/copy-command'
import { namespaceName } from '../../state/name-of'
import type { PacketMarks } from '../../state/packet-marks'
import { printedLines } from '../../state/printed-lines'
import { useActions, useScreen } from '../../state/screen-context'

interface AsPrintedProps {
  readonly kind: ListingKind
  readonly topology: Topology
  readonly marks: PacketMarks | null
}

/** The very text of the machine's own tool, for one namespace; read again when the network changes, and on demand. */
export function AsPrinted({ kind, topology, marks }: AsPrintedProps) {
  const { t } = useTranslation()
  const isLive = useScreen((state) => state.source.kind === 'live' && state.connection === 'connected')
  const places = topology.namespaces.filter(({ id }) => hasListing(topology, id, kind))
  const [chosen, setChosen] = useState<string | null>(null)
  const namespace = places.find(({ id }) => id === chosen) ?? places[0]
  const command = namespace === undefined ? null : listingCommand(topology, namespace.id, kind)
  if (namespace === undefined || command === null) return <p className="soft">{t('facts.noListing')}</p>
  const shown = formatCommand({ machine: namespace.machine, args: command })
  return (
    <div className="printed">
      <div className="printed-head">
        {places.length > 1 && (
          <select
            value={namespace.id}
            aria-label={t('facts.namespace')}
            onChange={(event) => setChosen(event.target.value)}
          >
            {places.map(({ id }) => (
              <option key={id} value={id}>
                {namespaceName(topology, id)}
              </option>
            ))}
          </select>
        )}
        <CopyCommand command={shown} />
      </div>
      {isLive ? (
        <Printed key={namespace.id} {...{ kind, topology, marks }} namespace={namespace.id} />
      ) : (
        <p className="soft">{t('facts.onlyLive')}</p>
      )}
    </div>
  )
}

function Printed({ kind, topology, marks, namespace }: AsPrintedProps & { readonly namespace: string }) {
  const { t, i18n } = useTranslation()
  const actions = useActions()
  const [listing, setListing] = useState<(Listing & { readonly readAt: Date }) | null>(null)
  const [before, setBefore] = useState<string | null>(null)
  const last = useRef<string | null>(null)
  const [asked, setAsked] = useState(0)
  const { natRules, filterRules, networks, namespaces, interfaces } = topology
  // Counters run without the network being another.
  const shape = [interfaces, networks, namespaces, natRules.length, filterRules?.length ?? 0] as const
  useEffect(() => {
    let isCurrent = true
    void actions.readListing(namespace, kind).then((read) => {
      if (!isCurrent || read === null) return
      setBefore(last.current)
      last.current = read.text
      setListing({ ...read, readAt: new Date() })
    })
    return () => {
      isCurrent = false
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [actions, namespace, kind, asked, ...shape])
  if (listing === null) return <p className="soft">{t('facts.reading')}</p>
  const lines = printedLines(listing.text, before, { kind, namespace, topology, marks })
  return (
    <>
      <p className="printed-foot soft">
        {t('facts.readAt', { time: listing.readAt.toLocaleTimeString(i18n.language) })}
        <Button onClick={() => setAsked(asked + 1)}>{t('facts.readAgain')}</Button>
        <CopyButton text={listing.text} label={t('facts.copyText')} />
      </p>
      {listing.text.trim() === '' ? (
        <p className="soft">{t('facts.nothingPrinted')}</p>
      ) : (
        <pre className="mono" tabIndex={0}>
          {lines.map((line, index) => (
            <span key={index} className={`${line.isMarked ? 'is-marked' : ''} ${line.isNew ? 'is-new' : ''}`}>
              {line.isNew && <span className="visually-hidden">{t('facts.isNew')} </span>}
              {`${line.text}\n`}
            </span>
          ))}
        </pre>
      )}
      {listing.isCut && <p className="tone-warn">{t('facts.isCut')}</p>}
    </>
  )
}
