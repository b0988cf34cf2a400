// Talking to the server: lists over HTTP, news as server-sent events.

const QUIET_FOR_TOO_LONG = 25_000;
const TRY_AGAIN_AFTER = 2_000;

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  const response = await fetch(query.size ? `${path}?${query}` : path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) throw new Error(body.title ?? `${path}: ${response.status}`);
  return body;
}

export async function post(path, value) {
  const response = await fetch(path, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.title ?? `${path}: ${response.status}`);
  return body;
}

/**
 * Listens for news. Calls handlers.open at each (re)connection, handlers.lost when it breaks, and
 * handlers[event](data) for each event. A connection that is silent is as good as broken.
 */
export function listen(handlers) {
  let source;
  let watchdog;

  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(again, QUIET_FOR_TOO_LONG);
  };
  const again = () => {
    source.close();
    handlers.lost();
    clearTimeout(watchdog);
    watchdog = setTimeout(connect, TRY_AGAIN_AFTER);
  };
  const connect = () => {
    source = new EventSource("/api/events");
    alive();
    source.addEventListener("hello", () => { alive(); handlers.open(); });
    source.addEventListener("heartbeat", alive);
    source.addEventListener("end", again);
    source.addEventListener("error", again);
    for (const name of ["alert", "decision", "clip", "camera", "hold", "erasure", "reload"]) {
      source.addEventListener(name, (event) => { alive(); handlers[name](JSON.parse(event.data)); });
    }
  };
  connect();
}
