package io.sightline.ingest.gate;

/**
 * Decides for each video packet of a camera whether it is decoded. Begins open, to learn the
 * camera. Closed, it opens when packets are larger than usual or when a key picture looks
 * different, and then from the last look on, so that nothing between is lost. Used by one thread.
 */
public final class Gate {
  /** Of what one packet adds to the sum, so that a single large packet does not open. */
  private static final float MAX_EXCESS = 6;

  /** Excess that noise has now and then. */
  private static final float SLACK = 2;

  private static final float TOO_MANY = 1.5f;
  private static final float MAX_PATIENCE = 2.5f;
  private static final float PATIENCE_KEPT = 0.9995f;
  private static final int MAX_BLIND_PROBES = 3;
  private static final long MAX_DISTRUST_MICROS = 5_000_000;

  /** Something may begin so long before it shows in the sizes. */
  private static final long BEFORE_SIGN_MICROS = 2_000_000;

  private final GateSettings settings;
  private final Places places = new Places();
  private final SizeModel sizes = new SizeModel();

  private boolean open = true;
  private boolean openedBySize;
  private boolean somethingMoved;
  private long beginMicros = Long.MIN_VALUE;
  private long openedMicros = Long.MIN_VALUE;
  private long lookedMicros = Long.MIN_VALUE;
  private long calmSinceMicros = Long.MAX_VALUE;
  private long lastSlot = Long.MIN_VALUE;
  private long signMicros;
  private long fromMicros;
  private float sum;
  private float patience = 1;
  private int blindProbes;

  public Gate(GateSettings settings) {
    this.settings = settings;
  }

  /** Takes the next packet in the order of decoding. */
  public Step take(PacketFacts packet) {
    if (beginMicros == Long.MIN_VALUE) {
      beginMicros = packet.ptsMicros();
      openedMicros = packet.ptsMicros();
    }
    int place = places.next(packet);
    float excess = sizes.excess(packet, place);
    signMicros = sum == 0 ? packet.ptsMicros() : signMicros;
    sum = Math.max(0, sum + Math.min(MAX_EXCESS, excess) - SLACK * patience);
    if (!open || isCalm()) {
      sizes.learn(packet, place);
    }
    if (open && mayClose(packet)) {
      close();
    }
    return open ? decode(packet) : watch(packet);
  }

  private Step watch(PacketFacts packet) {
    patience = Math.max(1, patience * PATIENCE_KEPT);
    if (places.allKeys()) {
      boolean due = packet.ptsMicros() - lookedMicros >= settings.intraMicros();
      return due ? Step.PROBE : Step.SKIP;
    }
    if (tooLong(packet)) {
      return open(packet.ptsMicros(), false);
    }
    if (sum >= settings.limit()) {
      Step step = open(packet.ptsMicros(), true);
      fromMicros = Math.max(lookedMicros, signMicros - BEFORE_SIGN_MICROS);
      return step;
    }
    long between = sizes.telling() ? settings.probeMicros() : settings.closeProbeMicros();
    boolean due = packet.key() && packet.ptsMicros() - lookedMicros >= between;
    return due ? Step.PROBE : Step.SKIP;
  }

  private boolean tooLong(PacketFacts packet) {
    return places.sinceKeyMicros(packet.ptsMicros()) > settings.maxGroupMicros();
  }

  /** Where each picture can be decoded alone, only those are that will be analysed. */
  private Step decode(PacketFacts packet) {
    if (!places.allKeys()) {
      return Step.DECODE;
    }
    long slot = Math.floorDiv(packet.ptsMicros(), settings.analysisMicros());
    boolean due = slot > lastSlot;
    lastSlot = Math.max(slot, lastSlot);
    return due ? Step.DECODE : Step.SKIP;
  }

  /**
   * A key picture was looked at.
   *
   * @param quiet it looks like the scene
   * @return what is to be done now: nothing, or to open
   */
  public Step probed(long ptsMicros, boolean quiet) {
    blindProbes = 0;
    if (quiet) {
      lookedMicros = ptsMicros;
      return Step.SKIP;
    }
    return open(ptsMicros, false);
  }

  /** A key picture could not be decoded by itself. */
  public Step blind(long ptsMicros) {
    blindProbes++;
    return open(ptsMicros, false);
  }

  /** Somebody else says that something goes on: pictures are needed from here on. */
  public Step called(long ptsMicros) {
    Step step = open(ptsMicros, false);
    fromMicros = ptsMicros;
    return step;
  }

  private Step open(long ptsMicros, boolean bySize) {
    open = true;
    fromMicros = lookedMicros;
    openedBySize = bySize;
    openedMicros = ptsMicros;
    somethingMoved = false;
    calmSinceMicros = Long.MAX_VALUE;
    return Step.OPEN;
  }

  /**
   * A picture was analysed while the gate was open.
   *
   * @param calm nothing moves, and no activity is open
   */
  public void analysed(long ptsMicros, boolean calm) {
    lookedMicros = Math.max(lookedMicros, ptsMicros);
    somethingMoved |= !calm;
    calmSinceMicros = calm ? Math.min(calmSinceMicros, ptsMicros) : Long.MAX_VALUE;
  }

  private boolean isCalm() {
    return calmSinceMicros != Long.MAX_VALUE;
  }

  private boolean mayClose(PacketFacts packet) {
    long now = packet.ptsMicros();
    boolean learnt = now - beginMicros >= settings.learnMicros();
    boolean calm = isCalm() && lookedMicros - calmSinceMicros >= settings.calmMicros();
    boolean trusted = sum < settings.limit() / 2 || now - openedMicros >= MAX_DISTRUST_MICROS;
    boolean often =
        places.longestMicros() > 0
            && places.longestMicros() <= settings.maxGroupMicros()
            && !tooLong(packet);
    return learnt && calm && trusted && often && blindProbes < MAX_BLIND_PROBES;
  }

  private void close() {
    open = false;
    sum = 0;
    if (openedBySize && !somethingMoved) {
      patience = Math.min(MAX_PATIENCE, patience * TOO_MANY);
    }
  }

  /** After {@link Step#OPEN}: all is decoded from the key picture at or before this time on. */
  public long fromMicros() {
    return fromMicros;
  }

  /** The time of the newest picture that was looked at. */
  public long lookedMicros() {
    return lookedMicros;
  }

  public boolean isOpen() {
    return open;
  }

  /** True where each picture is a key picture: sizes give no sign. */
  public boolean hasNoSign() {
    return places.allKeys();
  }
}
