// How times, spans and scores are said. No state, no elements but <time>.
import { h } from "./dom.js";

const language = navigator.language;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const shortClock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const longDay = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" });

export const SUBJECTS = { person: "Person", pet: "Pet", vehicle: "Vehicle", sound: "Sound", other: "Something" };

/** Local time, with UTC where the pointer rests. */
export const time = (iso, format = clock) =>
  h("time", { datetime: iso, title: utc(iso) }, format.format(new Date(iso)));

export const shortTime = (iso) => time(iso, shortClock);

export const utc = (iso) => iso.replace("T", " ").replace(/(\.\d{3})\d*Z$/, "$1Z").replace("Z", " UTC");

export const clockText = (date) => shortClock.format(date);

/** "Today", "Yesterday", "Sunday, 22 November 2026". */
export function day(iso, now = new Date()) {
  const date = new Date(iso);
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  return days === 0 ? "Today" : days === 1 ? "Yesterday" : longDay.format(date);
}

export const dayText = (iso) => shortDay.format(new Date(iso));

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** "0.4 s", "17 s", "2 min 5 s", "3 h 10 min". */
export function span(millis) {
  if (millis < 1000) return `${(Math.max(0, millis) / 1000).toFixed(1)} s`;
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ""}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h${minutes % 60 ? ` ${minutes % 60} min` : ""}` : `${Math.round(hours / 24)} days`;
}

export const between = (start, end) => span(new Date(end) - new Date(start));

/** "just now", "4 min ago", "in 29 days". */
export function relative(iso, now = Date.now()) {
  const millis = new Date(iso) - now;
  const size = Math.abs(millis);
  if (size < 10_000) return "just now";
  const text = size >= 60_000 ? span(Math.round(size / 60_000) * 60_000) : span(size);
  return millis < 0 ? `${text} ago` : `in ${text}`;
}

/** A score in words, with the number beside it. */
export function sureness(score) {
  const percent = `${Math.round(score * 100)} %`;
  if (score >= 0.9) return `almost certain, ${percent}`;
  if (score >= 0.75) return `quite sure, ${percent}`;
  if (score >= 0.5) return `likely, ${percent}`;
  return `unsure, ${percent}`;
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function bytes(count) {
  if (count < 0) return "";
  if (count < 1e6) return `${Math.max(1, Math.round(count / 1e3))} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(count < 1e11 ? 1 : 0)} GB`;
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString(language)} ${count === 1 ? one : many}`;
