import { formatKey } from '../commands/format-key'

const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')

/** The keys of one shortcut of contract/commands.ts, as they are engraved. */
export function KeyNames({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className="key-names">
      {formatKey(shortcut, isMac).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
