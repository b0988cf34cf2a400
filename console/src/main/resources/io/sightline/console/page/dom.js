// Building elements. Text is always set as text: nothing from a record is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

export const byId = (id) => document.getElementById(id);

const ICONS = {
  play: "M7 5.500v13l11-6.500z",
  download: "M12 4v11m0 0-4.500-4.500M12 15l4.500-4.500M5 19.500h14",
  clock: "M12 7v5.300l3.300 2M20.500 12a8.500 8.500 0 1 1-17 0 8.500 8.500 0 0 1 17 0Z",
  sun: "M12 3v2m0 14v2M3 12h2m14 0h2M5.600 5.600 7 7m10 10 1.400 1.400M5.600 18.400 7 17M17 7l1.400-1.400M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z",
  auto: "M12 3.500a8.500 8.500 0 1 0 0 17Zm0 0a8.500 8.500 0 0 1 0 17",
  hold: "M7 11V8a5 5 0 0 1 10 0v3M5.500 11h13v9h-13z",
  close: "M6 6l12 12M18 6 6 18",
  check: "M4.500 12.500 9.500 17.500 19.500 6.500",
  home: "M4 11.500 12 4.500l8 7M6.500 10v9.500h11V10M10 19.500v-5h4v5",
  person: "M12 11.500a3.700 3.700 0 1 0 0-7.400 3.700 3.700 0 0 0 0 7.400ZM5 20c.600-4 3.300-6 7-6s6.400 2 7 6",
  pet: "M7 12.500a1.800 2.300 0 1 1 0-.1M17 12.500a1.800 2.300 0 1 1 0-.1M10 8a1.700 2.300 0 1 1 0-.1M14.500 8a1.700 2.300 0 1 1 0-.1M12 12.500c2 0 4.500 2.300 4.500 4.600 0 1.500-1.200 2.300-2.500 2.300-.800 0-1.300-.300-2-.300s-1.200.300-2 .300c-1.300 0-2.500-.800-2.500-2.300 0-2.300 2.500-4.600 4.500-4.600Z",
  vehicle: "M4 16.500v-4l2-5.500c.300-.700.800-1 1.500-1h9c.700 0 1.200.300 1.500 1l2 5.500v4M4 12.500h16M4 16.500h16v2h-3v-2m-10 0v2H4v-2M7.500 14.500h.100m8.800 0h.100",
  sound: "M5 10v4h3l4 3.500v-11L8 10H5Zm10.500-1c1 .800 1.500 1.800 1.500 3s-.500 2.200-1.500 3m2.300-8.500c1.800 1.400 2.700 3.200 2.700 5.500s-.900 4.100-2.700 5.500",
  other: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17ZM9.700 9.500c.200-1.400 1.100-2 2.400-2 1.400 0 2.400.800 2.400 2 0 1.700-2.300 1.800-2.300 3.700m0 2.800v.100",
};

/** A line icon; meaning is always also in words beside it. */
export const icon = (name) =>
  svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] ?? ICONS.other }));
