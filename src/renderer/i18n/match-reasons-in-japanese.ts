/** Why a match is not certain: the sentences of core's describe-match.ts in Japanese. */
const sentences: Readonly<Record<string, string>> = {
  'Other packets have the same identification, sequence number and payload; order of arrival decided between them.':
    'IP ID、シーケンス番号、ペイロードが同じパケットがほかにもあり、到着順で区別しました。',
  'A translator between two machines changed the IP identification.':
    '2 台のマシンの間にある変換装置が IP ID を書き換えました。',
  'The packet has no IP identification and no payload that tells it from others.':
    'このパケットには IP ID も、ほかと見分けられるペイロードもありません。',
  'The packet has no payload that tells it from others, and its ICMP id changed on the way.':
    'このパケットにはほかと見分けられるペイロードがなく、途中で ICMP ID も変わりました。',
}

/** The sentence in Japanese; the English one when nobody translated it. */
export function matchReasonInJapanese(reason: string): string {
  return Object.hasOwn(sentences, reason) ? (sentences[reason] ?? reason) : reason
}
