// A camera's day of round-the-clock video: what there is, what is missing, held or deleted; and playing it.
import { get } from "./api.js";
import { local } from "./ask.js";
import { byId, h, icon } from "./dom.js";
import { holdSpan } from "./holds.js";
import { empty } from "./list.js";
import { createRoll } from "./roll.js";
import { bytes, clockText, plural, time, utc } from "./words.js";

const HOUR = 3_600_000;
const FRESH = 55_000;
const JOINED = 1500;

/** @param cameras those there are */
export function createRecordings(cameras) {
  const panel = byId("panel-recordings");
  const roll = createRoll((at) => moveHeads(at));
  // The player stays where it is: a video that is moved in the page stops.
  const above = h("div", {});
  const below = h("div", {});
  panel.replaceChildren(above, roll.element, below);
  let asked = "";
  let day = midnight(new Date());
  let data = null;
  let hour = null;
  let loadedAt = 0;
  let turn = 0;

  const camera = () => asked || cameras()[0]?.camera;
  const end = () => dayAfter(day, 1);
  const isToday = () => +day === +midnight(new Date());
  const place = (at) => Math.min(100, Math.max(0, ((new Date(at) - day) / (end() - day)) * 100));

  async function load(next = asked) {
    asked = next;
    if (!camera()) return render();
    const mine = ++turn;
    const found = await get("/api/recordings", { camera: camera(), from: day.toISOString(), to: end().toISOString() });
    if (mine !== turn) return; // Another day was asked for meanwhile.
    data = found;
    loadedAt = Date.now();
    if (!data.hours.some((one) => one.start === hour)) hour = data.hours.at(-1)?.start ?? null;
    render();
  }

  async function go(to) {
    day = to;
    hour = null;
    roll.close();
    await load().catch(failed);
  }

  const failed = (error) => fill([head()], empty("The recordings cannot be read", error.message,
    h("button", { class: "button", type: "button", onclick: () => load().catch(failed) }, "Try again")));

  function render() {
    if (!camera()) return fill([], empty("No camera has been configured", ""));
    const any = data && (data.pieces.length || data.gaps.length);
    if (any) fill([head(), strip()], detail());
    else {
      fill([head()], empty("Nothing was recorded on this day",
        "Cameras with recording: always, or on-activity, keep video besides clips. It goes by whole hours when its time is up."));
    }
    moveHeads(roll.at);
  }

  function fill(top, bottom) {
    above.replaceChildren(...top);
    below.replaceChildren(bottom);
  }

  function head() {
    const pick = h("input", { type: "date", "aria-label": "Day", value: local(day).slice(0, 10), max: local(new Date()).slice(0, 10) });
    pick.addEventListener("change", () => pick.value && go(new Date(`${pick.value}T00:00`)));
    const name = cameras().find((one) => one.camera === camera())?.name ?? camera();
    return h("div", { class: "panel-head" },
      h("h2", { class: "camera-day" }, name),
      h("div", { class: "day-pick" },
        h("button", { class: "button quiet-button", type: "button", "aria-label": "The day before", onclick: () => go(dayAfter(day, -1)) }, "‹"),
        pick,
        h("button", { class: "button quiet-button", type: "button", "aria-label": "The day after", disabled: isToday(), onclick: () => go(dayAfter(day, 1)) }, "›"),
        !isToday() && h("button", { class: "button quiet-button", type: "button", onclick: () => go(midnight(new Date())) }, "Today")));
  }

  // ---- the day

  function strip() {
    const bar = h("div", { class: "day-strip", role: "group", "aria-label": "Hours of the day" },
      joined(data.pieces).map((one) => span(one, `video${one.deleted ? " deleted" : ""}`)),
      data.gaps.map((gap) => span(gap, "gap")),
      data.hours.filter((one) => one.holds.length).map((one) => span({ start: one.start, end: after(one) }, "kept")),
      data.hours.map(hourButton),
      h("i", { class: "roll-head", hidden: true, data: { from: +day, to: +end() } }));
    return h("div", { class: "day-block" }, bar, axis(),
      h("p", { class: "legend soft", "aria-hidden": "true" },
        h("span", {}, h("i", { class: "video" }), "recorded"), h("span", {}, h("i", { class: "gap" }), "gap"),
        h("span", {}, h("i", { class: "kept" }), "held"), h("span", {}, h("i", { class: "video deleted" }), "deleted")),
      !data.complete && h("p", { class: "trouble" }, "Not all could be read: something of this day may be missing here."));
  }

  const span = (stretch, kind) => mark(stretch, kind, +day, +end());

  function hourButton(one) {
    const button = h("button", {
      class: "hour", type: "button", "aria-pressed": String(one.start === hour), "aria-label": hourWords(one), title: hourWords(one),
      onclick: () => { hour = one.start; render(); panel.querySelector(".hour[aria-pressed=true]")?.focus(); },
    });
    button.style.left = `${place(one.start)}%`;
    button.style.width = `${place(after(one)) - place(one.start)}%`;
    return button;
  }

  const hourWords = (one) => [
    `${clockText(new Date(one.start))}: ${plural(one.pieces, "piece")}, ${bytes(one.bytes)}`,
    one.holds.length ? `held by ${one.holds.join(", ")}` : "",
    one.deleted?.words ?? "",
  ].filter(Boolean).join("; ");

  function axis() {
    const ticks = [];
    for (let at = 0; at < 24; at += 3) {
      const when = new Date(day);
      when.setHours(at);
      const tick = h("span", {}, clockText(when));
      tick.style.left = `${place(when)}%`;
      ticks.push(tick);
    }
    return h("div", { class: "day-axis soft", "aria-hidden": "true" }, ticks);
  }

  // ---- one hour of it

  function detail() {
    const one = data.hours.find((each) => each.start === hour);
    if (!one) return h("p", { class: "soft" }, "No hour of this day has video.", data.gaps.map(gapWords));
    const inside = (each) => new Date(each.start) < new Date(after(one)) && new Date(each.end) > new Date(one.start);
    const pieces = data.pieces.filter(inside);
    return h("div", { class: "hour-detail" },
      h("div", { class: "panel-head" },
        h("h3", {}, `${clockText(new Date(one.start))} – ${clockText(new Date(after(one)))}`,
          h("span", { class: "soft" }, ` ${plural(one.pieces, "piece")}, ${bytes(one.bytes)}`)),
        one.holds.length
          ? h("span", { class: "tag state-held" }, icon("hold"), `Held by ${one.holds.join(", ")}`)
          : !one.deleted && h("button", { class: "button quiet-button", type: "button",
            onclick: () => holdSpan(cameras(), { camera: data.camera, from: new Date(one.start), to: new Date(after(one)) }) }, icon("hold"), "Hold this hour")),
      one.deleted && h("p", { class: "soft" }, `${one.deleted.words} `, h("span", { title: utc(one.deleted.at) }, one.deleted.at.slice(0, 10), " ", time(one.deleted.at))),
      hourStrip(one, pieces, data.gaps.filter(inside)),
      h("div", { class: "pieces", role: "group", "aria-label": "Pieces of this hour" }, pieces.map(pieceButton)),
      data.gaps.filter(inside).map(gapWords));
  }

  /** Plays from where it is clicked; the buttons below are for the keyboard. */
  function hourStrip(one, pieces, gaps) {
    const from = +new Date(one.start);
    const bar = h("div", { class: "hour-strip", "aria-hidden": "true", title: "Click to play from there" },
      joined(pieces).map((each) => mark(each, `video${each.deleted ? " deleted" : ""}`, from, from + HOUR)),
      gaps.map((gap) => mark(gap, "gap", from, from + HOUR)),
      h("i", { class: "roll-head", hidden: true, data: { from, to: from + HOUR } }));
    bar.addEventListener("click", (event) => {
      const edge = bar.getBoundingClientRect();
      const at = from + ((event.clientX - edge.left) / edge.width) * HOUR;
      const piece = pieces.find((each) => !each.deleted && each.playable && +new Date(each.start) <= at && +new Date(each.end) > at);
      if (piece) play(piece, (at - new Date(piece.start)) / 1000);
    });
    return bar;
  }

  function pieceButton(piece) {
    const words = piece.deleted ? piece.deleted.words : piece.playable ? "Play" : `Browsers cannot play ${piece.video_codec} in ${piece.container}; download it`;
    return h("button", {
      class: "piece", type: "button", disabled: Boolean(piece.deleted), data: { piece: piece.piece_id, deleted: piece.deleted ? "yes" : null },
      title: `${words}, ${utc(piece.start)}, ${bytes(piece.bytes)}`, "aria-pressed": String(roll.piece?.piece_id === piece.piece_id),
      onclick: () => play(piece, 0),
    }, time(piece.start));
  }

  const gapWords = (gap) => h("p", { class: "gap-words" }, h("i", { class: "gap", "aria-hidden": "true" }), time(gap.start), " – ", time(gap.end), `: ${gap.words}`);

  function play(piece, offset) {
    roll.play(piece, offset, data.pieces.filter((one) => !one.deleted && one.playable));
  }

  function moveHeads(at) {
    panel.querySelectorAll(".roll-head").forEach((head) => {
      const share = at === null ? -1 : (at - head.dataset.from) / (head.dataset.to - head.dataset.from);
      head.hidden = share < 0 || share > 1;
      head.style.left = `${share * 100}%`;
    });
    panel.querySelectorAll(".piece").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.piece === roll.piece?.piece_id)));
  }

  return {
    open: (next) => load(next).catch(failed),
    /** While today is shown it grows. */
    refresh: () => { if (isToday() && Date.now() - loadedAt > FRESH && !panel.contains(document.activeElement)) load().catch(failed); },
    /** A hold or its release shows on the hours. */
    again: () => load().catch(failed),
  };
}

/** A stretch of time on a bar from one time to another, in milliseconds. */
function mark({ start, end }, kind, from, to) {
  const place = (at) => Math.min(100, Math.max(0, ((new Date(at) - from) / (to - from)) * 100));
  const element = h("i", { class: kind, "aria-hidden": "true" });
  element.style.left = `${place(start)}%`;
  element.style.width = `${Math.max(0.1, place(end) - place(start))}%`;
  return element;
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

const dayAfter = (day, by) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + by);

const after = (one) => new Date(+new Date(one.start) + HOUR).toISOString();

/** Pieces that follow on each other are one stretch. */
function joined(pieces) {
  const stretches = [];
  for (const piece of pieces) {
    const last = stretches.at(-1);
    const deleted = Boolean(piece.deleted);
    if (last && last.deleted === deleted && new Date(piece.start) - new Date(last.end) < JOINED) last.end = piece.end;
    else stretches.push({ start: piece.start, end: piece.end, deleted });
  }
  return stretches;
}
