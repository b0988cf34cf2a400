// What people say of an alert, or of silence: buttons, what was said, and taking it back.
import { post } from "./api.js";
import { h, icon } from "./dom.js";

const SAID = { confirmed: "Right", "false-alarm": "False alarm", known: "Belongs here", missed: "Somebody was missed" };

/** A row for an alert. `changed` gets what holds after something was said or taken back. */
export function alertFeedback(changed) {
  return row((alert) => ({ alert_id: alert.alert_id }), choices, changed);
}

/** A row for an activity that nobody was told about. */
export function quietFeedback(changed) {
  const missed = [{ text: "Missed somebody here", icon: "person", word: { kind: "missed", label: "person" } }];
  return row((decision) => ({ activity_id: decision.activity_id }), () => missed, changed);
}

function choices(alert) {
  return [
    { text: "Right", icon: "check", word: { kind: "confirmed" } },
    { text: alert.subject === "person" ? "Not an intruder" : "False alarm", icon: "close", word: { kind: "false-alarm" } },
    ...known(alert),
  ];
}

const ours = (text, label, symbol) => ({ text, icon: symbol, word: { kind: "known", label } });

/** A detector takes a dog for a person now and then: so for a person there is a choice. */
function known(alert) {
  switch (alert.subject) {
    case "person":
      return [{ text: "It belongs here", icon: "home", more: [
        ours("Somebody we know", "person", "person"), ours("Our dog", "dog", "pet"), ours("Our cat", "cat", "pet")] }];
    case "pet": return [ours(`Our ${alert.label || "pet"}`, alert.label, "pet")];
    case "vehicle": return [ours(`Our ${alert.label || "car"}`, alert.label, "vehicle")];
    case "sound": return [];
    default: return [ours("It belongs here", alert.label, "home")];
  }
}

function row(about, offer, changed) {
  let item = null;
  let shown = null;
  const element = h("div", { class: "say", role: "group", "aria-label": "What was it really?" });
  const trouble = h("p", { class: "say-trouble", role: "alert" });

  const send = async (word, after) => {
    [...element.querySelectorAll("button")].forEach((button) => { button.disabled = true; });
    try {
      const said = await post("/api/feedback", word);
      trouble.textContent = "";
      item = { ...item, feedback: after(item.feedback, said) };
      changed(item);
    } catch (error) {
      trouble.textContent = `Not noted: ${error.message}`;
    }
    draw();
  };
  const say = (word) => send({ ...word, ...about(item) }, (all, said) => [...all.filter((one) => one.feedback_id !== said.feedback_id), said]);
  const takeBack = (said) => send({ kind: "revoked", revokes: said.feedback_id }, (all) => all.filter((one) => one !== said));

  const button = (choice) =>
    h("button", { class: "say-button", type: "button", onclick: () => (choice.more ? open(choice.more) : say(choice.word)) },
      icon(choice.icon), choice.text);
  const open = (more) => {
    element.replaceChildren(...more.map(button),
      h("button", { class: "say-button back", type: "button", onclick: draw }, "Back"));
    element.querySelector("button").focus();
  };
  function draw() {
    const words = item.feedback.length ? item.feedback.map((said) => told(said, takeBack)) : offer(item).map(button);
    element.replaceChildren(...words, trouble);
  }
  return {
    element,
    update(next) {
      item = next;
      const text = JSON.stringify([next.feedback, next.subject, next.label]);
      if (text === shown) return;
      shown = text;
      draw();
    },
  };
}

function told(said, takeBack) {
  const label = said.kind === "known" && said.label ? `: ${said.label}` : "";
  const by = [said.who, said.source === "link" ? "by a link" : said.source === "page" ? "" : said.source].filter(Boolean).join(", ");
  return h("span", { class: "said", data: { kind: said.kind } },
    icon(said.kind === "confirmed" ? "check" : said.kind === "known" ? "home" : said.kind === "missed" ? "person" : "close"),
    h("span", {}, SAID[said.kind] ?? said.kind, label, by && h("span", { class: "soft" }, ` (${by})`)),
    h("button", { class: "undo", type: "button", "aria-label": `Take back: ${SAID[said.kind] ?? said.kind}`, onclick: () => takeBack(said) }, "Undo"));
}

/** "people said: 3 right, 1 false alarm", or nothing. */
export function counts(feedback = {}) {
  const names = { confirmed: "right", "false-alarm": "false alarm", known: "belongs here", missed: "missed" };
  const parts = Object.entries(feedback).map(([kind, count]) => `${count} ${names[kind] ?? kind}`);
  return parts.length ? `people said: ${parts.join(", ")}` : "";
}
