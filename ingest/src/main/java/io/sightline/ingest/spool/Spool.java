package io.sightline.ingest.spool;

import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Facts in the order in which they were appended, in files of one folder. What {@link #append} took
 * survives the death of the process, and after {@link #force} that of the machine. A position is
 * the number of bytes appended before. Safe for use by several threads; a folder belongs to one
 * spool at a time.
 */
public final class Spool implements AutoCloseable {
  private final SpoolFolder folder;
  private final SpoolSettings settings;
  private final Deque<Segment> segments;
  private final SentBatches sent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long published;
  private long dropped;
  private boolean closed;

  private Spool(
      SpoolFolder folder, SpoolSettings settings, Deque<Segment> segments, SentBatches sent) {
    this.folder = folder;
    this.settings = settings;
    this.segments = segments;
    this.sent = sent;
    this.published = segments.getFirst().base();
  }

  /**
   * Opens or creates a spool. A torn end, left by a process that died while it wrote, is dropped.
   *
   * @throws IOException if another process has it open, or the folder cannot be used
   */
  public static Spool open(Path path, SpoolSettings settings) throws IOException {
    SpoolFolder folder = SpoolFolder.open(path);
    try {
      return new Spool(folder, settings, folder.segments(), SentBatches.open(path));
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** Tells this spool from any other: positions mean nothing elsewhere. */
  public String id() {
    return folder.id();
  }

  /** Appends facts that are to be published together. Returns the position after them. */
  public long append(List<Fact> facts) throws IOException {
    return append(facts, settings.whenFull());
  }

  /** Like {@link #append(List)}, but waits for room whatever the settings say. */
  public long appendWaiting(List<Fact> facts) throws IOException {
    return append(facts, WhenFull.BLOCK);
  }

  /**
   * Appends facts that may be missing: where appends fail when full, the last quarter is kept for
   * those that may not.
   *
   * @return the position after them, or -1 if they were dropped and counted
   */
  public long appendIfRoom(List<Fact> facts) throws IOException {
    lock.lock();
    try {
      if (!hasRoom()) {
        dropped += facts.size();
        return -1;
      }
      return append(facts, settings.whenFull());
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is room for facts that may be missing. */
  public boolean hasRoom() {
    lock.lock();
    try {
      return settings.whenFull() == WhenFull.BLOCK || held() <= settings.maxBytes() / 4 * 3;
    } finally {
      lock.unlock();
    }
  }

  /** Facts that were dropped since this spool was opened. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  private long append(List<Fact> facts, WhenFull whenFull) throws IOException {
    ByteBuffer entry = EntryFormat.encode(facts);
    lock.lock();
    try {
      awaitRoom(entry.remaining(), whenFull);
      Segment last = segments.getLast();
      if (last.end() - last.base() >= settings.segmentBytes()) {
        last = Segment.open(folder.path(), last.end());
        segments.add(last);
      }
      last.append(entry);
      changed.signalAll();
      return last.end();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(int bytes, WhenFull whenFull) throws IOException {
    while (!closed && held() > 0 && held() + bytes > settings.maxBytes()) {
      if (whenFull == WhenFull.FAIL) {
        throw new SpoolFullException(
            "spool %s: %d bytes wait to be published, at most %d may"
                .formatted(folder.path(), held(), settings.maxBytes()));
      }
      await();
    }
    requireOpen();
  }

  private void await() throws IOException {
    try {
      changed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the spool was full", e);
    }
  }

  private long held() {
    return segments.getLast().end() - published;
  }

  /** Writes to disk what was appended. */
  public void force() throws IOException {
    lock.lock();
    try {
      requireOpen();
      segments.getLast().force();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that wait to be published. */
  public long backlogBytes() {
    lock.lock();
    try {
      return held();
    } finally {
      lock.unlock();
    }
  }

  /** The newest epoch that owned this spool, 0 at first. */
  public long epoch() throws IOException {
    return folder.epoch();
  }

  public void saveEpoch(long epoch) throws IOException {
    folder.saveEpoch(epoch);
  }

  /** The newest batches that were sent, oldest first. */
  List<Batch> sent() {
    lock.lock();
    try {
      return sent.all();
    } finally {
      lock.unlock();
    }
  }

  /** Notes a batch before it is committed. Its facts stay here until two others followed it. */
  void note(Batch batch) throws IOException {
    lock.lock();
    try {
      requireOpen();
      sent.add(batch);
    } finally {
      lock.unlock();
    }
  }

  /** Notes that some facts of a batch were sent again. */
  void noteAgain(Batch batch) throws IOException {
    lock.lock();
    try {
      requireOpen();
      sent.replace(batch);
    } finally {
      lock.unlock();
    }
  }

  /** Another has published since: what this spool sent before concerns nobody any more. */
  void forgetSent() throws IOException {
    lock.lock();
    try {
      requireOpen();
      sent.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Position of the oldest fact that is still here. */
  public long begin() {
    lock.lock();
    try {
      return segments.getFirst().base();
    } finally {
      lock.unlock();
    }
  }

  /** Position after the newest fact. */
  public long end() {
    lock.lock();
    try {
      return segments.getLast().end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Entries from a position on; waits a little if there are none yet.
   *
   * @param maxFacts stops at the entry that reaches this
   * @param waitMillis longest wait
   */
  public List<Entry> read(long position, int maxFacts, long waitMillis)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!closed && position >= segments.getLast().end() && waitMillis > 0) {
        boolean signalled = changed.await(waitMillis, TimeUnit.MILLISECONDS);
        if (!signalled) {
          return List.of();
        }
      }
      requireOpen();
      return collect(position, maxFacts);
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> collect(long position, int maxFacts) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long at = position;
    int facts = 0;
    for (Segment segment : segments) {
      while (at >= segment.base() && at < segment.end() && facts < maxFacts) {
        Entry entry = segment.read(at);
        if (entry == null) {
          throw new IOException("spool %s: no entry at %d".formatted(folder.path(), at));
        }
        entries.add(entry);
        facts += entry.facts().size();
        at = entry.next();
      }
    }
    return entries;
  }

  /**
   * What lies before a position is published: makes room, and deletes files no longer needed. Those
   * of batches that are still noted stay.
   */
  public void trim(long position) throws IOException {
    lock.lock();
    try {
      requireOpen();
      published = Math.max(published, Math.min(position, segments.getLast().end()));
      Segment last = segments.getLast();
      if (position >= last.end() && last.end() - last.base() >= settings.segmentBytes()) {
        segments.add(Segment.open(folder.path(), last.end()));
      }
      long needed = sent.all().isEmpty() ? position : Math.min(position, sent.all().get(0).from());
      while (segments.size() > 1 && segments.getFirst().end() <= needed) {
        segments.removeFirst().delete();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("spool %s is closed".formatted(folder.path()));
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        changed.signalAll();
        folder.close(segments, sent);
      }
    } finally {
      lock.unlock();
    }
  }
}
