import type { Journey } from '../core/journey/journey'
import type { LessonContent } from '../core/lesson/lesson'
import { readLessonPackets } from '../core/lesson/read-packets'
import {
  worksheetOf,
  type WorksheetChapter,
  type WorksheetQuestion,
  type WorksheetTable,
} from '../core/lesson/worksheet'
import { sceneWords } from '../renderer/scene/scene-words'
import { drawMapSvg } from './draw-map-svg'
import { escapeHtml } from './escape-html'
import { worksheetStyle } from './worksheet-style'
import { worksheetWords, type WorksheetWords } from './worksheet-words'

/** What a worksheet is made with. */
export interface WorksheetOptions {
  readonly language: 'en' | 'ja'
  /** The answers, and what the lesson says, on pages of their own at the end. */
  readonly hasSolutions: boolean
}

/** A lesson's worksheet as one HTML page to print on A4: nothing in it runs and nothing is fetched. */
export function writeWorksheet(content: LessonContent, { language, hasSolutions }: WorksheetOptions): string {
  const words = worksheetWords[language]
  const sheet = worksheetOf(content, readLessonPackets(content), language)
  const title = escapeHtml(sheet.title)
  const body = [
    `<header><h1>${title}</h1><p class="blanks">${words.name} <span></span> ${words.date} <span></span></p></header>`,
    paragraph(sheet.description),
    // What is said tells the answers: here is room to write it down, and it stands with them.
    section(words.story, sheet.chapters.map((chapter) => `${chapterHeading(chapter)}<p class="line"></p>`).join('')),
    `<section class="map"><h2>${words.map}</h2>${drawMapSvg(content.topology, sheet.seen, language, words.map)}</section>`,
    section(words.interfaces, table(sheet.interfaces, words)),
    section(words.routes, table(sheet.routes, words)),
    section(words.natRules, table(sheet.natRules, words)),
    section(words.questions, list(sheet.questions.map((question) => ask(question, words, language)))),
    hasSolutions
      ? `<section class="solutions"><h2>${words.solutions}</h2>${list(sheet.questions.map((question) => answer(question, words)))}</section>`
      : '',
    hasSolutions
      ? section(
          words.story,
          sheet.chapters.map((chapter) => chapterHeading(chapter) + chapter.captions.map(paragraph).join('')).join(''),
        )
      : '',
  ]
  return [
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>\n<style>${worksheetStyle}</style>\n</head>\n<body>\n<main>`,
    ...body.filter((part) => part !== ''),
    '</main>\n</body>\n</html>\n',
  ].join('\n')
}

function chapterHeading({ title, at }: WorksheetChapter): string {
  return title === '' ? '' : `<h3>${escapeHtml(title)} <small>${clockText(at)}</small></h3>`
}

function section(heading: string, inner: string): string {
  return inner === '' ? '' : `<section><h2>${heading}</h2>${inner}</section>`
}

function paragraph(text: string): string {
  return text === '' ? '' : `<p>${text.split('\n').map(escapeHtml).join('<br>')}</p>`
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>`
}

function table({ columns, rows }: WorksheetTable, words: WorksheetWords): string {
  if (rows.length === 0) return ''
  const head = columns.map((column) => `<th scope="col">${words.columns[column]}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('\n')
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`
}

function ask(question: WorksheetQuestion, words: WorksheetWords, language: 'en' | 'ja'): string {
  const facts = [
    question.packet === null ? '' : `${words.packet}: ${nameOf(question.packet, language)}`,
    question.place === '' ? '' : `${words.at}: ${question.place}`,
  ].filter((fact) => fact !== '')
  const about = facts.length === 0 ? '' : `<p class="about">${facts.map(escapeHtml).join('　')}</p>`
  return `${paragraph(question.prompt)}${about}${room(question, words)}`
}

function room({ room: kind, choices }: WorksheetQuestion, words: WorksheetWords): string {
  if (kind === 'line') return '<p class="line"></p>'
  const instruction = kind === 'tick' ? words.tick : words.number
  const boxes = choices.map((choice) => `<li><span class="${kind}"></span>${escapeHtml(choice)}</li>`).join('')
  return `<p class="about">${instruction}</p><ul>${boxes}</ul>`
}

function answer({ solution, explanation }: WorksheetQuestion, words: WorksheetWords): string {
  return `<p><strong>${solution === null ? words.unanswered : escapeHtml(solution)}</strong></p>${paragraph(explanation)}`
}

/** A packet as a student finds it in the list: what it is and its ends where it was first seen. */
function nameOf({ kind, sequence, sightings }: Journey, language: 'en' | 'ja'): string {
  const packet = sightings[0]?.packet
  const ends = packet === undefined || packet.source === '' ? '' : ` ${packet.source} → ${packet.destination}`
  return `${sceneWords[language].kind[kind]}${ends}${sequence === null ? '' : ` seq ${sequence}`}`
}

function clockText(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
