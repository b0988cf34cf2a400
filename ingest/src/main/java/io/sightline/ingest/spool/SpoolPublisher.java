package io.sightline.ingest.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the facts of a spool to the broker, in order and exactly once. Goes on trying while the
 * broker is away; stops for good when another process has taken the partition over.
 */
public final class SpoolPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolPublisher.class);
  private static final int MAX_FACTS = 500;
  private static final long WAIT_MILLIS = 500;
  private static final long[] RETRY_MILLIS = {50, 200, 1000, 3000, 5000};
  private static final long STOP_MILLIS = 5000;

  /** An offset that nobody renews expires on the broker. */
  private static final long RENEW_NANOS = TimeUnit.HOURS.toNanos(1);

  /** How publishing goes. */
  public enum State {
    STARTING,
    UP,
    /** The broker does not take facts for now. */
    AWAY,
    /** Another process owns the partition. */
    FENCED,
    /** The spool cannot be read. */
    FAILED
  }

  private record Waiter(long position, CompletableFuture<Void> done) {}

  private final String name;
  private final Spool spool;
  private final FactCodec codec;
  private final FactLog.Factory logs;
  private final TornTransactions torn;
  private final long firstEpoch;
  private final Runnable onLost;
  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>((a, b) -> Long.compare(a.position(), b.position()));
  private final Thread thread;

  private @Nullable FactLog log;
  private volatile State state = State.STARTING;
  private volatile String problem = "";
  private volatile boolean stopping;
  private volatile Cursor cursor;
  private long committedNanos = System.nanoTime();

  /**
   * @param name of the thread, for people
   * @param firstEpoch begins where none is known: neither the broker nor the spool tells of one
   * @param onLost called once, by the publisher's thread, when it stops for good
   */
  public SpoolPublisher(
      String name,
      Spool spool,
      FactCodec codec,
      FactLog.Factory logs,
      long firstEpoch,
      Runnable onLost) {
    this.name = name;
    this.spool = spool;
    this.codec = codec;
    this.logs = logs;
    this.torn = new TornTransactions(name, spool, codec);
    this.firstEpoch = firstEpoch;
    this.onLost = onLost;
    this.cursor = new Cursor(spool.id(), 0, 0, OpenSet.EMPTY);
    this.thread = new Thread(this::run, name);
  }

  /**
   * Takes the partition over, publishes what the spool still holds and begins a new epoch. Returns
   * what is open from epochs before.
   */
  public Cursor takeOver() throws FactLogException, IOException, InterruptedException {
    FactLog opened = reopen();
    Optional<Cursor> committed = opened.takeOver();
    cursor = startFrom(committed);
    if (committed.filter(cursor::equals).isPresent()) {
      advance(torn.mend(opened, cursor));
    } else {
      spool.forgetSent();
    }
    while (cursor.position() < spool.end()) {
      publish(opened, spool.read(cursor.position(), MAX_FACTS, 0));
    }
    long epoch = nextEpoch();
    spool.saveEpoch(epoch);
    commit(opened, new Cursor(spool.id(), cursor.position(), epoch, cursor.open()));
    state = State.UP;
    return cursor;
  }

  private long nextEpoch() throws IOException {
    long before = Math.max(cursor.epoch(), spool.epoch());
    if (before > 0) {
      return before + 1;
    }
    LOG.info("{}: no epoch before this one is known, beginning at {}", name, firstEpoch);
    return firstEpoch;
  }

  private Cursor startFrom(Optional<Cursor> committed) throws IOException {
    Cursor at = committed.orElse(new Cursor(spool.id(), spool.begin(), 0, OpenSet.EMPTY));
    boolean own = at.spool().equals(spool.id());
    if (own && at.position() >= spool.begin() && at.position() <= spool.end()) {
      return at;
    }
    if (own && at.position() < spool.begin()) {
      LOG.warn("{}: {}", name, forgotten(at));
      return new Cursor(spool.id(), spool.begin(), at.epoch(), at.open());
    }
    if (spool.backlogBytes() > 0) {
      LOG.warn(
          "{}: dropping {} bytes of unpublished facts: {} was published from elsewhere since",
          name,
          spool.backlogBytes(),
          at.spool());
    }
    return new Cursor(spool.id(), spool.end(), at.epoch(), at.open());
  }

  private String forgotten(Cursor at) {
    return "the broker has forgotten transactions: its cursor is at %d, expected %d or more"
        .formatted(at.position(), spool.begin());
  }

  /** Goes on publishing what is appended, in a thread of its own. */
  public void start() {
    thread.start();
  }

  private void run() {
    int failures = 0;
    while (!stopping) {
      try {
        step();
        failures = 0;
        state = State.UP;
        problem = "";
      } catch (FactLogException e) {
        failures++;
        if (!recover(e, failures)) {
          break;
        }
      } catch (InterruptedException e) {
        break;
      } catch (IOException | RuntimeException e) {
        lose(State.FAILED, e);
        break;
      }
    }
    closeLog();
  }

  private void step() throws FactLogException, IOException, InterruptedException {
    FactLog current = log;
    if (current == null) {
      current = resume();
    }
    List<Entry> entries = spool.read(cursor.position(), MAX_FACTS, WAIT_MILLIS);
    if (!entries.isEmpty()) {
      publish(current, entries);
    } else if (System.nanoTime() - committedNanos > RENEW_NANOS) {
      commit(current, cursor);
    }
  }

  /** Connects again, and finds out whether the last transaction counted. */
  private FactLog resume() throws FactLogException, IOException, InterruptedException {
    FactLog opened = reopen();
    requireOwned(opened.committed());
    Cursor committed = requireOwned(opened.takeOver());
    if (committed.position() < spool.begin()) {
      LOG.warn("{}: {}", name, forgotten(committed));
      committed = cursor;
    }
    advance(torn.mend(opened, committed));
    return opened;
  }

  private Cursor requireOwned(Optional<Cursor> committed) throws FactLogException {
    Cursor at = committed.orElse(cursor);
    if (at.epoch() != cursor.epoch() || !at.spool().equals(spool.id())) {
      throw FactLogException.fenced(
          "%s: epoch %d has taken over from %d".formatted(name, at.epoch(), cursor.epoch()));
    }
    return at;
  }

  private void publish(FactLog to, List<Entry> entries) throws FactLogException, IOException {
    Folded all = Folded.of(entries, cursor, codec);
    List<Place> places = to.send(all.facts(), all.cursor());
    spool.note(new Batch(cursor.position(), all.cursor().position(), places));
    finish(to, all.cursor());
  }

  private void commit(FactLog to, Cursor next) throws FactLogException {
    to.send(List.of(), next);
    finish(to, next);
  }

  private void finish(FactLog to, Cursor next) throws FactLogException {
    to.commit();
    committedNanos = System.nanoTime();
    advance(next);
  }

  private void advance(Cursor next) {
    cursor = next;
    try {
      spool.trim(next.position());
    } catch (IOException e) {
      LOG.warn("{}: cannot delete published facts: {}", name, e.toString());
    }
    complete(next.position());
  }

  /** False if it is over. */
  private boolean recover(FactLogException e, int failures) {
    closeLog();
    if (e.fenced()) {
      lose(State.FENCED, e);
      return false;
    }
    state = State.AWAY;
    problem = String.valueOf(e.getMessage());
    LOG.warn("{}: {} bytes wait: {}", name, spool.backlogBytes(), problem);
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS[Math.min(failures, RETRY_MILLIS.length) - 1]);
      return true;
    } catch (InterruptedException interrupted) {
      return false;
    }
  }

  private void lose(State lost, Exception e) {
    state = lost;
    problem = e.toString();
    LOG.error("{}: stops publishing: {}", name, problem);
    onLost.run();
  }

  private FactLog reopen() throws FactLogException {
    closeLog();
    FactLog opened = logs.open();
    log = opened;
    return opened;
  }

  private void closeLog() {
    FactLog old = log;
    log = null;
    if (old != null) {
      old.close();
    }
  }

  /** Completes when all before a position is published. */
  public CompletableFuture<Void> whenPublished(long position) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (waiters) {
      waiters.add(new Waiter(position, done));
    }
    complete(cursor.position());
    return done;
  }

  private void complete(long position) {
    List<Waiter> ready = new ArrayList<>();
    synchronized (waiters) {
      while (!waiters.isEmpty() && waiters.element().position() <= position) {
        ready.add(waiters.remove());
      }
    }
    ready.forEach(w -> w.done().complete(null));
  }

  public State state() {
    return state;
  }

  /** Why it is not {@link State#UP}, for people; else empty. */
  public String problem() {
    return problem;
  }

  /** Stops after the transaction under way; what is left stays in the spool. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (thread.isAlive()) {
        thread.join(STOP_MILLIS);
        thread.interrupt();
        thread.join(STOP_MILLIS);
      } else {
        closeLog();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
