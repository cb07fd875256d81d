/** The text of wsl.exe's own messages: UTF-16LE unless WSL_UTF8=1 is understood (WSL 0.64 and later), else UTF-8. */
export function decodeWslText(bytes: Buffer): string {
  const hasMark = bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe
  if (hasMark) return bytes.toString('utf16le', 2)
  // Any UTF-16 message holds line ends, blanks or Latin letters: bytes that are 0 in the upper half.
  let zeros = 0
  for (let index = 1; index < bytes.length; index += 2) if (bytes[index] === 0) zeros += 1
  const isUtf16 = zeros > 0 && zeros * 8 >= bytes.length / 2
  return isUtf16 ? bytes.toString('utf16le') : bytes.toString('utf8')
}
