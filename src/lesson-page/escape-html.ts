const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * A text from anywhere as HTML or SVG that shows it: markup in it means nothing, and characters that show nothing or turn the
 * direction of what follows are left out.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '').replace(/[&<>"']/g, (character) => entities[character]!)
}
