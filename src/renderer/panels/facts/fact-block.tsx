import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import { CopyButton } from '../../parts/copy-button'
import { Toggle } from '../../parts/toggle'
import type { FactRow, FactSection, FactSectionId } from '../../state/list-facts'
import type { PacketMarks } from '../../state/packet-marks'
import { AsPrinted } from './as-printed'
import { FactTable } from './fact-table'

interface FactBlockProps {
  readonly section: FactSection
  /** Those that fit the search. */
  readonly rows: readonly FactRow[]
  readonly topology: Topology
  readonly marks: PacketMarks | null
}

/** The commands that tell the same by hand. */
const sources: Readonly<Record<FactSectionId, string>> = {
  addresses: 'ip address · Get-NetIPAddress',
  veths: 'dockerveth · ip -d link show type veth',
  routes: 'ip route · Get-NetRoute',
  neighbours: 'ip neigh',
  nat: 'iptables-save -c -t nat',
  filter: 'iptables-save -c',
  conntrack: 'conntrack -L',
  containers: 'docker inspect',
  networks: 'docker network inspect',
}

/** One listing: as a table that is linked to the map, or as the machine's own tool prints it. */
export function FactBlock({ section, rows, topology, marks }: FactBlockProps) {
  const { t } = useTranslation()
  const [isPrinted, setIsPrinted] = useState(false)
  const { id, listing, columns } = section
  const copied = [
    columns.map((column) => t(`facts.${column}`)),
    ...rows.map(({ cells }) => cells.map(({ text }) => text)),
  ]
  return (
    <div className="fact-block" id={`facts-${id}`}>
      <div className="fact-head">
        <h2>
          {t(`facts.${id}`)} <code className="soft">{sources[id]}</code>
        </h2>
        {listing !== null && (
          <Toggle isOn={isPrinted} onChange={setIsPrinted}>
            {t('facts.printed')}
          </Toggle>
        )}
        {!isPrinted && rows.length > 0 && (
          <CopyButton text={copied.map((cells) => cells.join('\t')).join('\n')} label={t('facts.copyTable')} />
        )}
      </div>
      {isPrinted && listing !== null ? (
        <AsPrinted kind={listing} topology={topology} marks={marks} />
      ) : (
        <FactTable columns={columns} rows={rows} />
      )}
    </div>
  )
}
