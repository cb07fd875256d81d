const hexLine = /^\s*0x[0-9a-f]{4}:/

/**
 * tcpdump's text, whole lines that end in `\n`, without the lines of its hex dumps but those under a header line that
 * `isUnfolded` says. `header` is the header line before the text, and the result names the last one for the text after it.
 */
export function foldHex(
  text: string,
  header: string,
  isUnfolded: (header: string) => boolean,
): { readonly text: string; readonly header: string } {
  let current = header
  let folded = ''
  for (const line of text.split(/(?<=\n)/)) {
    if (!hexLine.test(line)) current = line.trimEnd()
    else if (!isUnfolded(current)) continue
    folded += line
  }
  return { text: folded, header: current }
}
