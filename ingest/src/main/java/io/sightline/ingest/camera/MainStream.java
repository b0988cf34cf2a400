package io.sightline.ingest.camera;

import io.sightline.avro.ActivityKind;
import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.util.List;

/**
 * The opened stream of a camera that is stored and listened to: its newest packets, out of which
 * clips are cut, and its sound.
 */
final class MainStream implements AutoCloseable {
  /** An activity is noticed a little after its first picture; the packets before must be there. */
  static final long NOTICE_MICROS = 2_000_000;

  private final CameraContext context;
  private final HealthReporter health;
  private final StreamInfo info;
  private final long originMicros;
  private final PacketRing ring;
  private final SoundListener sound;
  private final boolean keeps;

  /**
   * @param originMicros capture time of its time 0
   * @param seen whether what is seen, there or in another stream, may begin a clip
   */
  MainStream(
      CameraContext context,
      CameraLog log,
      HealthReporter health,
      StreamInfo info,
      long originMicros,
      boolean seen) {
    this.context = context;
    this.health = health;
    this.info = info;
    this.originMicros = originMicros;
    long leadIn = context.camera().getClipLeadInMs() * 1000;
    this.ring =
        new PacketRing(
            HealthReporter.video(info), leadIn + NOTICE_MICROS, context.limits().leadInBytes());
    this.sound = new SoundListener(context, log, this);
    this.keeps = seen || sound.listens();
  }

  /** To be called once, before the first packet. */
  void open() throws IOException {
    sound.open();
  }

  StreamInfo info() {
    return info;
  }

  long originMicros() {
    return originMicros;
  }

  HealthReporter health() {
    return health;
  }

  /** Takes each packet; it is kept for the lead-in if ever there may be a clip. */
  void add(Packet packet) {
    if (keeps) {
      ring.add(packet);
    }
  }

  PacketRing ring() {
    return ring;
  }

  SoundListener sound() {
    return sound;
  }

  /**
   * Packets that begin with the key picture at or before a capture time, as far as they are kept.
   */
  List<Packet> from(long atMicros) {
    return ring.from(atMicros - originMicros);
  }

  /** Keeps what is needed to cut a clip that begins at a capture time. */
  void need(long atMicros) {
    ring.need(Math.max(0, atMicros - originMicros));
  }

  /** Clips of one activity, to be cut out of this stream. */
  ClipPieces pieces(ActivityKind kind) {
    return new ClipPieces(context, kind, health, this);
  }

  @Override
  public void close() {
    sound.close();
  }
}
